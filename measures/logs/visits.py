"""Guidance visits: the entries of the guidance log go in; one line a visit comes out."""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Iterable, Mapping

import pandas as pd

from campaign import CampaignPack, FieldRole, Form, FormRole, Shape

VISITS = Shape(
    "VISITS",
    {
        "unit_id": "str",
        "group_id": "str",
        "day": "datetime64[s]",
        "week": "int64",
        "methods": "object",
        "streams": "object",
        "weight": "float64",
        "problems": "float64",
        "advice": "float64",
        "solved": "float64",
        "is_revisit": "bool",
        "checked_claimed": "float64",
        "checked_verified": "float64",
    },
)
"""One line a visit, by day. `methods` and `streams` are tuples of ids; `weight` is what each of its
workstreams counts, all together 1; a count the log leaves open is NaN; `group_id` may be empty."""

_COUNTS = {
    "problems": FieldRole.PROBLEMS_FOUND,
    "advice": FieldRole.ADVICE,
    "solved": FieldRole.SOLVED,
    "checked_claimed": FieldRole.CLAIMED,
    "checked_verified": FieldRole.VERIFIED,
}


def visits(entries: pd.DataFrame, pack: CampaignPack) -> pd.DataFrame:
    """VISITS of ENTRIES of the guidance log; other forms and entries without a day are left out."""
    log = pack.form_of(FormRole.GUIDANCE_LOG)
    if log is None:
        return VISITS.frame()
    own = entries[(entries["form"] == log.id) & (entries["day"] != "")]
    frame = VISITS.frame(_visit(row, log) for row in own.to_dict("records"))
    return frame.sort_values("day", kind="stable", ignore_index=True)


def _visit(row: Mapping[Hashable, object], log: Form) -> dict[str, object]:
    fields = json.loads(str(row["fields"]))
    streams = _separate(fields.get(log.field_of(FieldRole.STREAMS), ()))
    return {
        **{name: row[name] for name in ("unit_id", "group_id", "day", "week")},
        "methods": _separate(fields.get(log.field_of(FieldRole.METHODS), ())),
        "streams": streams,
        "weight": 1 / len(streams) if streams else math.nan,
        **{name: fields.get(log.field_of(role), math.nan) for name, role in _COUNTS.items()},
        "is_revisit": fields.get(log.field_of(FieldRole.REVISIT)) is True,
    }


def _separate(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids without repeats; an option that names two, such as review+rectify, is both."""
    return tuple(dict.fromkeys(part for option in ids for part in option.split("+")))
