"""A weekly report and what counts of its units go in; what accepting it would do comes out.

By the first rules a unit's newest row counts whole; by later ones each cell is judged by itself,
and a blank where the same sender's figure stood is a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from campaign import FIRST_RULES, State
from ledger.acts.plan import Change, Plan, Standing
from ledger.records import Choices, Current, Line, Outcome, Said, Voice, apart, outcome

NOT_YET = datetime.max.replace(tzinfo=UTC)
"""When a sheet was received that is only planned: whatever came before came earlier."""
_NO_CHOICES: Choices = {}
_SILENT = State.MISSING.value


def weekly_plan(shown: Plan, *, standing: Standing, first: Sequence[str]) -> Plan:
    """The plan of a weekly report; `first` names whose sheets the pack puts before others'."""
    if standing.rules == FIRST_RULES:
        return _by_rows(shown, standing=standing.currents)
    known = {unit for unit, it in standing.currents.items() if it.is_reported}
    accepted = [line for line in shown.lines if not line.is_held]
    heard = [
        _heard(shown, line, standing=standing, first=first)
        for line in accepted
        if line.unit_id in known
    ]
    touched = {it.unit_id for it in heard if not it.says_the_same}
    units = [line.unit_id for line in accepted]
    return replace(
        shown,
        new=tuple(unit for unit in units if unit not in known),
        same=tuple(unit for unit in units if unit in known and unit not in touched),
        changed=tuple(change for it in heard for change in it.changed),
        clash=tuple(change for it in heard for change in it.clash),
        outranked=tuple(change for it in heard for change in it.outranked),
        blanks=tuple(change for it in heard for change in it.blanks),
        answered={cell: word for it in heard for cell, word in it.answered.items()},
        after={it.unit_id: it.after for it in heard},
    )


def _by_rows(shown: Plan, *, standing: Mapping[str, Current]) -> Plan:
    accepted = [line for line in shown.lines if not line.is_held]
    reported = {unit for unit, it in standing.items() if it.is_reported}
    differing = [
        change
        for line in accepted
        if line.unit_id in reported
        for change in _changes(standing[line.unit_id], line)
    ]
    touched = {change.unit_id for change in differing}
    units, sender = [line.unit_id for line in accepted], shown.submission.source.sender
    return replace(
        shown,
        new=tuple(unit for unit in units if unit not in reported),
        same=tuple(unit for unit in units if unit in reported and unit not in touched),
        changed=tuple(change for change in differing if change.sender == sender),
        clash=tuple(change for change in differing if change.sender != sender),
    )


def _changes(standing: Current, line: Line) -> Iterator[Change]:
    if standing.line is not None:
        for slot, was, old, is_now, new in apart(standing.line, line):
            yield Change(line.unit_id, slot, old, new, was, is_now, standing.sender)


@dataclass(frozen=True)
class _Heard:
    """What one line would do to what counts of its unit, cell by cell."""

    unit_id: str
    after: Current
    changed: tuple[Change, ...] = ()
    clash: tuple[Change, ...] = ()
    outranked: tuple[Change, ...] = ()
    blanks: tuple[Change, ...] = ()
    answered: Mapping[tuple[str, str], bool] = field(default_factory=dict)

    @property
    def says_the_same(self) -> bool:
        """Whether nothing would change and nothing is asked."""
        return not (self.changed or self.clash or self.outranked or self.blanks or self.answered)


def _heard(shown: Plan, line: Line, *, standing: Standing, first: Sequence[str]) -> _Heard:
    unit, earlier = line.unit_id, standing.voices[line.unit_id]
    chosen = standing.choices.get(unit, _NO_CHOICES)

    def said(*further: Voice) -> Outcome:
        return outcome(unit, [*earlier, *further], first=first, choices=chosen)

    voice = _voice(shown, line)
    before, after = said(), said(voice)
    asked = {blank.slot for blank in after.blanks if blank.submission_id == voice.submission_id}
    words = {slot: shown.answered[unit, slot] for slot in asked if (unit, slot) in shown.answered}
    if words:
        after = said(replace(voice, words=words))
    senders = {it.submission_id: it.sender for it in earlier}
    differing = list(_differing(before.current, after.current, senders=senders))
    others = {it for it in differing if it.old_state != _SILENT and it.sender != voice.sender}
    return _Heard(
        unit,
        after.current,
        changed=tuple(change for change in differing if change not in others),
        clash=tuple(change for change in differing if change in others),
        outranked=tuple(_outranked(after, voice.submission_id)),
        blanks=tuple(_blanks(after, voice.submission_id)),
        answered={(unit, slot): word for slot, word in words.items()},
    )


def _voice(shown: Plan, line: Line) -> Voice:
    sheet = shown.submission
    columns = frozenset(sheet.columns)
    return Voice(shown.revision + 1, sheet.source.sender, NOT_YET, line, columns)


def _differing(before: Current, after: Current, *, senders: Mapping[int, str]) -> Iterator[Change]:
    if before.line is None or after.line is None:
        return
    unit, main = before.line.unit_id, before.submission_id or 0
    for slot, was, old, is_now, new in apart(before.line, after.line):
        sender = "" if was == _SILENT else senders[before.sources.get(slot, main)]
        yield Change(unit, slot, old, new, was, is_now, sender)


def _outranked(after: Outcome, number: int) -> Iterator[Change]:
    for it in after.disputes:
        if it.other.submission_id == number:
            yield _against(it.unit_id, it.slot, it.stands, new=it.other)


def _blanks(after: Outcome, number: int) -> Iterator[Change]:
    for it in after.blanks:
        if it.submission_id == number:
            yield _against(it.unit_id, it.slot, it.stands, new=None)


def _against(unit_id: str, slot: str, stands: Said, *, new: Said | None) -> Change:
    state, value = (_SILENT, None) if new is None else (new.state, new.value)
    return Change(unit_id, slot, stands.value, value, stands.state, state, stands.sender)
