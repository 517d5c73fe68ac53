"""Workbook bytes in; readings and submissions out."""

from loaders.across.files import shared_units
from loaders.by_form import READER
from loaders.entries.reading import (
    Entry,
    Headed,
    Hints,
    Reading,
    SheetReading,
    TableReading,
    Total,
    Value,
)
from loaders.files.limits import MAX_BYTES
from loaders.files.parcel import files_within
from loaders.processes.pool import Upload, Workers, workers
from loaders.reader import read_workbook
from loaders.roster.known_units import roster_in
from loaders.tables.fingerprint import normal_heading
from loaders.tables.guard import is_person_heading
from loaders.tables.header_rows import grid_paths
from loaders.tables.layout_guess import (
    field_choices,
    guessed_slots,
    layout_said,
    likely_form,
    missing_fields,
)
from loaders.tables.surroundings import district_named

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
