"""A ledger's file goes in; where the database itself finds it damaged comes out.

A row is found by an index or by its key: a damaged page may hide one without any value in it being
wrong. On a server the database watches over its own files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sqlalchemy as sa

from ledger.chain import Fault
from ledger.store import unlike_built

_MOST = 100  # places told; a file damaged in more is restored all the same
_PLACE = re.compile(r"(?:index|in|order for|from) ([a-z_]\w+)|(?:[Pp]age|[Tt]ree) (\d+)")
"""What SQLite's own sentences name: a table, an index, a page by number."""


def file_faults(connection: sa.Connection) -> Iterator[Fault]:
    """Damaged pages and indexes, and tables that are not built as this version builds them."""
    if connection.dialect.name != "sqlite":
        return
    said = list(connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})").scalars())
    if said != ["ok"]:
        yield Fault("file_damaged", "", {"n": len(said), "places": _places("\n".join(said))})
    for table, names in unlike_built(connection).items():
        yield Fault("schema_differs", "", {"table": table, "columns": "、".join(names)})


def _places(text: str) -> str:
    """The tables, indexes and pages named, each once."""
    found = {name or f"#{page}" for name, page in _PLACE.findall(text)}
    return "、".join(sorted(found)[:8]) or "#1"
