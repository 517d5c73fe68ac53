"""Workbook bytes in; readings and submissions out."""

from loaders.across_files import shared_units
from loaders.forms import READER
from loaders.known_units import roster_in
from loaders.reader import read_workbook
from loaders.reading import (
    Entry,
    Hints,
    Reading,
    SheetReading,
    TableReading,
    Total,
    Value,
)
from loaders.sniff import MAX_BYTES
from loaders.surroundings import district_named

__all__ = [
    "MAX_BYTES",
    "READER",
    "Entry",
    "Hints",
    "Reading",
    "SheetReading",
    "TableReading",
    "Total",
    "Value",
    "district_named",
    "read_workbook",
    "roster_in",
    "shared_units",
]
