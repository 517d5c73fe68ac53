"""Doubts found in a submission go in; rows of `finding` come out, and their parameters back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from campaign import Issue, Label, Submission


def finding_rows(submission: Submission) -> list[dict[str, object]]:
    """The submission's doubts by column name, in their order, each with the unit of its row."""
    if not submission.issues:
        return []
    rows = submission.rows
    unit_in = dict(zip(rows["row"].tolist(), rows["unit_id"].tolist(), strict=True))
    return [_finding(issue, submission=submission, unit_in=unit_in) for issue in submission.issues]


def _finding(
    issue: Issue, *, submission: Submission, unit_in: Mapping[int, str]
) -> dict[str, object]:
    at = issue.address
    row = at.row if at is not None and at.sheet == submission.source.sheet else 0
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "sheet": at.sheet if at else "",
        "sheet_row": at.row if at else 0,
        "sheet_column": at.column if at else 0,
        "raw": issue.raw,
        "params": json.dumps(dict(issue.params), ensure_ascii=False, default=_plain),
        "unit_id": unit_in.get(row, ""),
        "week": submission.week,
    }


def _plain(value: object) -> object:
    """What JSON cannot write, in a form `params_of` reads back."""
    if isinstance(value, Label):
        return {"$zh": value.zh, "$en": value.en}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    item = getattr(value, "item", None)
    return item() if callable(item) else str(value)


def params_of(text: str) -> dict[str, object]:
    """The parameters of an issue from the findings' `params`: labels and dates are restored."""

    def restored(found: dict[str, object]) -> object:
        if found.keys() == {"$zh", "$en"}:
            return Label(str(found["$zh"]), str(found["$en"]))
        if found.keys() == {"$date"}:
            text = str(found["$date"])
            return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        return found

    params: dict[str, object] = json.loads(text, object_hook=restored)
    return params
