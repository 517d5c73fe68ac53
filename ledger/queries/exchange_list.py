"""Lines of the audit chain go in; what was refused, given back, followed up, drawn or found comes
out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pandas as pd
import sqlalchemy as sa

from campaign import Shape, Viewer
from ledger.chain import CHECK, COMPLETE, DRAW, FOLLOW, GIVE_BACK, REFUSE, told_in
from ledger.queries.scope import Scope
from ledger.store import schema

REFUSED = Shape(
    "REFUSED",
    {
        "at": "datetime64[us, UTC]",
        "by": "str",
        "sha256": "str",
        "file_name": "str",
        "code": "str",
        "params": "str",
    },
)
"""One line a file that was not taken, the newest first; of one with a secrecy mark neither hash nor
name is known. `params` is JSON, as in FINDINGS."""

GIVEN_BACK = Shape(
    "GIVEN_BACK",
    {
        "at": "datetime64[us, UTC]",
        "by": "str",
        "sender": "str",
        "submission_id": "Int64",
        "sha256": "str",
        "how": "str",
    },
)
"""One line a submission or refused file that went back to its sender, the newest first: the one not
meant is missing or empty."""

FOLLOWED = Shape(
    "FOLLOWED",
    {
        "at": "datetime64[us, UTC]",
        "by": "str",
        "unit_id": "str",
        "week": "int64",
        "step": "str",
        "about": "str",
        "value": "str",
        "holds": "bool",
        "why": "str",
    },
)
"""One line a step taken about a unit's report or doubt, the newest first, as `Mark` says it."""

COMPLETED = Shape(
    "COMPLETED",
    {
        "at": "datetime64[us, UTC]",
        "by": "str",
        "week": "int64",
        "holds": "bool",
        "doubts": "int64",
        "why": "str",
    },
)
"""One line a week that was ever marked as gone through: the last word on it, and how many doubts
had to be explained then."""


DRAWS = Shape(
    "DRAWS",
    {
        "seq": "int64",
        "at": "datetime64[us, UTC]",
        "by": "str",
        "week": "int64",
        "size": "int64",
        "seed": "str",
        "frame": "object",
    },
)
"""One line a draw, the newest first; `frame` is a mapping of unit ids to their risks."""

CHECKS = Shape(
    "CHECKS",
    {
        "draw": "int64",
        "at": "datetime64[us, UTC]",
        "unit_id": "str",
        "quantity": "str",
        "week": "int64",
        "claimed": "float64",
        "verified": "float64",
    },
)
"""One line a draw, unit and quantity, as it was said last: the figure reported when it was checked
(NaN without one) and the one found."""


def draws(connection: sa.Connection, district_id: str) -> pd.DataFrame:
    """What was drawn, as DRAWS."""
    kept = ("week", "size", "seed", "frame")
    return DRAWS.frame(
        {**_when(line), "seq": line["seq"], **{name: new[name] for name in kept}}
        for line, new in _lines(connection, district_id, DRAW)
    )


def checks(connection: sa.Connection, district_id: str) -> pd.DataFrame:
    """What was found, as CHECKS."""
    rows = CHECKS.frame(
        {
            "draw": new["draw"],
            "at": line["at"],
            "unit_id": unit,
            "quantity": quantity,
            "week": new["week"],
            "claimed": new["claimed"].get(unit, {}).get(quantity),
            "verified": verified,
        }
        for line, new in _lines(connection, district_id, CHECK)
        for unit, of in new["cells"].items()
        for quantity, verified in of.items()
    )
    # The newest stand first, and a later word counts instead of an earlier one.
    return rows.drop_duplicates(["draw", "unit_id", "quantity"], ignore_index=True)


def refused(connection: sa.Connection, district_id: str, viewer: Viewer) -> pd.DataFrame:
    """What was refused, as REFUSED; for a scoped viewer what their own account dropped."""
    own = viewer.account if viewer.is_scoped else None
    rows = [
        {**_when(line), "sha256": _about(line), "file_name": new.get("file", ""), **_code(new)}
        for line, new in _lines(connection, district_id, REFUSE, account=own)
    ]
    return REFUSED.frame(rows)


