"""Sheets whose rows are the figures of units in a week."""
