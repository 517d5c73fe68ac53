"""A district's last campaign goes in; its next one begins, with the same units under the same ids.

The last one is only read. What comes over is written as in any district: the units as one roster
that can be looked at and withdrawn, the names and layouts people confirmed as words of their own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from campaign import (
    ROSTER_ROWS,
    Actor,
    Address,
    CampaignPack,
    District,
    FieldRole,
    Grid,
    Issue,
    Setting,
    Source,
    Submission,
    Unit,
    in_force,
    load_pack,
    pack_of,
)
from ledger.acts.acceptance import accept
from ledger.acts.aliases import write_alias
from ledger.acts.layouts import layouts, write_layout
from ledger.acts.planning import plan_of
from ledger.acts.settings import put
from ledger.chain import ADD, told_in
from ledger.records import details, districts, roster
from ledger.store import schema

_SHOWN = {
    FieldRole.CODE: "code",
    FieldRole.NAME: "name",
    FieldRole.SHORT_NAMES: "short_names",
    FieldRole.PARENT: "parent_id",
    FieldRole.TYPE: "type_id",
    FieldRole.GROUP: "group_id",
    FieldRole.SUB_ORGS: "sub_org_total",
    FieldRole.SUB_ORGS_TOTAL: "sub_org_total",
    FieldRole.SCOPE: "scope",
    FieldRole.SORT_NO: "sort_no",
}
"""The headings of the roster that comes over, and what stands below each."""
_CARRIED = ("group", "type")
_UNKNOWN = {FieldRole.TYPE: "U13", FieldRole.GROUP: "U14"}
"""The doubt that holds a unit whose type or group the next campaign does not have."""


def begin(
    connection: sa.Connection, district: District, *, by: Actor, at: datetime, follows: str
) -> None:
    """Enter a district; where it follows another, with the units, names and layouts of that one.

    Raises ValueError if its id is taken, KeyError for no district that it could follow.
    """
    listed = {it.id: it for it in districts.districts(connection)}
    last = listed[follows] if follows else None
    districts.add(connection, district, by=by, at=at, follows=follows)
    if last is None:
        return
    if own := _own_words(last, load_pack(district.pack_id)):
        put(connection, district.id, wanted=own, by=by, at=at, why="")
    district = districts.district(connection, district.id)
    known = roster(connection, last)
    units = [unit for unit in known.by_id.values() if unit.valid_to is None]
    if units:
        sent = _submission(units, last, pack_of(district))
        plan = plan_of(connection, district, submission=sent)
        accept(connection, district, shown=plan, by=by, received_at=at, reason="")
    came = {unit.id for unit in roster(connection, district).units}
    for raw, unit_id in _names(connection, last.id):
        if unit_id in came:
            write_alias(connection, district.id, raw=raw, unit_id=unit_id, by=by, at=at)
    forms = pack_of(district).form
    for layout in layouts(connection, last.id).values():
        if layout.form in forms:
            write_layout(connection, district.id, layout=layout, by=by, at=at)


def _own_words(last: District, pack: CampaignPack) -> list[Setting]:
    """The types and groups that the last campaign had of its own: units are told by them."""
    said = in_force(last.settings, last.calendar.n_weeks)
    own = [Setting(*of, 1, json.dumps(told)) for of, told in said.items() if of[0] in _CARRIED]
    return [
        replace(one, content=json.dumps({k: v for k, v in one.said.items() if k != "like"}))
        if one.said.get("like", "") not in {"", *pack.type}
        else one
        for one in own
    ]


def followed(connection: sa.Connection, district_id: str) -> str:
    """The id of the district whose next campaign this one is; empty for a first one."""
    audit = schema.audit
    here = (audit.c.district_id == district_id) & (audit.c.action == ADD)
    said = connection.scalar(sa.select(audit.c.new).where(here).order_by(audit.c.seq).limit(1))
    return str(told_in(said or "{}").get("follows", ""))


def _names(connection: sa.Connection, district_id: str) -> Iterator[tuple[str, str]]:
    """The names people confirmed, as written, the latest word on each."""
    table = schema.alias
    query = sa.select(table.c.folded, table.c.raw, table.c.unit_id)
    rows = connection.execute(query.where(table.c.district_id == district_id).order_by(table.c.rev))
    yield from {row.folded: (row.raw, row.unit_id) for row in rows}.values()


def _submission(units: Sequence[Unit], last: District, pack: CampaignPack) -> Submission:
    """The units as a roster of the next campaign; one of a type or a group that the campaign does
    not have is held."""
    form, words = pack.roster_form, _Words(pack)
    fields = {form.field_of(role): role for role in _SHOWN if form.field_of(role)}
    if form.field_of(FieldRole.SUB_ORGS_TOTAL):
        fields.pop(form.field_of(FieldRole.SUB_ORGS), None)
    columns = {field: column for column, field in enumerate(fields, start=1)}
    cells = [(f"{last.name}{form.label.zh}",), tuple(form.field[field].title for field in fields)]
    lines: list[dict[str, object]] = []
    issues: list[Issue] = []
    for row, unit in enumerate(units, start=len(cells) + 1):
        told = details(unit)
        for role in words.unknown(told):
            place = Address(last.name, row, columns[form.field_of(role)])
            issues.append(Issue(_UNKNOWN[role], place, str(told[_SHOWN[role]])))
        line = {"row": row, "accepted": not words.unknown(told), "unit_id": unit.id, **told}
        lines.append({**line, "valid_from": "", "valid_to": ""})
        cells.append(tuple(words.word(role, told) for role in fields.values()))
    source = Source(hashlib.sha256(json.dumps(cells).encode()).hexdigest(), last.name, last.name)
    roles = {1: "title", 2: "header"}
    roles |= {int(str(line["row"])): "data" if line["accepted"] else "held" for line in lines}
    grid = Grid(last.name, 1, 1, tuple(cells), roles=roles)
    rows = ROSTER_ROWS.frame(lines)
    return Submission(form.id, None, source, rows, columns, tuple(issues), grid)


@dataclass(frozen=True)
class _Words:
    """How a campaign's roster writes what is known of a unit."""

    pack: CampaignPack

    def unknown(self, told: Mapping[str, object]) -> list[FieldRole]:
        """What of a unit the campaign has no word for."""
        known = {FieldRole.TYPE: self.pack.type, FieldRole.GROUP: self.pack.group}
        return [role for role, listed in known.items() if told[_SHOWN[role]] not in listed]

    def word(self, role: FieldRole, told: Mapping[str, object]) -> str:
        """What stands in a cell."""
        said = str(told[_SHOWN[role]])
        if role is FieldRole.TYPE and said in self.pack.type:
            return self.pack.type[said].label.zh
        if role is FieldRole.GROUP and said in self.pack.group:
            return self.pack.group[said].label.zh
        return said
