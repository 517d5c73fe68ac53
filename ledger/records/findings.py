"""Doubts found in a submission go in; rows of `finding` come out."""

from __future__ import annotations

from collections.abc import Mapping

from campaign import Issue, Submission


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
        "params": issue.params_json(),
        "unit_id": unit_in.get(row, ""),
        "week": submission.week,
    }
