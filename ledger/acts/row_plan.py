"""A row-form's rows and the entries they may replace go in; new, same, changed, gone come out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ledger.acts.plan import Change, Plan, Word
from ledger.records import KEYED, Entry, Received, origin_of

RowPair = tuple[Entry | None, Entry | None]
"""What counts of a line now and what the sheet says of it; None where one has no such line."""


def arriving(shown: Plan) -> Received:
    """The planned rows as they would be received, without those for which a later sheet stands."""
    sheet, older = shown.submission, set(shown.older)
    found = tuple(entry for entry in shown.entries if entry not in older)
    return Received(sheet.source.sender, sheet.period, found, origin_of(sheet.source))


def row_plan(shown: Plan, *, standing: Sequence[Entry]) -> Plan:
    """The plan against the entries that accepting would replace."""
    if shown.kind in KEYED:
        return _keyed_plan(shown, standing=standing)
    return _log_plan(shown, standing=standing)


def _log_plan(shown: Plan, *, standing: Sequence[Entry]) -> Plan:
    """Rows are known again by what they say; a row mended in one cell is one new and one gone."""
    left = Counter(entry.content for entry in standing)
    new: list[str] = []
    same: list[str] = []
    for entry in arriving(shown).accepted:
        (same if _taken(left, entry) else new).append(entry.unit_id)
    gone = [entry for entry in standing if _taken(left, entry)]
    in_time = sorted(gone, key=lambda entry: (entry.day, entry.submission_id, entry.sheet_row))
    return replace(shown, new=tuple(new), same=tuple(same), gone=tuple(in_time))


def _keyed_plan(shown: Plan, *, standing: Sequence[Entry]) -> Plan:
    before = {entry.line(shown.kind): entry for entry in standing}
    new, same, differing = [], [], []
    for entry in arriving(shown).accepted:
        old = before.get(entry.line(shown.kind))
        changes = [] if old is None else list(_changes(old, entry))
        differing += changes
        if old is None:
            new.append(entry.unit_id)
        elif not changes:
            same.append(entry.unit_id)
    sender = shown.submission.source.sender
    return replace(
        shown,
        new=tuple(new),
        same=tuple(same),
        changed=tuple(change for change in differing if change.sender == sender),
        clash=tuple(change for change in differing if change.sender != sender),
    )


def _changes(old: Entry, new: Entry) -> Iterator[Change]:
    """The fields of a line that differ; its day only where no field tells of it."""
    was, is_now = old.told(), new.told()
    pairs = {name: (was.get(name), is_now.get(name)) for name in sorted(was.keys() | is_now.keys())}
    told = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    days = (old.day or None, new.day or None)
    if days[0] != days[1] and days not in told.values():
        told["day"] = days
    if old.unit_id != new.unit_id:
        told["unit"] = (old.unit_id, new.unit_id)
    for name, (before, after) in told.items():
        yield Change(new.unit_id, name, _told(before), _told(after), sender=old.sender)


def _told(value: Any) -> Word:
    if isinstance(value, list):
        return tuple(map(str, value))
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return float(value) if is_number else value


def rows_beside(shown: Plan) -> tuple[RowPair, ...]:
    """The rows that what counts and the sheet say differently, or that one of them alone has, as
    pairs: matched by what names a line, in a log by its unit and day."""
    known = Counter(entry.content for entry in shown.standing.entries)
    mine = [entry for entry in arriving(shown).accepted if not _taken(known, entry)]
    theirs: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in reversed(shown.standing.entries):
        if _taken(known, entry):
            theirs[_name(entry, shown.kind)].append(entry)
    pairs: list[RowPair] = []
    for entry in mine:
        same = theirs[_name(entry, shown.kind)]
        pairs.append((same.pop() if same else None, entry))
    return (*pairs, *((old, None) for rest in theirs.values() for old in reversed(rest)))


def _taken(left: Counter[tuple[str, ...]], entry: Entry) -> bool:
    """Whether one of the rows that say this is left, and takes it."""
    is_left = left[entry.content] > 0
    left[entry.content] -= is_left
    return is_left


def _name(entry: Entry, kind: str) -> tuple[str, str]:
    return entry.line(kind) if kind in KEYED else (entry.unit_id, entry.day)