def given_back(connection: sa.Connection, district_id: str) -> pd.DataFrame:
    """What was given back, as GIVEN_BACK."""
    rows = []
    for line, new in _lines(connection, district_id, GIVE_BACK):
        told = {**_when(line), "sender": _about(line), "how": new.get("how", "")}
        rows += [{**told, "submission_id": n, "sha256": ""} for n in new.get("submissions", ())]
        rows += [{**told, "submission_id": None, "sha256": s} for s in new.get("files", ())]
    return GIVEN_BACK.frame(rows)


def followed(connection: sa.Connection, district_id: str, scope: Scope) -> pd.DataFrame:
    """The steps taken about the units in scope, as FOLLOWED."""
    return FOLLOWED.frame(
        {**_when(line), "by": scope.name_of(line["by"]), "unit_id": unit, "why": line["why"], **new}
        for line, new in _lines(connection, district_id, FOLLOW)
        if scope.sees(unit := _about(line), week=new["week"])
    )


def completed(connection: sa.Connection, district_id: str) -> pd.DataFrame:
    """The weeks that were marked as gone through, as COMPLETED, the latest first."""
    lines = [
        {**_when(line), "week": int(_about(line)), "why": line["why"], **new}
        for line, new in _lines(connection, district_id, COMPLETE)
    ]
    return COMPLETED.frame({line["week"]: line for line in reversed(lines)}.values())


def came(connection: sa.Connection, district_id: str, *, week: int, scope: Scope) -> pd.Series[Any]:
    """When the first accepted row of a week came, by unit."""
    cur = schema.cur
    query = sa.select(cur.c.unit_id, cur.c.first_received).where(
        cur.c.district_id == district_id, cur.c.week == week, cur.c.is_held.is_(False)
    )
    rows = [(unit, at) for unit, at in connection.execute(query) if scope.sees(unit, week=week)]
    return pd.Series(dict(rows), dtype="datetime64[us, UTC]")


class Promise(StrEnum):
    """Whether a report came by the day that was promised."""

    OPEN = "open"
    KEPT = "kept"
    NOT_KEPT = "not_kept"


def standing_steps(rows: pd.DataFrame) -> pd.DataFrame:
    """FOLLOWED with the last word on each matter alone, none taken back; comments all stand."""
    same = ["unit_id", "week", "step", "about"]
    is_last = ~rows.duplicated(same) | (rows["step"] == "commented")
    return rows[is_last & rows["holds"]]


def promises(
    rows: pd.DataFrame, came_at: pd.Series[Any], *, week: int, now: datetime
) -> dict[str, tuple[date, Promise]]:
    """By unit the day promised for a week's report in FOLLOWED, and whether it came by then: not
    kept once the day is over without it, in the zone of `now`."""
    own = standing_steps(rows[(rows["week"] == week) & (rows["step"] == "promised")])
    days = came_at.dt.tz_convert(now.tzinfo).dt.date
    told = zip(own["unit_id"], map(date.fromisoformat, own["value"]), strict=True)
    return {unit: (day, _promise(day, days.get(unit), now.date())) for unit, day in told}


def _promise(promised: date, came: date | None, today: date) -> Promise:
    if came is None and today <= promised:
        return Promise.OPEN
    return Promise.KEPT if came is not None and came <= promised else Promise.NOT_KEPT


def _lines(
    connection: sa.Connection, district_id: str, action: str, *, account: str | None = None
) -> Iterator[tuple[Any, dict[str, Any]]]:
    table = schema.audit
    names = ("seq", "at", "by", "subject", "new", "why")
    query = sa.select(*(table.c[name] for name in names))
    query = query.where(table.c.district_id == district_id, table.c.action == action)
    if account is not None:  # nobody's is nobody's to read
        query = query.where(table.c.account == account, table.c.account != "")
    for line in connection.execute(query.order_by(table.c.seq.desc())).mappings():
        yield line, dict(told_in(line["new"]))


def _when(line: Any) -> dict[str, object]:
    return {"at": line["at"], "by": line["by"]}


def _about(line: Any) -> str:
    return str(line["subject"]).partition(":")[2]


def _code(new: dict[str, Any]) -> dict[str, object]:
    return {"code": new.get("code", ""), "params": new.get("params", "{}")}
