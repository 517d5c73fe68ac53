"""What reading one file gives: sheets, tables, entries, doubts, and submissions ready to plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import nan
from zoneinfo import ZoneInfo

from campaign import (
    Address,
    Calendar,
    CampaignPack,
    FieldRole,
    Grid,
    Issue,
    KnownLayout,
    Past,
    Roster,
    State,
    Submission,
    Unit,
    Week,
    without_words,
)
from loaders.entries.asked_once import CheckQuestion, ReachQuestion, StandsQuestion
from loaders.entries.asked_words import AskedWord, asked_once
from loaders.entries.form_sheet import NO_TEMPLATE, FormSheet
from loaders.files import MendedCells
from loaders.tables import Arrangement, Pointing


@dataclass(frozen=True)
class Hints:
    """What is known about a file besides its bytes.

    `week` is a person's word on the reporting week of a sheet that names none; `week_stands` makes
    it the answer of one who has seen what the sheet says; `sender` the uploader's group or unit id,
    used where the sheet names none; `scope` the unit ids the uploader may report for, None for all;
    `earlier` gives what is known of each unit, by its id, from the weeks before one, asked for once
    the week is known; `calendar` the district's own, else the pack's; `today` the day the file is
    read, after which nothing can have happened, and `received_at` when it came, None if nobody
    says; `latest` the number of the district's latest week, None without one; `any_table` asks for
    the tables that are none of the forms too, which are described and never stored: without it a
    file of nothing else is refused; `asks_layout` asks for those too, and for the first rows of
    such a sheet, without persons, so that somebody can say what it is; `layouts` are those said
    before, by fingerprint, `pointed` what one says of this file's tables now; `passwords` are tried
    on an encrypted file and kept nowhere; `told_units` are the types and groups, by role and folded
    name, of units whose roster uses a word that means several, or none; `roster_stands` takes a
    roster whose title names another district; `mended` what a person wrote in the place of cells.
    """

    week: int | None = None
    week_stands: bool = False
    sender: str = ""
    scope: frozenset[str] | None = None
    calendar: Calendar | None = None
    today: date | None = None
    received_at: datetime | None = None
    latest: int | None = None
    any_table: bool = False
    asks_layout: bool = False
    layouts: Mapping[str, KnownLayout] = field(default_factory=dict)
    pointed: tuple[Pointing, ...] = ()
    earlier: Callable[[int], Mapping[str, Past]] = lambda week: {}  # noqa: ARG005
    passwords: tuple[str, ...] = field(default=(), repr=False)
    told_units: Mapping[tuple[FieldRole, str], str] = field(default_factory=dict)
    roster_stands: bool = False
    mended: MendedCells = field(default_factory=dict)


@dataclass(frozen=True)
class Value:
    """One cell as read: its number or text, its state, where it stands and what stood there.

    In a row-form also true or false, the ids of options, or a day as ISO text."""

    value: float | str | tuple[str, ...] | None
    state: State
    row: int
    column: int
    raw: str

    @property
    def number(self) -> float:
        """The number it is; NaN for none."""
        return self.value if isinstance(self.value, float) else nan

    @property
    def is_held(self) -> bool:
        """Whether it could not be read."""
        return self.state is State.HELD

    def address(self, sheet: str) -> Address:
        """Where it stands on the sheet of that name."""
        return Address(sheet, self.row, self.column)


@dataclass(frozen=True)
class ReadRow:
    """One data row. `values` are by slot or field id; a row that is not accepted is held whole,
    unless it repeats an earlier row exactly (`repeats`): then it is set aside."""

    row: int
    unit_id: str | None
    unit_name: str | None
    raw_unit: str
    accepted: bool
    values: Mapping[str, Value]
    repeats: int | None = None

    @staticmethod
    def of(
        row: int, unit: Unit | None, raw: str, values: Mapping[str, Value], doubts: Iterable[Issue]
    ) -> ReadRow:
        """A row as read; one of its doubts that holds keeps it out."""
        accepted = not doubts or not any(issue.holds_row for issue in doubts)
        unit_id, unit_name = (unit.id, unit.name) if unit else (None, None)
        return ReadRow(row, unit_id, unit_name, raw, accepted, values)


@dataclass(frozen=True)
class Total:
    """A total or subtotal row; `agrees` is None where it could not be compared."""

    row: int
    label: str
    position: str
    agrees: bool | None
    is_grand: bool


@dataclass(frozen=True)
class ColumnReading:
    """A headed column: its heading's levels, and the slot or field it was taken for, empty for one
    that is left out."""

    column: int
    path: tuple[str, ...]
    slot: str


@dataclass(frozen=True)
class TableReading:
    """One table of a sheet, whether or not it is one of the forms.

    `fingerprint` is the same for every sheet with these headings. `view` is the re-arranged sheet
    it was read from, None where it was read as it stands. While `asked` is open, nothing of the
    table goes in. `said` is what a person said of its columns, now or once. `words` are those for
    types and groups that wait for an answer; `checks` asks which figure a log's checks were of,
    `stands` whether the table is the campaign's whatever words around it say.
    """

    form: str | None
    confidence: float
    layout: str
    weeks: tuple[Week, ...]
    header_rows: tuple[int, ...]
    first_data_row: int | None
    last_data_row: int | None
    column_range: tuple[int, int]
    columns: tuple[str, ...]
    unit_column: int | None
    unit_fill_down: bool
    units: tuple[str, ...]
    sums: Mapping[str, float]
    totals: tuple[Total, ...]
    set_aside: Mapping[int, str]
    entries: tuple[ReadRow, ...]
    issues: tuple[Issue, ...]
    n_data_rows: int = 0
    n_blank_rows: int = 0
    submission: Submission | None = None
    view: Arrangement | None = None
    fingerprint: str = ""
    headed: tuple[ColumnReading, ...] = ()
    asked: ReachQuestion | None = None
    said: KnownLayout | None = None
    words: tuple[AskedWord, ...] = ()
    checks: CheckQuestion | None = None
    stands: StandsQuestion | None = None


@dataclass(frozen=True)
class SheetReading:
    """One sheet with its tables; a hidden sheet is named and not read."""

    sheet: str
    hidden: bool
    title: str
    reporting_date: date | None
    issues: tuple[Issue, ...]
    tables: tuple[TableReading, ...]
    grid: Grid


@dataclass(frozen=True)
class Reading:
    """One file. `refused` is the issue that refuses it whole; then nothing of it may be kept."""

    file_name: str
    sha256: str
    kind: str
    refused: Issue | None
    issues: tuple[Issue, ...] = ()
    sheets: tuple[SheetReading, ...] = ()
    keeps_original: bool = True

    @property
    def tables(self) -> tuple[TableReading, ...]:
        """All tables of all sheets."""
        return tuple(table for sheet in self.sheets for table in sheet.tables)

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """The tables that can go into the ledger."""
        return tuple(t.submission for t in self.tables if t.submission is not None)

    @property
    def name_kept(self) -> str:
        """The file's name as it may be kept for ever."""
        sent = next(iter(self.submissions), None)
        return without_words(self.file_name, sent.marks) if sent else self.file_name

    @property
    def asked_words(self) -> tuple[AskedWord, ...]:
        """The words of its sheets that wait for an answer, each once, types first."""
        return asked_once(word for table in self.tables for word in table.words)

    @property
    def all_issues(self) -> tuple[Issue, ...]:
        """Every doubt of the file, its sheets and its tables, in that order."""
        own = (self.refused,) if self.refused else ()
        sheets = tuple(i for s in self.sheets for i in s.issues)
        return own + self.issues + sheets + tuple(i for t in self.tables for i in t.issues)


