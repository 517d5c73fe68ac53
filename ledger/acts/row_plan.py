"""A row-form's rows and the entries they may replace go in; new, same, changed, gone come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ledger.acts.plan import Change, Plan, Word
from ledger.records import KEYED, Entry, Received, origin_of


def arriving(shown: Plan) -> Received:
    """The planned rows as they would be received."""
    sheet = shown.submission
    return Received(sheet.source.sender, sheet.period, shown.entries, origin_of(sheet.source))


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
        known = left[entry.content] > 0
        left[entry.content] -= known
        (same if known else new).append(entry.unit_id)
    gone = []
    for entry in standing:
        if left[entry.content] > 0:
            left[entry.content] -= 1
            gone.append(entry)
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
