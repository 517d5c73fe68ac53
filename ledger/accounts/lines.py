"""What was done to accounts goes in; a line of their own chain is written; faults come out.

Accounts are the whole ledger's, so their chain is of no district. Each line tells every column it
changes, so the accounts as they stand follow from the lines: what was changed by another hand, or
lost at the chain's end, no longer does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from ledger.accounts.passwords import mark
from ledger.chain import FIRST, Deed, Fault, canonical, digest, told_in
from ledger.store import Kept, account_tables, insert_rows, put_rows

ADD, RESET, CHANGE, END = "add_account", "reset_account", "change_password", "end_account"
GIVE, TAKE = "give_role", "end_role"
SIGN_IN, SIGN_OUT, LOCK = "sign_in", "sign_out", "lock_account"
VIEW = "keep_view"
DEFINITION = 1
"""By which a line is sealed; another set of columns is another definition."""
_SEALED = (
    *("seq", "at", "by", "account", "role", "action", "subject", "new", "why", "previous"),
    "definition",
)
WRITING = 0x1ED6E4
"""The number of the lock that whoever writes a line holds."""
_TABLES = {"account": account_tables.account, "role": account_tables.account_role}


def write_line(connection: sa.Connection, deed: Deed) -> int:
    """Write the chain's next line and what it changes; its number.

    The deed's subject is `account:ID`, or `role:SEQ` of the line that gave it (`role:` for a new
    one); its `new` has the changed columns of that row, and what is told of it beside.
    """
    table = account_tables.account_line
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITING)))
    last = connection.execute(sa.select(table).order_by(table.c.seq.desc()).limit(1)).mappings()
    before = last.first()
    seq = before["seq"] + 1 if before else 1
    kind, _, key = deed.subject.partition(":")
    row = {**_row(connection, kind, key or str(seq)), **_columns(kind, deed.new), "seq": seq}
    line: dict[str, object] = {
        "seq": seq,
        "at": deed.at,
        "by": deed.by.name,
        "account": deed.by.account,
        "role": deed.by.role,
        "action": deed.action,
        "subject": f"{kind}:{key or seq}",
        "new": canonical(_told(deed.new)),
        "why": deed.why,
        "previous": before["hash"] if before else FIRST,
        "definition": DEFINITION,
    }
    insert_rows(connection, table, [{**line, "hash": _hash_of(line)}])
    put_rows(connection, _TABLES[kind], [row])
    return seq


def _columns(kind: str, new: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in new.items() if name in _TABLES[kind].c}


def _row(connection: sa.Connection, kind: str, key: str) -> Mapping[str, object]:
    """The row as it stands; a new one with nothing said yet."""
    table = _TABLES[kind]
    id_ = _id(kind, key)
    found = connection.execute(sa.select(table).where(table.c.id == id_)).mappings().first()
    return dict(found) if found else {c.name: None for c in table.columns} | {"id": id_}


def _id(kind: str, key: str) -> object:
    return int(key) if kind == "role" and key.isdecimal() else key


def _told(columns: Mapping[str, object]) -> Mapping[str, object]:
    """What a line says of a row: of a secret its hash alone."""
    return {
        n: (mark(str(v)) if v else "") if n == "secret" else v
        for n, v in columns.items()
        if n != "seq"
    }


def _hash_of(line: Kept) -> str:
    return digest({name: line[name] for name in _SEALED})


def account_faults(connection: sa.Connection) -> Iterator[Fault]:
    """Lines that are not as they were written, and accounts and roles that do not follow."""
    table, previous, seq = account_tables.account_line, FIRST, 0
    due: dict[str, dict[str, object]] = {}
    for line in connection.execute(sa.select(table).order_by(table.c.seq)).mappings():
        at = {"seq": line["seq"], "action": line["action"], "subject": line["subject"]}
        if line["seq"] != seq + 1 or line["previous"] != previous:
            yield Fault("account_unjoined", "", at)
        if line["definition"] != DEFINITION or _hash_of(line) != line["hash"]:
            yield Fault("account_changed", "", at)
        previous, seq = line["hash"], line["seq"]
        kind, _, key = line["subject"].partition(":")
        kept = due.setdefault(line["subject"], {"id": _id(kind, key)})
        kept |= {**told_in(line["new"]), "seq": seq}
    yield from _unlike(connection, due)


def _unlike(connection: sa.Connection, due: dict[str, dict[str, object]]) -> Iterator[Fault]:
    for kind, table in _TABLES.items():
        for row in connection.execute(sa.select(table)).mappings():
            subject = f"{kind}:{row['id']}"
            told = due.pop(subject, {})
            if canonical(_stands(row)) != canonical(_whole(table, told)):
                yield Fault("account_unlike", "", {"subject": subject})
    for subject in due:
        yield Fault("account_unlike", "", {"subject": subject})


def _stands(row: Kept) -> Mapping[str, object]:
    return {**_told(row), "seq": row["seq"]}


def _whole(table: sa.Table, told: Mapping[str, object]) -> Mapping[str, object]:
    return {column.name: told.get(column.name) for column in table.columns}
