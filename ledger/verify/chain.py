"""A district goes in; what is wrong with its audit chain and with what that fixed comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from ledger.chain import (
    ACCEPT,
    BEGIN,
    FIRST,
    STATE_FOUND,
    WITHDRAW,
    Fault,
    fingerprint_of,
    hash_of,
    sealed_by,
    short,
    told_in,
)
from ledger.records import ACCEPTED, seal_of_stored
from ledger.store import Kept, schema

_READ_FROM = ("sha256", "sheet", "table_no", "form", "week", "reader")


def chain_faults(connection: sa.Connection, district_id: str) -> Iterator[Fault]:
    """Lines changed, left out or put in; submissions that are not what their line says."""
    lines = lines_of(connection, district_id)
    yield from line_faults(connection, district_id, lines=lines)
    yield from _unlike_found(connection, district_id, lines)
    yield from _unlike_sealed(connection, district_id, lines)


def line_faults(
    connection: sa.Connection, district_id: str, *, lines: Sequence[Kept] | None = None
) -> Iterator[Fault]:
    """Lines that are not as they were written, one after the other, up to the end."""
    lines = lines_of(connection, district_id) if lines is None else lines
    yield from _broken_lines(lines, district_id)
    yield from _wrong_end(connection, district_id, lines)


def lines_of(connection: sa.Connection, district_id: str) -> list[Kept]:
    """Every line of the chain, in order."""
    table = schema.audit
    query = sa.select(table).where(table.c.district_id == district_id).order_by(table.c.seq)
    return list(connection.execute(query).mappings())


def _broken_lines(lines: Sequence[Kept], district_id: str) -> Iterator[Fault]:
    previous, seq = FIRST, 0
    for line in lines:
        at = {"seq": line["seq"], "action": line["action"], "subject": line["subject"]}
        if line["seq"] != seq + 1:
            gap = {"first": seq + 1, "last": line["seq"] - 1}
            yield Fault("audit_missing", district_id, gap)
        elif line["previous"] != previous:
            yield Fault("audit_unjoined", district_id, at)
        if hash_of(line) != line["hash"]:
            yield Fault("audit_changed", district_id, at)
        previous, seq = line["hash"], line["seq"]


def _wrong_end(
    connection: sa.Connection, district_id: str, lines: Sequence[Kept]
) -> Iterator[Fault]:
    district = schema.district
    query = sa.select(district.c.audit_seq, district.c.audit_hash, district.c.rev)
    row = connection.execute(query.where(district.c.id == district_id)).one()
    last: Kept = lines[-1] if lines else {"seq": 0, "hash": FIRST, "rev": 0}
    if (row.audit_seq, row.audit_hash) != (last["seq"], last["hash"]):
        ends = {"seq": last["seq"], "head": short(last["hash"])}
        told = {"told_seq": row.audit_seq, "told_head": short(row.audit_hash)}
        yield Fault("audit_end", district_id, ends | told)
    elif row.rev != last["rev"]:
        yield Fault("revision_wrong", district_id, {"rev": row.rev, "told": last["rev"]})


def _unlike_found(
    connection: sa.Connection, district_id: str, lines: Sequence[Kept]
) -> Iterator[Fault]:
    """What a chain's first line found and fixed, where the ledger is older than the chain."""
    for line in lines:
        if line["action"] != BEGIN:
            continue
        told = told_in(line["new"])
        for table, was in told.get("found", {}).items():
            is_now = fingerprint_of(
                connection,
                district_id,
                table=table,
                columns=was["columns"],
                until=told["revision"],
            )
            if table in STATE_FOUND and is_now != was:
                counts = {"n": is_now["rows"], "told": was["rows"]}
                yield Fault("found_changed", district_id, {"table": table, **counts})


def _unlike_sealed(
    connection: sa.Connection, district_id: str, lines: Sequence[Kept]
) -> Iterator[Fault]:
    """Submissions and withdrawals against the hashes in their lines."""
    sealed = {line["rev"]: line for line in lines if line["action"] in (ACCEPT, WITHDRAW)}
    rows = {rev: told_in(line["seal"]).get("rows") for rev, line in sealed.items()}
    yield from _received_twice(connection, district_id, rows=rows)
    begun = max((line["rev"] for line in lines if line["action"] == BEGIN), default=0)
    for row in _submissions(connection, district_id, since=begun):
        line = sealed.pop(row["id"], None)
        if line is None:
            yield Fault("submission_unknown", district_id, {"submission": row["id"]})
            continue
        for part in _unlike_parts(connection, row, line):
            at = {"submission": row["id"], "part": part, "file": row["file_name"]}
            yield Fault(f"sealed_{part}", district_id, at)
    for rev, line in sealed.items():
        at = {"submission": rev, "seq": line["seq"]}
        is_back = line["action"] == WITHDRAW
        yield Fault("withdrawal_gone" if is_back else "submission_gone", district_id, at)


def _unlike_parts(connection: sa.Connection, row: Kept, line: Kept) -> list[str]:
    """The parts of a submission that are not what its line fixed, by the definition it was sealed
    by; none where the line's own hash has told already that nobody knows that definition."""
    was, unlike = told_in(line["seal"]), list[list[str]]()
    for by in sealed_by(line["definition"]):
        is_now = seal_of_stored(connection, row, by)
        parts = sorted(was.keys() | is_now.keys())
        unlike.append([part for part in parts if was.get(part) != is_now.get(part)])
        if not unlike[-1]:
            break
    return min(unlike, key=len, default=[])


def _received_twice(
    connection: sa.Connection, district_id: str, *, rows: Mapping[int, object]
) -> Iterator[Fault]:
    """The very same rows of the same table, entered again though nothing had happened between."""
    last: dict[tuple[object, ...], int] = {}
    for row in _submissions(connection, district_id, since=0):
        key = (*(row[name] for name in _READ_FROM), rows.get(row["id"]))
        if row["state"] == ACCEPTED and row["id"] in rows:
            if last.get(key) == row["id"] - 1:
                yield Fault("received_twice", district_id, {"submission": row["id"]})
            last[key] = row["id"]


def _submissions(connection: sa.Connection, district_id: str, *, since: int) -> Sequence[Kept]:
    sent = schema.submission
    query = sa.select(sent).where(sent.c.district_id == district_id, sent.c.id > since)
    return connection.execute(query.order_by(sent.c.id)).mappings().all()
