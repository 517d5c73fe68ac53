"""Workbook bytes in; readings and submissions out."""

from loaders.across import shared_units
from loaders.by_form import READER
from loaders.entries import Entry, Headed, Hints, Reading, SheetReading, TableReading, Total, Value
from loaders.files import MAX_BYTES, files_within
from loaders.processes import Upload, Workers, workers
from loaders.reader import read_workbook
from loaders.roster import roster_in
from loaders.tables import (
    district_named,
    field_choices,
    grid_paths,
    guessed_slots,
    is_person_heading,
    layout_said,
    likely_form,
    missing_fields,
    normal_heading,
)

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
