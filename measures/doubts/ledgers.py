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

from campaign import CampaignPack, FieldRole, Form, FormRole, OptionRole
from measures.doubts.entries import (
    closed_before_found,
    closed_in_batch,
    closed_without_reference,
    dated_after,
)
from measures.doubts.texts import duplicate_text

_DAYS = {
    FormRole.GUIDANCE_LOG: (),
    FormRole.LAUNCH: (FieldRole.LAUNCHED_ON, FieldRole.LEADERS_ON),
    FormRole.PROBLEMS: (FieldRole.FOUND_ON,),
}
"""The fields that tell of days that have been, besides the day of the row itself."""
_CLOSED = frozenset({OptionRole.CLAIMED_DONE, OptionRole.KEPT_UP, OptionRole.VERIFIED})


def entry_checks(
    entries: Mapping[str, pd.DataFrame],
    unit_ids: Sequence[str],
    *,
    pack: CampaignPack,
    today: date,
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every check that the forms at hand allow; units outside `unit_ids` are left out."""
    for role in _DAYS:
        form = pack.form_of(role)
        rows = told(entries, form, pack, unit_ids) if form else pd.DataFrame()
        if form is None or not len(rows):
            continue
        for day in (name for name in ("day", *_DAYS[role], "closed_on") if name in rows):
            yield form.id, dated_after(rows, unit_ids, column=day, today=today)
        if role is FormRole.PROBLEMS:
            yield from ((form.id, found) for found in _problem_checks(rows, unit_ids))


def _problem_checks(rows: pd.DataFrame, unit_ids: Sequence[str]) -> Iterator[pd.DataFrame]:
    for check in (closed_before_found, closed_without_reference, closed_in_batch):
        yield check(rows, unit_ids)
    for text in (FieldRole.PROBLEM, FieldRole.RESULT):
        yield duplicate_text(rows.assign(text=rows[text]), unit_ids)


def told(
    entries: Mapping[str, pd.DataFrame], form: Form, pack: CampaignPack, unit_ids: Sequence[str]
) -> pd.DataFrame:
    """A line an entry of these units: unit_id, week, reference, its days by role, and of a problem
    its texts and the day it was closed."""
    rows = entries.get(form.id, pd.DataFrame({"unit_id": []}))
    rows = rows[rows["unit_id"].isin(unit_ids)].reset_index(drop=True)
    if not len(rows):
        return rows
    places = zip(rows["submission_id"], rows["row"], strict=True)
    references = [(form.id, int(sent), int(row)) for sent, row in places]
    frame = rows[["unit_id", "week"]].assign(reference=pd.Series(references, dtype="object"))
    if form.role is FormRole.GUIDANCE_LOG:
        return frame.assign(day=pd.to_datetime(rows["day"], format="%Y-%m-%d"))
    fields = [json.loads(text) for text in rows["fields"]]
    days = _DAYS[form.role] if form.role else ()
    frame = frame.assign(**{role: _days(fields, form.field_of(role)) for role in days})
    if form.role is not FormRole.PROBLEMS:
        return frame
    texts = {r: _texts(fields, form.field_of(r)) for r in (FieldRole.PROBLEM, FieldRole.RESULT)}
    proof = _asked(texts[FieldRole.RESULT], rows["submission_id"])
    return frame.assign(closed_on=_closed_on(fields, form, pack), proof=proof, **texts)


def _closed_on(fields: list[dict[str, object]], form: Form, pack: CampaignPack) -> pd.Series:
    """The day each problem was closed; missing where it is not."""
    progress, struck = form.field_of(FieldRole.PROGRESS), form.field_of(FieldRole.STRUCK_OFF)
    options = pack.choices.get(f"{form.id}.{progress}", ())
    closed = {option.id for option in options if option.role in _CLOSED}
    is_closed = [told.get(struck) is True or told.get(progress) in closed for told in fields]
    done, checked = (
        _days(fields, form.field_of(role)) for role in (FieldRole.DONE_ON, FieldRole.CHECKED_ON)
    )
    return done.fillna(checked).where(pd.Series(is_closed))


def _asked(texts: pd.Series, submissions: pd.Series) -> pd.Series:
    """The texts; missing throughout a sheet that has none: it has no such column, as far as one
    can know, and a column that is not there was not left empty."""
    said = (texts != "").groupby(submissions.to_numpy()).transform("any")
    return texts.where(said)


def _days(fields: list[dict[str, object]], name: str) -> pd.Series:
    return pd.to_datetime(pd.Series([told.get(name) for told in fields], dtype="object"))


def _texts(fields: list[dict[str, object]], name: str) -> pd.Series:
    return pd.Series([str(told.get(name) or "") for told in fields], dtype="str")
