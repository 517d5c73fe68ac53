"""Rows of which one line of the audit chain tells go in; those that are not as told come out.

A district, a word on a name or a layout, a cut, an original and an issued paper are each one row,
written with its line. Lines of before sealed no row: what they say themselves is compared, no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ledger.chain import (
    ADD,
    ALIAS,
    ARCHIVE,
    ARCHIVED,
    BEGIN,
    DROP,
    END_ALIAS,
    FORGET,
    FREEZE,
    ISSUE,
    KEEP,
    LAYOUT,
    REOPEN,
    RESUME,
    Fault,
    canonical,
    seal,
    sealed_by,
    told_in,
)
from ledger.store import Kept, schema
from ledger.verify.chain import lines_of

Said = Mapping[str, object]


@dataclass(frozen=True)
class _Told:
    """A table's rows and their lines: by which column they meet, and what a line says of a row.

    What `verify` calls a row changed, gone or in no line begins with `begins`.
    """

    table: sa.Table
    actions: frozenset[str]
    key: str
    key_of: Callable[[Kept], object]
    said: Callable[[Kept, Mapping[str, Any]], Said]
    begins: str


def _of_district(line: Kept, new: Mapping[str, Any]) -> Said:  # noqa: ARG001 - as the others
    said = {"name": new.get("name"), "pack_id": new.get("campaign")}
    try:
        return {**said, "starts_on": date.fromisoformat(str(new.get("from")))}
    except ValueError:  # the line's own hash tells of it
        return said


def _confirmed(line: Kept) -> dict[str, object]:
    return {"confirmed_by": line["by"], "confirmed_at": line["at"]}


def _of_alias(line: Kept, new: Mapping[str, Any]) -> Said:
    said = {"raw": _id(line), "unit_id": new.get("unit"), **_confirmed(line)}
    return {**said, "ended": bool(new.get("ended"))}


def _of_layout(line: Kept, new: Mapping[str, Any]) -> Said:
    fields = canonical(new.get("fields", {}))
    return {
        "fingerprint": _id(line),
        "form": new.get("form"),
        "fields": fields,
        "ended": bool(new.get("ended")),
        **_confirmed(line),
    }


def _of_cut(line: Kept, new: Mapping[str, Any]) -> Said:
    said = {name: line[name] for name in ("action", "at", "by")}
    said |= {"reason": line["why"], "head": line["hash"], "pack": new.get("pack", "")}
    kind, _, number = line["subject"].partition(":")
    said["week"] = int(number) if kind == "week" and number.isdecimal() else ARCHIVED
    if line["action"] == FREEZE:
        said["definition"] = new.get("definition", 1)  # before they were numbered
    return said


def _of_original(line: Kept, new: Mapping[str, Any]) -> Said:
    return {"file_name": new.get("file"), "size": new.get("size"), "kept_at": line["at"]}


def _of_issued(line: Kept, new: Mapping[str, Any]) -> Said:
    told = ("kind", "week", "revision", "title", "language")
    return {**{name: new.get(name) for name in told}, "at": line["at"], "by": line["by"]}


def _id(line: Kept) -> str:
    return str(line["subject"]).partition(":")[2]


def _rev(line: Kept) -> object:
    return line["rev"]


_CUTS = frozenset({FREEZE, REOPEN, ARCHIVE, RESUME})
_TOLD = (
    _Told(schema.district, frozenset({ADD}), "id", _id, _of_district, "district_"),
    _Told(schema.alias, frozenset({ALIAS, END_ALIAS}), "rev", _rev, _of_alias, "alias_"),
    _Told(schema.layout, frozenset({LAYOUT, FORGET}), "rev", _rev, _of_layout, "layout_"),
    _Told(schema.cut, _CUTS, "rev", _rev, _of_cut, "cut_"),
    _Told(schema.original, frozenset({KEEP}), "sha256", _id, _of_original, "original_"),
    _Told(schema.issued, frozenset({ISSUE}), "sha256", _id, _of_issued, "issued_"),
)


def written_faults(connection: sa.Connection, district_id: str) -> Iterator[Fault]:
    """Rows that are not what their line says, those gone, and those put in without a line."""
    lines = lines_of(connection, district_id)
    for told in _TOLD:
        yield from _of_table(connection, district_id, told=told, lines=lines)
    yield from _dropped(connection, district_id, lines)


def _of_table(
    connection: sa.Connection, district_id: str, *, told: _Told, lines: Sequence[Kept]
) -> Iterator[Fault]:
    due = {told.key_of(line): line for line in lines if line["action"] in told.actions}
    here = told.table.c["id" if told.table.name == "district" else "district_id"] == district_id
    columns = [column for column in told.table.c if column.name != "packed"]
    rows = connection.execute(sa.select(*columns).where(here).order_by(told.table.c[told.key]))
    for row in rows.mappings().all():
        line = due.pop(row[told.key], None)
        at = _place(row)
        if line is None:
            if not _is_before_lines(told, row, lines):
                yield Fault(f"{told.begins}unknown", district_id, at)
        elif not _is_as_told(told, row, line):
            yield Fault(f"{told.begins}changed", district_id, at)
    for line in due.values():
        at = {"seq": line["seq"], "rev": line["rev"], "subject": line["subject"]}
        yield Fault(f"{told.begins}gone", district_id, at)


def _place(row: Kept) -> dict[str, object]:
    """Which row it is, in the words the catalogues may use."""
    names = {"rev": "rev", "week": "week", "file_name": "file", "raw": "name", "id": "district"}
    names |= {"title": "title"}
    return {word: row[column] for column, word in names.items() if column in row}


def _is_as_told(told: _Told, row: Kept, line: Kept) -> bool:
    new, sealed = told_in(line["new"]), told_in(line["seal"])
    by = sealed_by(line["definition"])
    if any(row[name] != value for name, value in told.said(line, new).items()):
        return False
    name = told.table.name
    return name not in sealed or any(seal.of_row(name, row, it) == sealed for it in by)


def _is_before_lines(told: _Told, row: Kept, lines: Sequence[Kept]) -> bool:
    """Whether a row may be older than the lines that tell of such rows."""
    begun = [line["rev"] for line in lines if line["action"] == BEGIN]
    if told.table.name == "original":
        return not any(told.table.name in by.rows for by in sealed_by(lines[0]["definition"]))
    return bool(begun) and (told.table.name == "district" or row["rev"] <= max(begun))


def _dropped(connection: sa.Connection, district_id: str, lines: Sequence[Kept]) -> Iterator[Fault]:
    """Originals whose bytes are gone without a line, or are there in spite of one."""
    last = {_id(line): line for line in lines if line["action"] in (KEEP, DROP)}
    table = schema.original
    is_there = table.c.packed.is_not(None).label("is_there")
    query = sa.select(table.c.sha256, table.c.file_name, table.c.dropped_at, is_there)
    for row in connection.execute(query.where(table.c.district_id == district_id)):
        line = last.get(row.sha256)
        due = line["at"] if line is not None and line["action"] == DROP else None
        if row.dropped_at != due or bool(row.is_there) is (due is not None):
            yield Fault("original_drop_wrong", district_id, {"file": row.file_name})
