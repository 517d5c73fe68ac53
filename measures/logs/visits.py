"""Guidance visits: the entries of the guidance log go in; one line a visit comes out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from campaign import CampaignPack, FieldRole, FormRole
from measures.counting import shape
from measures.logs.told import lines_of, told

VISITS = shape("VISITS")
"""One line a visit, by day. `methods` and `streams` are tuples of ids; `weight` is what each of its
workstreams counts, all together 1; a count the log leaves open is NaN; `group_id` may be empty.
`checked_figure` is the slot that was checked, empty where nobody said which; `checked_week` the
week it is of, 0 likewise."""

_FIELDS = {
    "methods": FieldRole.METHODS,
    "streams": FieldRole.STREAMS,
    "problems": FieldRole.PROBLEMS_FOUND,
    "advice": FieldRole.ADVICE,
    "solved": FieldRole.SOLVED,
    "is_revisit": FieldRole.REVISIT,
    "checked_claimed": FieldRole.CLAIMED,
    "checked_verified": FieldRole.VERIFIED,
    "checked_figure": FieldRole.CHECKED_FIGURE,
    "checked_week": FieldRole.CHECKED_WEEK,
}


def visits(entries: pd.DataFrame, pack: CampaignPack) -> pd.DataFrame:
    """VISITS of ENTRIES of the guidance log; other forms and entries without a day are left out."""
    own = told(entries[entries["day"] != ""], pack, FormRole.GUIDANCE_LOG, _FIELDS)
    frame = VISITS.frame(_visit(row) for row in lines_of(own))
    return frame.sort_values("day", kind="stable", ignore_index=True)


def _visit(row: Mapping[str, Any]) -> dict[str, object]:
    streams = _separate(row["streams"] or ())
    return {
        **row,
        "methods": _separate(row["methods"] or ()),
        "streams": streams,
        "weight": 1 / len(streams) if streams else math.nan,
        "is_revisit": row["is_revisit"] is True,
        "checked_figure": row["checked_figure"] or "",
        "checked_week": row["checked_week"] or 0,
    }


def _separate(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids without repeats; an option that names two, such as review+rectify, is both."""
    return tuple(dict.fromkeys(part for option in ids for part in option.split("+")))
