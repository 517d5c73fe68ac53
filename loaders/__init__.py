"""Workbook bytes in; readings and submissions out."""

from loaders.across import shared_units
from loaders.entries import (
    ColumnReading,
    Hints,
    ReachQuestion,
    Reading,
    ReadRow,
    SheetReading,
    TableReading,
    Total,
    Value,
    guessed_form,
    guessed_slots,
    headed_columns,
)
from loaders.files import MAX_BYTES, Piece, Room, files_within, not_put_away
from loaders.processes import Upload, Workers, workers
from loaders.reader import read_workbook
from loaders.roster import roster_in
from loaders.tables import (
    Objection,
    Pointing,
    district_in,
    field_choices,
    grid_paths,
    is_person_heading,
    key_field,
    layout_from_words,
    likely_form,
    likely_slots,
    missing_fields,
    normal_heading,
    objection,
)
from loaders.words import text_without_persons

__all__ = [
    "MAX_BYTES",
    "ColumnReading",
    "Hints",
    "Objection",
    "Piece",
    "Pointing",
    "ReachQuestion",
    "ReadRow",
    "Reading",
    "Room",
    "SheetReading",
    "TableReading",
    "Total",
    "Upload",
    "Value",
    "Workers",
    "district_in",
    "field_choices",
    "files_within",
    "grid_paths",
    "guessed_form",
    "guessed_slots",
    "headed_columns",
    "is_person_heading",
    "key_field",
    "layout_from_words",
    "likely_form",
    "likely_slots",
    "missing_fields",
    "normal_heading",
    "not_put_away",
    "objection",
    "read_workbook",
    "roster_in",
    "shared_units",
    "text_without_persons",
    "workers",
]
