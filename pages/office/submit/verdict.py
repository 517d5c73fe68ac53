"""What became of a file, in the office's words: a paper goes in; short sentences come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from campaign import CampaignPack, Issue, Severity, Wording
from ledger import LockedWeek, Plan
from loaders import TableReading
from pages.office.submit.paper import LeftDesk, Paper, is_unnamed

ASKS_WEEK = ("P01", "P06", "P07", "P24", "P25", "P26", "P27")
"""What a person settles by saying the week."""
_ASKED = (*ASKS_WEEK, "P12", "P13", "P14")
"""What must be settled before anything of a table goes in."""
MARKS = {
    Severity.STOP: "■",
    Severity.ERROR: "■",
    Severity.WARNING: "▲",
    Severity.NOTE: "○",
}


def recognised(paper: Paper, pack: CampaignPack, words: Wording) -> str:
    """The forms and weeks a file was read as."""
    known = [table for table in paper.reading.tables if table.form]
    said = dict.fromkeys(_form(table, pack, words) for table in known)
    return "、".join(said) if words.locale == "zh_CN" else ", ".join(said)


def _form(table: TableReading, pack: CampaignPack, words: Wording) -> str:
    label = words.label(pack.form[table.form or ""].label)
    if not table.weeks:
        return label
    return f"{label} · {words.text('week.short', number=table.weeks[0].number)}"


def n_units(paper: Paper) -> int:
    """How many rows with figures the file has."""
    return sum(len(table.entries) for table in paper.reading.tables)


def verdict(paper: Paper, words: Wording) -> str:
    """The result in one line: what can go in, what is held, or what must be settled first."""
    if paper.plans and all(plan.already_received for plan in paper.plans):
        return "○ " + words.text("submit.verdict.same")
    if not paper.plans:
        return "▲ " + _unsettled(paper, words)
    said = []
    if paper.locked:
        said.append("■ " + words.issue(LockedWeek(paper.locked).issue))
    going_in = [plan for plan in paper.plans if not plan.locked]
    ready = sum(plan.submission.n_accepted for plan in going_in)
    held = sum(plan.submission.n_held for plan in going_in)
    if ready:
        said.append("● " + words.text("submit.verdict.ready", n=ready))
    if held:
        said.append("■ " + words.text("submit.verdict.held", n=held))
    return "　".join(said)


def _unsettled(paper: Paper, words: Wording) -> str:
    if is_unnamed(paper.reading):
        return words.text("submit.verdict.unnamed")
    if paper.reading.refused is not None:
        return words.issue(paper.reading.refused)
    first = next((i for i in paper.reading.all_issues if i.code in _ASKED), None)
    if first is not None:
        return words.issue(first)
    return words.text("submit.verdict.no_roster")


def past_verdict(past: LeftDesk, words: Wording) -> str:
    """What became of a file that left the desk."""
    if past.is_replaced:
        return "○ " + words.text("submit.past.replaced")
    if past.refused is not None:
        return "■ " + words.text("submit.past.refused", why=words.issue(past.refused))
    stored = sum(receipt.n_rows for receipt in past.receipts)
    held = sum(receipt.n_held for receipt in past.receipts)
    said = "● " + words.text("submit.past.stored", n=stored)
    return said + ("　■ " + words.text("submit.verdict.held", n=held) if held else "")


def by_weight(issues: tuple[Issue, ...]) -> list[Issue]:
    """The issues, what blocks first, then warnings, then notes; the order of the sheet within."""
    order = list(Severity)
    return sorted(issues, key=lambda issue: order.index(issue.severity))


def together(issues: Sequence[Issue]) -> list[tuple[Issue, int]]:
    """The issues with those of one code in one row taken together: the first, and how many."""
    counted: dict[tuple[object, ...], tuple[Issue, int]] = {}
    for issue in issues:
        at = issue.address
        key = (issue.code, at.sheet, at.row) if at else (issue.code, id(issue))
        first, n = counted.get(key, (issue, 0))
        counted[key] = (first, n + 1)
    return list(counted.values())


def what_changes(plans: tuple[Plan, ...], words: Wording) -> str:
    """What accepting would do, in one sentence; a row-form's rows are counted as rows."""
    counts: Counter[str] = Counter()
    for plan in plans:
        of = "_rows" if plan.is_of_rows else ""
        counts[f"new{of}"] += len(plan.new)
        counts[f"same{of}"] += len(plan.same)
        counts["changed"] += len(plan.changed)
        counts["clash"] += len(plan.clash)
        counts["gone"] += len(plan.gone)
        counts["outranked"] += len(plan.outranked)
        counts["blanks"] += len(plan.blanks)
    order = (
        "new",
        "new_rows",
        "changed",
        "clash",
        "outranked",
        "blanks",
        "gone",
        "same",
        "same_rows",
    )
    said = [words.text(f"submit.change.{key}", n=counts[key]) for key in order if counts[key]]
    joined = words.text("submit.change.and").join(said)
    return words.text("submit.change.sentence", parts=joined) if said else ""
