"""Sheets that say which units there are."""

from loaders.roster.known_units import roster_in
from loaders.roster.table import read_roster

__all__ = [
    "read_roster",
    "roster_in",
]
