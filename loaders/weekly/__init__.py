"""Sheets whose rows are the figures of units in a week."""

from loaders.weekly.table import read_weekly
