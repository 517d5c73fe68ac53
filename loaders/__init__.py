"""Workbook bytes in; readings and submissions out."""

from loaders.across import shared_units
from loaders.entries import (
    MAY_STAND,
    AskedWord,
    CheckQuestion,
    ColumnReading,
    Hints,
    ReachQuestion,
    Reading,
    ReadRow,
    SheetReading,
    StandsQuestion,
    TableReading,
    Total,
    Value,
    guessed_form,
    guessed_slots,
    headed_columns,
    reading_kept,
)
from loaders.files import (
    MendedCells,
    Piece,
    Room,
    files_within,
    not_put_away,
    parts_of,
    read_or_refuse,
)
from loaders.processes import Upload, Workers, workers
from loaders.reader import read_workbook
from loaders.registers import TypedLine, typed_sheet
from loaders.roster import likely_meaning, likely_type, roster_in, slots_by_cells
from loaders.settings import personal_settings, personal_text
from loaders.tables import (
    Pointing,
    field_choices,
    is_person_heading,
    key_field,
    layout_from_words,
    normal_heading,
    objection,
)
from loaders.words import (
    ClaimedNumber,
    Spoken,
    asked_figure,
    claimed_numbers,
    header_path,
    name_shown,
    text_without_persons,
    title_period,
)
