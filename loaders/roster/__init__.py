"""Sheets that say which units there are."""

from loaders.roster.arrangement import roster_arrangement
from loaders.roster.by_cells import slots_by_cells
from loaders.roster.known_units import roster_in
from loaders.roster.likeness import likely_meaning, likely_type
from loaders.roster.lists import told_by_lists
from loaders.roster.parents import across_rosters
from loaders.roster.table import read_roster
