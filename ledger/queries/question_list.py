"""What sheets leave open goes in, by week; frames of it come out, in a viewer's scope.

A blank where the same sender's figure stands, and figures of two senders that differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
import sqlalchemy as sa

from campaign import FIRST_RULES, Shape
from ledger.queries.moment import Moment
from ledger.queries.scope import Scope
from ledger.records import Outcome, Said, outcomes
from ledger.store import schema

BLANKS = Shape(
    "BLANKS",
    {
        "week": "int64",
        "unit_id": "str",
        "slot": "str",
        "submission_id": "int64",
        "sender": "str",
        "value": "Float64",
        "state": "str",
        "stands_id": "int64",
    },
)
"""One line a cell that submission `submission_id` leaves blank though its sender's figure `value`,
of submission `stands_id`, stands there, and nobody has said whether it is taken back."""

DISPUTES = Shape(
    "DISPUTES",
    {
        "week": "int64",
        "unit_id": "str",
        "slot": "str",
        "sender": "str",
        "value": "Float64",
        "state": "str",
        "submission_id": "int64",
        "other_sender": "str",
        "other_value": "Float64",
        "other_state": "str",
        "other_id": "int64",
        "is_settled": "bool",
    },
)
"""One line a cell in which another sender says something else than what counts, by week and unit;
`is_settled` once a person chose between the two."""


def blanks(moment: Moment, *, scope: Scope, week: int | None) -> pd.DataFrame:
    """The blanks that ask something, as BLANKS."""
    return BLANKS.frame(
        {
            "week": number,
            "unit_id": it.unit_id,
            "slot": it.slot,
            "submission_id": it.submission_id,
            "sender": it.stands.sender,
            "value": it.stands.value,
            "state": it.stands.state,
            "stands_id": it.stands.submission_id,
        }
        for number, found in _found(moment, scope=scope, week=week)
        for outcome in found.values()
        for it in outcome.blanks
    )


def disputes(moment: Moment, *, scope: Scope, week: int | None) -> pd.DataFrame:
    """Where two senders differ, as DISPUTES."""
    return DISPUTES.frame(
        {
            "week": number,
            "unit_id": it.unit_id,
            "slot": it.slot,
            **_told(it.stands, "", "submission_id"),
            **_told(it.other, "other_", "other_id"),
            "is_settled": it.is_settled,
        }
        for number, found in _found(moment, scope=scope, week=week)
        for outcome in found.values()
        for it in outcome.disputes
    )


def _told(said: Said, prefix: str, number: str) -> dict[str, object]:
    told = {name: getattr(said, name) for name in ("sender", "value", "state")}
    return {f"{prefix}{name}": value for name, value in told.items()} | {number: said.submission_id}


def _found(
    moment: Moment, *, scope: Scope, week: int | None
) -> Iterator[tuple[int, Mapping[str, Outcome]]]:
    """By week, what is known of the units in scope that several accepted rows speak of."""
    if moment.rules == FIRST_RULES:
        return
    fact = schema.fact
    here = (fact.c.district_id == moment.district.id) & fact.c.is_held.is_(False)
    query = sa.select(fact.c.week, fact.c.unit_id).where(here)
    query = query.where(fact.c.week == week) if week is not None else query
    query = query.group_by(fact.c.week, fact.c.unit_id).having(sa.func.count() > 1)
    units: dict[int, list[str]] = {}
    for number, unit in moment.connection.execute(query.order_by(fact.c.week, fact.c.unit_id)):
        if scope.sees(unit, week=number):
            units.setdefault(number, []).append(unit)
    as_of = None if moment.is_now else moment.revision
    for number, of in units.items():
        yield (
            number,
            outcomes(moment.connection, moment.district, week=number, units=of, as_of=as_of),
        )
