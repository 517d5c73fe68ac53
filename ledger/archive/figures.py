"""A district goes in; a hash of every column of figures it shows comes out, now and at its cuts.

They are worked out from what is stored, never from what a process keeps: worked out again after a
restore they say which figures, if any, are not what they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from campaign import District, Panel, PanelWeek, Roster, as_blocks, registered_slots
from ledger.chain import (
    DEFINITIONS,
    FIRST_DEFINITION,
    FREEZE,
    NEWEST,
    Definition,
    canonical,
    digest,
)
from ledger.panel import panel_at, weeks
from ledger.records import (
    details,
    districts,
    entries_that_count,
    entry_statement,
    membership,
    row_forms,
)
from ledger.store import column_name, schema

_FLAGS = ("reported", "held", "on_time", "member")
_BELONGING = ("type_index", "group_index", "sub_org_total")
Figures = Mapping[str, str]
"""By where the figures are shown, such as `now/week 3/study_session_count`, their SHA-256."""


@dataclass(frozen=True)
class Rules:
    """By which figures are hashed: a definition, and the slots and row-forms there were then."""

    definition: Definition
    slots: frozenset[str]
    forms: tuple[str, ...]


def rules_now(district: District) -> Rules:
    """The rules that figures are written down by."""
    return Rules(NEWEST, frozenset(registered_slots()), row_forms(district))


def rules_of(manifest: Mapping[str, Any], shown: Figures) -> Rules:
    """The rules of an archive, by its manifest and the figures it holds of a district.

    Raises KeyError for a definition that this program does not know.
    """
    columns = frozenset(manifest["columns"]["fact"])
    prefix = "now/entries "
    return Rules(
        definition=DEFINITIONS[manifest.get("definition", FIRST_DEFINITION.number)],
        slots=frozenset(slot for slot in registered_slots() if column_name(slot) in columns),
        forms=tuple(key.removeprefix(prefix) for key in shown if key.startswith(prefix)),
    )


def figures_of(connection: sa.Connection, district: District, rules: Rules) -> Figures:
    """The panel at its revision, slot by slot; entries; every cut, week by week; the roster."""
    clocks = districts.clocks(connection, district.id)
    revision, roster = clocks.revision, membership.roster(connection, district)
    counted_by = clocks.rules_at(revision)
    now = weeks.build(connection, district, roster=roster, revision=revision, rules=counted_by)
    found = {f"now/{k}": v for k, v in _of_units(now, roster, rules).items()}
    for week in now.weeks:
        shown = _of_week(week, now, rules)
        found |= {f"now/week {week.week.number}/{k}": v for k, v in shown.items()}
    found |= {f"now/{k}": v for k, v in _of_entries(connection, district, rules).items()}
    for cut in _cuts(connection, district.id):
        today = now if clocks.moved <= cut else None
        then = _of_cut(connection, district, cut, rules, today=today)
        found |= {f"cut {cut}/{k}": v for k, v in then.items()}
    return found


def _cuts(connection: sa.Connection, district_id: str) -> list[int]:
    cut = schema.cut
    here = (cut.c.district_id == district_id) & (cut.c.action == FREEZE)
    return list(connection.scalars(sa.select(cut.c.rev).where(here).order_by(cut.c.rev)))


def _of_cut(
    connection: sa.Connection,
    district: District,
    revision: int,
    rules: Rules,
    *,
    today: Panel | None,
) -> Figures:
    roster = membership.roster_as_of(connection, district, revision=revision)
    counted_by = districts.clocks(connection, district.id).rules_at(revision)
    district = districts.district(connection, district.id, as_of=revision)
    then = panel_at(
        connection, district, roster=roster, revision=revision, rules=counted_by, today=today
    )
    found = dict(_of_units(then, roster, rules))
    found |= {f"week {w.week.number}": digest(_of_week(w, then, rules)) for w in then.weeks}
    return found | dict(_of_entries(connection, district, rules, as_of=revision))


def _of_units(panel: Panel, roster: Roster, rules: Rules) -> Figures:
    spans = []
    for unit in roster.units:
        said = details(unit)
        told = {name: said[name] for name in rules.definition.unit}
        spans.append(canonical([unit.id, unit.valid_from, unit.valid_to, told]))
    return {
        "roster": digest([sorted(spans), dict(roster.aliases)]),
        "units": digest([unit.id for unit in panel.units]),
    }


def _of_week(week: PanelWeek, panel: Panel, rules: Rules) -> Figures:
    values, states = (np.asarray(as_blocks(it)) for it in (week.values, week.states))
    found = {
        slot: hashlib.sha256(_bytes(values[i]) + _bytes(states[i])).hexdigest()
        for i, slot in enumerate(registered_slots())
        if slot in rules.slots
    }
    for slot, (numbers, letters) in week.further.items():
        found[slot] = hashlib.sha256(_bytes(numbers) + _bytes(letters)).hexdigest()
    standing = b"".join(_bytes(getattr(week, name)) for name in _FLAGS)
    standing += _belonging(week, panel, rules.definition)
    return found | {"standing": hashlib.sha256(standing).hexdigest()}


def _belonging(week: PanelWeek, panel: Panel, definition: Definition) -> bytes:
    """Each unit's type, group and subordinate organisations; by name, or as of the first definition
    by their places among those of the pack that have units."""
    if not definition.is_named:
        return b"".join(_bytes(getattr(week, name)) for name in _BELONGING)
    types, groups = (*panel.type_ids, None), (*panel.group_ids, None)  # the last for place -1
    told = {
        "type": [types[i] for i in week.type_index.tolist()],
        "group": [groups[i] for i in week.group_index.tolist()],
        "sub_org_total": week.sub_org_total.tolist(),
    }
    return canonical(told).encode()


def _bytes(array: NDArray[Any]) -> bytes:
    """The same bytes for the same figures, on any machine."""
    if array.dtype.kind == "f":
        return np.where(np.isnan(array), np.nan, array + 0.0).astype("<f8").tobytes()
    return array.astype("<i8" if array.dtype.kind == "i" else "u1").tobytes()


def _of_entries(
    connection: sa.Connection, district: District, rules: Rules, *, as_of: int | None = None
) -> Figures:
    found = {}
    for form in rules.forms:
        rows = entries_that_count(connection, district, form=form, as_of=as_of)
        said = sorted(
            canonical([entry.submission_id, entry_statement(entry, rules.definition)])
            for entry in rows
        )
        found[f"entries {form}"] = digest(said)
    return found
