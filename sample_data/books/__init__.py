"""Sheets as workbooks, with the moment at which each came."""
