"""Workbook bytes in; readings and submissions out."""

from loaders.across_files import shared_units
from loaders.fingerprint import normal_heading
from loaders.forms import READER
from loaders.guard import is_person_heading
from loaders.header_rows import grid_paths
from loaders.isolation import Upload, Workers, workers
from loaders.known_units import roster_in
from loaders.layout_guess import (
    field_choices,
    guessed_slots,
    layout_said,
    likely_form,
    missing_fields,
)
from loaders.limits import MAX_BYTES
from loaders.parcel import files_within
from loaders.reader import read_workbook
from loaders.reading import (
    Entry,
    Headed,
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
    "Headed",
    "Hints",
    "Reading",
    "SheetReading",
    "TableReading",
    "Total",
    "Upload",
    "Value",
    "Workers",
    "district_named",
    "field_choices",
    "files_within",
    "grid_paths",
    "guessed_slots",
    "is_person_heading",
    "layout_said",
    "likely_form",
    "missing_fields",
    "normal_heading",
    "read_workbook",
    "roster_in",
    "shared_units",
    "workers",
]
