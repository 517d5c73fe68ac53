"""What accepting a submission would do, cell by cell and row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from campaign import NEWEST_RULES, Issue, Submission
from ledger.records import ROSTER, ROW_KINDS, WEEKLY, Choices, Current, Entry, Line, Packed, Voice

REASON_CODES = frozenset({"K05"})
"""A cumulative figure that falls asks for a reason, as a change to a past week does."""


class StalePlan(Exception):  # noqa: N818
    """The ledger moved on and accepting would now do something else than was shown."""


Word: TypeAlias = float | str | bool | tuple[str, ...] | None
"""What a cell says: a figure, words, yes or no, the ids of options, or nothing."""


@dataclass(frozen=True)
class Change:
    """One cell that would change: figures with their state letters, or words of the roster.

    `slot` is a slot, a roster field or a field of a register; `sender` is who sent what stands
    there now.
    """

    unit_id: str
    slot: str
    old: Word
    new: Word
    old_state: str = ""
    new_state: str = ""
    sender: str = ""


@dataclass(frozen=True)
class Standing:
    """What counts now of what a plan may change, by which rules: figures by unit, with what each
    sheet says of it and whom people chose, or entries it may replace."""

    currents: Mapping[str, Current] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    rules: int = NEWEST_RULES
    voices: Mapping[str, Sequence[Voice]] = field(default_factory=dict)
    choices: Mapping[str, Choices] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What accepting a submission would do, at ledger revision `revision`.

    new: units without an accepted row so far · same: units whose row says what already stands ·
    changed: cells of the same sender · clash: cells that another sender reported · held: sheet rows
    kept out · absent: open units a roster does not name (never closed by that) · received_as: the
    submission this is a copy of, where nothing would change · lines: its figures, read once.

    Of a row-form (`kind` log or register), new and same have the unit of each such row · changed
    and clash are fields of a register's line, its slot a field id · gone: rows that count now and
    that a newer log no longer has · older: its rows for which a sheet stands that arrived after
    `received_at` (None: nothing arrives later); they go in as an earlier version · entries: its
    rows, read once.

    outranked: cells in which this sheet says something else than another sender's figure, which
    stands · blanks: cells it leaves blank though its sender's figure stands: they ask whether that
    is taken back · answered: by unit and slot a person's word on such a cell, true to take it back
    · after: what would count of units that other sheets speak of too.

    locked: the frozen weeks that would change; it cannot go in until they are opened again.

    packed: the submission as the tables will hold it · head and standing: the end of the audit
    chain that the plan was made at, and what counted there. While the chain ends there, nothing
    about the plan can have changed.
    """

    district_id: str
    submission: Submission
    revision: int
    new: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    clash: tuple[Change, ...] = ()
    held: tuple[int, ...] = ()
    absent: tuple[str, ...] = ()
    received_as: int | None = None
    touches_past_week: bool = False
    lines: tuple[Line, ...] = field(default=(), repr=False)
    kind: str = WEEKLY
    gone: tuple[Entry, ...] = ()
    older: tuple[Entry, ...] = ()
    received_at: datetime | None = None
    entries: tuple[Entry, ...] = field(default=(), repr=False)
    outranked: tuple[Change, ...] = ()
    blanks: tuple[Change, ...] = ()
    answered: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    after: Mapping[str, Current] = field(default_factory=dict, repr=False, compare=False)
    locked: tuple[int, ...] = ()
    packed: Packed = field(default=Packed(), repr=False, compare=False)
    head: str = field(default="", repr=False, compare=False)
    standing: Standing = field(default_factory=Standing, repr=False, compare=False)

    @property
    def is_roster(self) -> bool:
        """Whether the submission is a unit roster."""
        return self.kind == ROSTER

    @property
    def is_of_rows(self) -> bool:
        """Whether its form is a row-form, whose rows count one by one."""
        return self.kind in ROW_KINDS

    @property
    def is_empty(self) -> bool:
        """Whether no figure, no row, no earlier version and no word of the roster would change."""
        return not (self.changes_what_counts or self.older)

    @property
    def changes_what_counts(self) -> bool:
        """Whether a figure, a row that counts or a word of the roster would change."""
        return bool(self.new or self.changed or self.clash or self.gone)

    @property
    def already_received(self) -> bool:
        """Whether the very same table was received, still counts, and nothing would change."""
        return self.received_as is not None

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What accepting would leave open: blanks where a figure stands, and figures of another
        sender that stand."""
        blank = Issue("P19", params={"n": len(self.blanks)})
        differs = Issue("P20", params={"n": len(self.outranked) + len(self.clash)})
        return tuple(issue for issue in (blank, differs) if issue.params["n"])

    @property
    def asks_reason(self) -> bool:
        """Whether the sender should say why; a missing reason never blocks."""
        codes = {issue.code for issue in self.submission.issues}
        return self.touches_past_week or bool(codes & REASON_CODES)

    def does_the_same_as(self, other: Plan) -> bool:
        """Whether accepting either would change the same cells and take in the same rows."""
        return self._outcome == other._outcome

    @property
    def _outcome(self) -> tuple[object, ...]:
        listed = (self.new, self.same, self.changed, self.clash, self.gone, self.older)
        asked = (self.outranked, self.blanks, dict(self.answered))
        return (*listed, *asked, self.held, self.absent)
