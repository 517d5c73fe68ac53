"""What reading a table gives: entries, doubts, totals, the sheet as read, frames to plan with."""

from loaders.entries.any_reading import overlaps, read_any
from loaders.entries.asked_grid import asked_grid
from loaders.entries.asked_once import (
    MAY_STAND,
    CheckQuestion,
    ReachQuestion,
    StandsQuestion,
    settled,
)
from loaders.entries.asked_words import AskedWord
from loaders.entries.form_sheet import form_sheet
from loaders.entries.frames import EntryLine, EntryRows, WeeklyRows
from loaders.entries.grid import grid_of
from loaders.entries.guessed import guessed_form, guessed_slots, headed_columns
from loaders.entries.kept_words import reading_kept
from loaders.entries.own_places import relocate
from loaders.entries.reading import (
    ColumnReading,
    FileContext,
    Hints,
    Read,
    Reading,
    ReadRow,
    SheetReading,
    TableReading,
    Total,
    Value,
    held_rows,
)
from loaders.entries.repeats import Repeats, RowPlace, key_of, repeats
from loaders.entries.rules import RuleBook
from loaders.entries.sender import (
    elsewhere,
    names_known,
    place_doubts,
    sender_of,
    titled_unit,
    unfit,
)
from loaders.entries.slot_values import Figures, SlotPlaces, SlotValues
from loaders.entries.table_summary import (
    differing,
    misplaced_names,
    nameless_column,
    one_column_each,
    summarise,
)
from loaders.entries.totals import hold, tie_out
