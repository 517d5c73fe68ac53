"""What reading a table gives: entries, doubts, totals, the sheet as read, frames to plan with."""

from loaders.entries.any_reading import overlaps, read_any
from loaders.entries.asked_grid import asked_grid
from loaders.entries.form_sheet import form_sheet
from loaders.entries.frames import WeeklyRows
from loaders.entries.grid import grid_of
from loaders.entries.own_places import relocated
from loaders.entries.reading import (
    Entry,
    FileContext,
    Headed,
    Hints,
    Read,
    Reading,
    SheetReading,
    TableReading,
    Total,
    Value,
    held_rows,
)
from loaders.entries.repeats import Place, Repeats, key_of, repeats
from loaders.entries.rules import RuleBook
from loaders.entries.sender import sender_of
from loaders.entries.slot_values import Figures, RowCells, SlotPlaces
from loaders.entries.table_summary import tabulated
from loaders.entries.totals import held, tie_out
from loaders.entries.whose_sheet import place_doubts

__all__ = [
    "Entry",
    "Figures",
    "FileContext",
    "Headed",
    "Hints",
    "Place",
    "Read",
    "Reading",
    "Repeats",
    "RowCells",
    "RuleBook",
    "SheetReading",
    "SlotPlaces",
    "TableReading",
    "Total",
    "Value",
    "WeeklyRows",
    "asked_grid",
    "form_sheet",
    "grid_of",
    "held",
    "held_rows",
    "key_of",
    "overlaps",
    "place_doubts",
    "read_any",
    "relocated",
    "repeats",
    "sender_of",
    "tabulated",
    "tie_out",
]
