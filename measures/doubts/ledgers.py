"""Every check of logs and ledgers: ENTRIES by form go in; DOUBTS by form come out.

A reference is (form, submission, sheet row). Of the problem ledger: it is closed on done_on, or on
the day of the verification where none is told, once it is reported done, kept up or struck off; the
proof is its result. It has no day of a measure and none of a reopening, so what needs these days is
not asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from measures.doubts.entries import (
    closed_before_found,
    closed_in_batch,
    closed_without_reference,
    dated_after,
)
from measures.doubts.texts import duplicate_text

LOG, LAUNCH, PROBLEMS = "guidance_log", "launch", "problem_ledger"
_CLOSED = {"claimed_done", "stage_done", "verified_closed"}
_DAYS = {LAUNCH: ("launched_on", "leading_group_on"), PROBLEMS: ("found_on", "closed_on")}


def entry_checks(
    entries: Mapping[str, pd.DataFrame], unit_ids: Sequence[str], *, today: date
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every check that the forms at hand allow; units outside `unit_ids` are left out."""
    for form, days in {LOG: ("day",), **_DAYS}.items():
        rows = told(entries, form, unit_ids)
        for day in days if len(rows) else ():
            yield form, dated_after(rows, unit_ids, column=day, today=today)
    problems = told(entries, PROBLEMS, unit_ids)
    if not len(problems):
        return
    for check in (closed_before_found, closed_without_reference, closed_in_batch):
        yield PROBLEMS, check(problems, unit_ids)
    for text in ("problem", "result"):
        yield PROBLEMS, duplicate_text(problems.assign(text=problems[text]), unit_ids)


def told(entries: Mapping[str, pd.DataFrame], form: str, unit_ids: Sequence[str]) -> pd.DataFrame:
    """A line an entry of these units: unit_id, week, reference, its days, and of a problem its
    texts and the day it was closed."""
    rows = entries.get(form, pd.DataFrame({"unit_id": []}))
    rows = rows[rows["unit_id"].isin(unit_ids)].reset_index(drop=True)
    if not len(rows):
        return rows
    frame = rows[["unit_id", "week"]].assign(
        reference=pd.Series(
            [
                (form, int(s), int(r))
                for s, r in zip(rows["submission_id"], rows["row"], strict=True)
            ],
            dtype="object",
        )
    )
    if form == LOG:
        return frame.assign(day=pd.to_datetime(rows["day"], format="%Y-%m-%d"))
    fields = [json.loads(text) for text in rows["fields"]]
    if form == LAUNCH:
        return frame.assign(**{day: _days(fields, day) for day in _DAYS[LAUNCH]})
    closed = _days(fields, "done_on").fillna(_days(fields, "checked_on"))
    is_closed = pd.Series(
        [told.get("is_closed") is True or told.get("progress") in _CLOSED for told in fields]
    )
    return frame.assign(
        found_on=_days(fields, "found_on"),
        closed_on=closed.where(is_closed),
        proof=_asked(_texts(fields, "result"), rows["submission_id"]),
        problem=_texts(fields, "problem"),
        result=_texts(fields, "result"),
    )


def _asked(texts: pd.Series, submissions: pd.Series) -> pd.Series:
    """The texts; missing throughout a sheet that has none: it has no such column, as far as one
    can know, and a column that is not there was not left empty."""
    said = (texts != "").groupby(submissions.to_numpy()).transform("any")
    return texts.where(said)


def _days(fields: list[dict[str, object]], name: str) -> pd.Series:
    return pd.to_datetime(pd.Series([told.get(name) for told in fields], dtype="object"))


def _texts(fields: list[dict[str, object]], name: str) -> pd.Series:
    return pd.Series([str(told.get(name) or "") for told in fields], dtype="str")
