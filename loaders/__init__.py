"""Workbook bytes in; readings and submissions out."""

from loaders.across_files import shared_units
from loaders.fingerprint import normal_heading
from loaders.forms import READER
from loaders.isolation import Upload, Workers, workers
from loaders.known_units import roster_in
from loaders.limits import MAX_BYTES
from loaders.parcel import files_within
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
    "Upload",
    "Value",
    "Workers",
    "district_named",
    "files_within",
    "normal_heading",
    "read_workbook",
    "roster_in",
    "shared_units",
    "workers",
]
