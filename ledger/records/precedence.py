"""What several sheets say of one unit's week goes in; the line that counts comes out, cell by cell.

By rules 2: a blank takes nothing back unless a person says so; of one sender its latest figure
counts; of several the unit's own sheet, or whom the pack names first, then the latest, unless a
person chose. Where each figure is from is said beside it, and what is to be asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from campaign import State, registered_slots
from ledger.records.facts import Current, Line, slots_of

OWN = "unit"
"""In a pack's list of whose sheets come first: the unit's own."""
_SILENT = State.MISSING.value
Choices: TypeAlias = Mapping[frozenset[str], str]
"""Of one unit in a week: by two senders, the one whose figure a person let count."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One sheet's line on a unit's week: who sent it when, the slots it had a column for, and what
    people said of its blanks; true takes the sender's earlier figure back."""

    submission_id: int
    sender: str
    received_at: datetime
    line: Line
    columns: frozenset[str] = frozenset()
    words: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sender's sheets say in one cell, and the submission that says it; a figure taken back
    says nothing any more."""

    submission_id: int
    sender: str
    state: str
    value: float | None

    def agrees(self, other: Said) -> bool:
        """Whether the other says the same."""
        return (self.state, self.value) == (other.state, other.value)


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that a sender's later sheet leaves blank: is the figure taken back?"""

    unit_id: str
    slot: str
    submission_id: int
    stands: Said


@dataclass(frozen=True, slots=True)
class Dispute:
    """A cell in which another sender says something else than what counts."""

    unit_id: str
    slot: str
    stands: Said
    other: Said
    is_settled: bool


@dataclass(frozen=True)
class Outcome:
    """What counts of a unit's week, and what is open about it."""

    current: Current
    blanks: tuple[Blank, ...] = ()
    disputes: tuple[Dispute, ...] = ()


def outcome(
    unit_id: str, voices: Sequence[Voice], *, first: Sequence[str] = (), choices: Choices
) -> Outcome:
    """What counts by these sheets, in the order in which they came in.

    `first` names whose sheets come before others': `unit` for its own, or a sender's id.
    """
    accepted = [voice for voice in voices if not voice.line.is_held]
    if not accepted:
        return Outcome(_held(voices))
    received = min(voice.received_at for voice in accepted)
    if len(accepted) == 1:
        only = accepted[0]
        return Outcome(Current(only.submission_id, only.sender, received, only.line))
    slots = slots_of(voice.line for voice in accepted)
    cells = _Cells(unit_id, slots)
    for voice in accepted:
        cells.take(voice)
    found = [_decided(unit_id, said, first=first, choices=choices) for said in cells.by_slot()]
    current = _line(unit_id, slots, [it[0] for it in found], accepted)
    disputes = tuple(_disputes(unit_id, slots, found, choices))
    return Outcome(current, tuple(cells.asked.values()), disputes)


def _held(voices: Sequence[Voice]) -> Current:
    """A held line where none was accepted; nothing without any."""
    if not voices:
        return Current(None, "", None, None)
    return Current(voices[-1].submission_id, voices[-1].sender, None, voices[-1].line)


class _Cells:
    """What each sender says in each slot, sheet after sheet."""

    def __init__(self, unit_id: str, slots: Sequence[str]) -> None:
        self._unit_id, self._slots = unit_id, slots
        self._said: dict[str, list[Said | None]] = {}
        self.asked: dict[tuple[str, int], Blank] = {}

    def take(self, voice: Voice) -> None:
        """Hear a further sheet."""
        slots = self._slots
        cells = self._said.setdefault(voice.sender, [None] * len(slots))
        states, values = voice.line.told(slots)
        for i, state in enumerate(states):
            if state != _SILENT:
                cells[i] = Said(voice.submission_id, voice.sender, state, values[i])
                self.asked.pop((voice.sender, i), None)
            elif slots[i] in voice.columns:
                self._hear_blank(voice, i, cells)

    def _hear_blank(self, voice: Voice, i: int, cells: list[Said | None]) -> None:
        before, slot = cells[i], self._slots[i]
        if before is None or before.state == _SILENT:
            return
        word = voice.words.get(slot)
        self.asked.pop((voice.sender, i), None)
        if word is None:
            blank = Blank(self._unit_id, slot, voice.submission_id, before)
            self.asked[voice.sender, i] = blank
        elif word:
            cells[i] = Said(voice.submission_id, voice.sender, _SILENT, None)

    def by_slot(self) -> Iterator[list[Said]]:
        """By slot, what each sender says there."""
        for cells in zip(*self._said.values(), strict=True):
            yield [said for said in cells if said is not None]


def _decided(
    unit_id: str, said: Sequence[Said], *, first: Sequence[str], choices: Choices
) -> tuple[Said | None, Sequence[Said]]:
    """What counts in a cell, and what others say there; a cell taken back is said by its blank."""
    stated = [it for it in said if it.state != _SILENT]
    if len(stated) < 2:
        rest = max(said, key=_age, default=None)
        return (stated[0] if stated else rest), ()
    order = [unit_id if name == OWN else name for name in first]
    places = {sender: -i for i, sender in enumerate(order)}
    stands = max(stated, key=lambda it: (places.get(it.sender, -len(order)), it.submission_id))
    passed: set[str] = set()
    while better := _chosen(stands, stated, choices, passed=passed):
        passed.add(stands.sender)
        stands = better
    return stands, [it for it in stated if it is not stands]


def _age(said: Said) -> int:
    return said.submission_id


def _chosen(
    stands: Said, stated: Sequence[Said], choices: Choices, *, passed: Collection[str]
) -> Said | None:
    """Whom a person let count instead; a ring of choices ends where it began."""
    for other in stated:
        pair = frozenset((stands.sender, other.sender))
        if other.sender not in passed and choices.get(pair) == other.sender != stands.sender:
            return other
    return None


def _line(
    unit_id: str,
    slots: Sequence[str],
    counted: Sequence[Said | None],
    accepted: Sequence[Voice],
) -> Current:
    """The line of what counts in each cell, under the newest submission that says any of it."""
    by_id = {voice.submission_id: voice for voice in accepted}
    ids = {said.submission_id for said in counted if said is not None}
    own = by_id[max(ids, default=accepted[-1].submission_id)]
    n = len(registered_slots())
    line = Line(
        unit_id=unit_id,
        sheet_row=own.line.sheet_row,
        is_held=False,
        states="".join(_SILENT if said is None else said.state for said in counted[:n]),
        values=tuple(None if said is None else said.value for said in counted[:n]),
        further=tuple(_beyond(slots[n:], counted[n:])),
    )
    sources = {
        slot: said.submission_id
        for slot, said in zip(slots, counted, strict=True)
        if said is not None and said.submission_id != own.submission_id
    }
    received = min(voice.received_at for voice in accepted)
    return Current(own.submission_id, own.sender, received, line, sources)


def _beyond(
    slots: Sequence[str], counted: Sequence[Said | None]
) -> Iterator[tuple[str, str, float | None]]:
    for slot, said in zip(slots, counted, strict=True):
        if said is not None and said.state != _SILENT:
            yield slot, said.state, said.value


def _disputes(
    unit_id: str,
    slots: Sequence[str],
    found: Sequence[tuple[Said | None, Sequence[Said]]],
    choices: Choices,
) -> Iterator[Dispute]:
    for slot, (stands, others) in zip(slots, found, strict=True):
        for other in others:
            if stands is not None and not stands.agrees(other):
                settled = frozenset((stands.sender, other.sender)) in choices
                yield Dispute(unit_id, slot, stands, other, settled)
