"""Sheets that say which units there are."""
