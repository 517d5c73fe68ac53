"""What people taught goes in: names, layouts, whom to believe; who said it when, which sheets were
read by it, and whether it still counts come out."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa

from campaign import Grid, Shape, fold, load_pack
from ledger.queries.moment import Moment
from ledger.queries.question_list import disputes
from ledger.queries.scope import Scope
from ledger.records import not_withdrawn
from ledger.store import Kept, schema

TAUGHT = Shape(
    "TAUGHT",
    {
        "kind": "str",
        "key": "str",
        "says": "str",
        "by": "str",
        "at": "datetime64[us, UTC]",
        "revision": "int64",
        "used": "str",
        "n_used": "int64",
        "is_ended": "bool",
    },
)
"""One line a thing taught, the newest first. kind: name (`key` as written, `says` the unit's id) ·
layout (fingerprint, form and fields as JSON) · choice (unit, week and two senders as JSON, `says`
the one who counts). `used` lists, as JSON, the submissions read by it since, not withdrawn."""
NAME, LAYOUT, CHOICE = "name", "layout", "choice"
_STRANGER, _WORDS = "stranger", ("stranger", "type", "group")
_BY_NAME = "U12"
"""The note that a unit was found by a name that somebody taught."""
Normal = Callable[[tuple[str, ...]], str]
"""A heading as layouts remember it."""


@dataclass(frozen=True)
class Since:
    """What was taught after a revision, by what a sheet has that is read otherwise by it: one of
    these names and words, all headings of one of these layouts, or one of these units, of which
    somebody chose whose figure counts. has_joined: units came to the roster, so that names nobody
    knew may resemble others."""

    names: frozenset[str]
    layouts: tuple[frozenset[str], ...]
    units: frozenset[str]
    has_joined: bool = False


def taught_since(moment: Moment, revision: int) -> Since | None:
    """What was taught or ended after a revision, and who joined the roster; None where anything
    else was done since."""
    tables = (schema.alias, schema.layout, schema.choice, schema.setting)
    names, layouts, choices, settings = (_rows(moment, table, after=revision) for table in tables)
    joined = _joined(moment, after=revision)
    done = {row["rev"] for row in (*names, *layouts, *choices, *settings)} | joined.keys()
    words = [_words(moment, row) for row in settings]
    if len(done) != moment.revision - revision or None in words:
        return None
    return Since(
        frozenset(row["folded"] for row in names).union(*filter(None, words), *joined.values()),
        tuple(frozenset(_named(row)) for row in layouts),
        frozenset(row["unit_id"] for row in choices),
        has_joined=bool(joined),
    )


def _joined(moment: Moment, *, after: int) -> dict[int, frozenset[str]]:
    """By revision, the names of the units that a roster sheet brought, of sheets that say nothing
    of any unit there was."""
    sent, row, unit = schema.submission, schema.roster_row, schema.unit
    told = (
        sa.select(sent.c.id, unit.c.rev, row.c.name, row.c.short_names, row.c.code)
        .join(row, (row.c.district_id == sent.c.district_id) & (row.c.submission_id == sent.c.id))
        .join(unit, (unit.c.district_id == row.c.district_id) & (unit.c.id == row.c.unit_id))
        .where(sent.c.district_id == moment.district.id, sent.c.id > after)
    )
    lines = moment.connection.execute(told).all()
    others = {line.id for line in lines if line.rev != line.id}
    names: defaultdict[int, set[str]] = defaultdict(set)
    for line in lines:
        if line.id not in others:
            names[line.id] |= {line.name, line.code, *line.short_names.split("、")} - {""}
    return {rev: frozenset(map(fold, said)) for rev, said in names.items()}


def _named(layout: Kept) -> Iterator[str]:
    """The columns that a layout names; a number is no column's meaning."""
    fields: dict[str, str] = json.loads(layout["fields"])
    yield from (name for name, means in fields.items() if not means.isdecimal())


def _words(moment: Moment, row: Kept) -> frozenset[str] | None:
    """The words, folded, by which a setting has a sheet read otherwise; None for a setting that
    does more than to add or end some."""
    if row["name"] not in _WORDS or not row["content"]:
        return None
    said, same = json.loads(row["content"]), (row["name"], row["key"])
    if row["name"] == _STRANGER:
        return frozenset({fold(said)})
    base = getattr(load_pack(moment.district.pack_id), row["name"]).get(row["key"])
    known = {"label": asdict(base.label), "short": asdict(base.label)} if base else {}
    earlier = [it for it in _rows(moment, schema.setting) if it["rev"] < row["rev"]]
    for it in earlier:
        known = json.loads(it["content"] or "{}") if (it["name"], it["key"]) == same else known
    if known and {**known, **said, "aliases": ()} != {**said, **known, "aliases": ()}:
        return None
    return frozenset(map(fold, set(said.get("aliases", ())) ^ set(known.get("aliases", ()))))


def _rows(moment: Moment, table: sa.Table, *, after: int = 0) -> Sequence[Kept]:
    here = (table.c.district_id == moment.district.id) & (table.c.rev > after)
    query = sa.select(table).where(here)
    return moment.connection.execute(query.order_by(table.c.rev)).mappings().all()


def taught(moment: Moment, *, scope: Scope, normal: Normal) -> pd.DataFrame:
    """All that was taught, the latest word on each, as TAUGHT."""
    lines = [
        *_names(moment),
        *_layouts(moment, normal=normal),
        *_choices(moment, scope=scope),
    ]
    lines.sort(key=lambda line: -line["revision"])
    return TAUGHT.frame(
        {**line, "used": json.dumps(line["used"]), "n_used": len(line["used"])} for line in lines
    )


def _latest(moment: Moment, table: sa.Table, key: str) -> Iterator[Kept]:
    yield from {row[key]: row for row in _rows(moment, table)}.values()


def _names(moment: Moment) -> Iterator[dict[str, Any]]:
    sent, finding = schema.submission, schema.finding
    same = (sent.c.district_id == finding.c.district_id) & (sent.c.id == finding.c.submission_id)
    query = (
        sa.select(finding.c.raw, finding.c.submission_id)
        .join(sent, same)
        .where(
            finding.c.district_id == moment.district.id,
            finding.c.code == _BY_NAME,
            not_withdrawn(sent),
        )
    )
    found: dict[str, set[int]] = defaultdict(set)
    for raw, number in moment.connection.execute(query):
        found[fold(raw)].add(int(number))
    for row in _latest(moment, schema.alias, "folded"):
        yield {
            **_said(row, NAME, row["raw"], row["unit_id"]),
            "used": sorted(found[row["folded"]]),
        }


def _said(row: Kept, kind: str, key: str, says: str) -> dict[str, Any]:
    by = {"by": row["confirmed_by"], "at": row["confirmed_at"], "is_ended": bool(row["ended"])}
    return {"kind": kind, "key": key, "says": says, "revision": int(row["rev"]), **by}


def _layouts(moment: Moment, *, normal: Normal) -> Iterator[dict[str, Any]]:
    rows = list(_latest(moment, schema.layout, "fingerprint"))
    headed = dict(_headings(moment, {row["form"] for row in rows}, normal=normal)) if rows else {}
    for row in rows:
        levels = {_level(part) for name in json.loads(row["fields"]) for part in name.split("/")}
        used = [
            number
            for number, (form, there) in headed.items()
            if form == row["form"] and levels <= there
        ]
        says = json.dumps({"form": row["form"], "fields": json.loads(row["fields"])})
        yield {**_said(row, LAYOUT, row["fingerprint"], says), "used": sorted(used)}


def _level(part: str) -> str:
    """A level of a remembered heading without the number that tells it from its like."""
    heading, sign, number = part.rpartition("#")
    return heading if sign and number.isdecimal() else part


def _headings(
    moment: Moment, forms: set[str], *, normal: Normal
) -> Iterator[tuple[int, tuple[str, frozenset[str]]]]:
    """By submission of these forms, its form and what its headings say, as layouts remember it."""
    sent, grid = schema.submission, schema.grid
    same = (sent.c.district_id == grid.c.district_id) & (sent.c.id == grid.c.submission_id)
    query = (
        sa.select(sent.c.id, sent.c.form, grid.c.packed)
        .join(grid, same)
        .where(
            sent.c.district_id == moment.district.id,
            sent.c.form.in_(sorted(forms)),
            not_withdrawn(sent),
        )
    )
    for number, form, packed in moment.connection.execute(query):
        sheet = Grid.from_json(zlib.decompress(packed).decode())
        rows = [i - sheet.top for i, role in sheet.roles.items() if role == "header"]
        texts = {t for i in rows if 0 <= i < len(sheet.cells) for t in sheet.cells[i] if t}
        yield int(number), (form, frozenset(normal((text,)) for text in texts))


def _choices(moment: Moment, *, scope: Scope) -> Iterator[dict[str, Any]]:
    choice, audit = schema.choice, schema.audit
    line = (audit.c.district_id == choice.c.district_id) & (audit.c.rev == choice.c.rev)
    query = sa.select(choice, audit.c.by, audit.c.at).join(audit, line)
    query = query.where(choice.c.district_id == moment.district.id).order_by(choice.c.rev)
    rows = moment.connection.execute(query).mappings().all()
    last = {(row["unit_id"], frozenset((row["sender"], row["other"]))): row for row in rows}
    used = _settled(moment, scope=scope) if last else {}
    for (unit, pair), row in last.items():
        about = {"unit": unit, "week": row["week"], "other": row["other"]}
        key = json.dumps({**about, "sender": row["sender"]}, ensure_ascii=False)
        told = {"kind": CHOICE, "key": key, "says": row["sender"], "by": row["by"]}
        told |= {"at": row["at"], "revision": int(row["rev"]), "is_ended": not row["holds"]}
        yield {**told, "used": sorted(used.get((unit, pair), ()))}


def _settled(moment: Moment, *, scope: Scope) -> Mapping[tuple[str, frozenset[str]], set[int]]:
    """By unit and two senders, the submissions whose figures count by a person's choice."""
    found: dict[tuple[str, frozenset[str]], set[int]] = defaultdict(set)
    for line in disputes(moment, scope=scope, week=None).to_dict("records"):
        if line["is_settled"]:
            pair = frozenset((line["sender"], line["other_sender"]))
            found[line["unit_id"], pair].add(int(line["submission_id"]))
    return found