@dataclass(frozen=True)
class FileContext:
    """What every table of one file shares while it is read; `across` are the weeks that stand side
    by side where a view is of one of them, that one first, and `weeks` those that other parts of
    the file are of; `around` is what the file says of itself, and `marks` have the words of its
    names that are shown and not kept."""

    file_name: str
    sha256: str
    pack: CampaignPack
    roster: Roster
    hints: Hints
    sheet_names: tuple[str, ...] = ()
    returned: FormSheet = NO_TEMPLATE
    across: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    around: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def arrived_on(self) -> date | None:
        """The day the file came, in the district's own time, else the day it is read."""
        received = self.hints.received_at
        zone = ZoneInfo(self.calendar.zone)
        return received.astimezone(zone).date() if received else self.hints.today

    @property
    def calendar(self) -> Calendar:
        """The district's weeks, else the pack's."""
        return self.hints.calendar or self.pack.calendar


@dataclass(frozen=True)
class Read:
    """A table as read, and how to make its submission once the sheet's grid is known."""

    table: TableReading
    submission: Callable[..., Submission] | None
    held_rows: frozenset[int]

    def sent(self, grid: Grid, marks: Mapping[str, str]) -> Submission | None:
        """The submission with its sheet and the words of it that are shown and not kept."""
        return self.submission(grid, marks=marks) if self.submission else None


def held_rows(entries: Iterable[ReadRow]) -> frozenset[int]:
    """The sheet rows kept out of the figures; a row that repeats another is set aside instead."""
    return frozenset(e.row for e in entries if not e.accepted and e.repeats is None)
