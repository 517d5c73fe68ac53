"""A row of a row-form goes in; the unit it is about, and the doubts about its name, come out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from campaign import Address, Issue, Roster, Unit
from loaders.entries import Value
from loaders.registers.context import RowContext, group_of
from loaders.words import UnitNames, names_on, spelling_note, unknown_unit


def unit_in(
    context: RowContext, row: int, values: Mapping[str, Value]
) -> tuple[Unit | None, str, list[Issue]]:
    """The unit a row is about as it was on the row's day, its text, and the doubts about it."""
    if context.of_kind("unit") is None:
        return None, "", []
    key = context.table.header.key
    names = _names(context, values)
    if key is None:
        own = context.own_unit
        at = Address(context.table.sheet.name, row, 0)
        unknown = [] if own or names is None else [Issue("U01", at, context.own_name, {"a": ""})]
        return own, context.own_name, unknown
    raw = context.shown(context.value(row, key))
    named = names.named(raw) if names is not None and raw else None
    if named:
        return named, raw, _scope_doubts(context, named, (row, key), raw, values)
    at = Address(context.table.sheet.name, row, key)
    if names is None or not raw:
        return None, raw, [] if raw else [Issue("U09", at)]
    match = names.match(raw)
    if match.unit is None:
        return None, raw, [unknown_unit(match, at, raw)]
    doubts = spelling_note(match.unit, at, raw, match.by)
    return match.unit, raw, doubts + _scope_doubts(context, match.unit, (row, key), raw, values)


def _names(context: RowContext, values: Mapping[str, Value]) -> UnitNames | None:
    """The names units had on the row's day; before the campaign those of its first day."""
    file = context.file
    if not file.roster:
        return None
    days = (str(v.value) for id_, v in values.items() if id_ in context.dated and v.value)
    day = next(days, "")
    if day not in context.names:
        stated = date.fromisoformat(day) if day else context.last_day
        since = _since(file.roster, max(stated, file.calendar.starts_on))
        context.names[day] = names_on(file.roster, since, file.pack.district_words)
    return context.names[day]


@lru_cache(maxsize=4096)
def _since(roster: Roster, day: date) -> date:
    """The last day up to this one on which a unit came or went: the same units, fewer different
    days to know names for."""
    changes = {unit.valid_from for unit in roster.units}
    changes |= {unit.valid_to + timedelta(days=1) for unit in roster.units if unit.valid_to}
    return max((change for change in changes if change <= day), default=day)


def _scope_doubts(
    context: RowContext, unit: Unit, at: tuple[int, int], raw: str, values: Mapping[str, Value]
) -> list[Issue]:
    """U03 outside the uploader's scope, U08 in another group than the one that visited."""
    scope, pack, sheet = context.file.hints.scope, context.file.pack, context.table.sheet.name
    if scope is not None and unit.id not in scope:
        return [Issue("U03", Address(sheet, *at), raw)]
    group = group_of(context, values)
    if not group or unit.group_id in ("", group):
        return []
    other = pack.group.get(unit.group_id)
    params = {"group": other.label if other else unit.group_id}
    return [Issue("U08", Address(sheet, *at), raw, params)]
