"""When each file arrived: one time for all, or a table of file names and times."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click


def received_times(
    one: str | None, table: Path | None, *, now: datetime, zone: str
) -> dict[str, datetime]:
    """Arrival by file name; the key '' is for files the table does not name.

    `one` is an ISO time; without a zone it is the district's. Raises a usage error for anything
    else, and for a table without the columns file and received_at.
    """
    default = _time(one, zone) if one else now
    times = {"": default}
    if table is not None:
        with table.open(encoding="utf-8-sig") as lines:
            rows = csv.DictReader(lines)
            if not {"file", "received_at"} <= set(rows.fieldnames or ()):
                raise click.UsageError(f"{table.name}: needs the columns file and received_at")
            times |= {row["file"]: _time(row["received_at"], zone) for row in rows}
    return times


def _time(text: str, zone: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"{text!r} is not an ISO time") from error
    return time if time.tzinfo else time.replace(tzinfo=ZoneInfo(zone))
