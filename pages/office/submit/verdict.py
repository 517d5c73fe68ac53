"""What became of a file, in the office's words: a paper goes in; short sentences come out, and a
line for each doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from campaign import CampaignPack, Issue, Right, Severity, Wording
from ledger import LockedWeek, Plan
from loaders import TableReading
from pages.drawn.lists import roster_changes
from pages.markup import plain_html
from pages.office.submit.desk import Desk
from pages.office.submit.done import Done
from pages.office.submit.paper import ASKED_UNITS, Paper, is_locked, is_unnamed

ASKS_WEEK = ("P01", "P06", "P07", "P24", "P25", "P26", "P27")
"""What a person settles by saying the week."""
_REACH = ("P12", "P13", "P14")
"""What a person settles by saying whether figures are of the week or since the launch."""
_LAYOUT = "L20"
_COLUMN = "L02"
"""A column without which nothing of a table goes in."""
_ROSTER = "U23"
"""A roster titled for another district."""
_LEFT_OUT = "P42"
"""What somebody said of a table that is left out."""
_ASKED = (*ASKS_WEEK, *_REACH, _LEFT_OUT)
"""What must be settled before anything of a table goes in, or was."""
MARKS = {
    Severity.STOP: "■",
    Severity.ERROR: "■",
    Severity.WARNING: "▲",
    Severity.NOTE: "○",
}
LOOKS = {Severity.STOP: "error", Severity.ERROR: "error", Severity.WARNING: "warning"}


def recognised(paper: Paper, pack: CampaignPack, words: Wording) -> str:
    """The forms and weeks a file was read as."""
    known = [table for table in paper.reading.tables if table.form]
    said = dict.fromkeys(_form(table, pack, words) for table in known)
    return "、".join(said) if words.locale == "zh_CN" else ", ".join(said)


def _form(table: TableReading, pack: CampaignPack, words: Wording) -> str:
    label = words.label(pack.form[table.form or ""].label)
    if not table.weeks:
        return label
    return f"{words.text('week.short', number=table.weeks[0].number)} · {label}"


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
    if differing := sum(len(plan.clash) + len(plan.outranked) for plan in going_in):
        said.append("▲ " + words.text("submit.verdict.clash", n=differing))
    return "　".join(said)


def _unsettled(paper: Paper, words: Wording) -> str:
    if is_unnamed(paper.reading):
        return words.text("submit.verdict.unnamed")
    if paper.reading.refused is not None:
        return words.issue(paper.reading.refused)
    first = next((i for i in paper.reading.all_issues if i.code in _ASKED), None)
    if first is not None:
        return words.issue(first)
    column = next((i for i in paper.reading.all_issues if i.code == _COLUMN), None)
    return words.issue(column) if column else words.text("submit.verdict.no_roster")


def waits_for(paper: Paper) -> list[str]:
    """All that somebody must still say of a file, by the catalogue's keys; nothing where it is
    clean, or was received before. Rows that are held wait for their sender."""
    if paper.plans and all(plan.already_received for plan in paper.plans):
        return []
    codes = {issue.code for issue in paper.reading.all_issues}
    found = {
        "password": is_locked(paper.reading),
        "layout": is_unnamed(paper.reading) or _LAYOUT in codes,
        "week": bool(codes & set(ASKS_WEEK)),
        "stands": any(table.stands for table in paper.reading.tables),
        "reach": bool(codes & set(_REACH)),
        "unit": bool(codes & set(ASKED_UNITS)),
        "words": bool(paper.reading.asked_words) or _ROSTER in codes,
        "blanks": any(plan.blanks for plan in paper.plans),
        "frozen": bool(paper.locked),
    }
    return [name for name, is_so in found.items() if is_so] or ([] if paper.plans else ["nothing"])


def done_verdict(item: Done, words: Wording) -> str:
    """What became of a file that left the desk."""
    if item.refused is not None:
        said = "■ " + words.text("submit.past.refused", why=words.issue(item.refused))
    elif item.is_withdrawn:
        said = "○ " + words.text("submit.past.withdrawn")
    else:
        said = "● " + words.text("submit.past.stored", n=item.n_rows)
        said += "　■ " + words.text("submit.verdict.held", n=item.n_held) if item.n_held else ""
    if item.locked:
        said += "　○ " + words.issue(LockedWeek(item.locked).issue)
    if item.given_back is not None and not item.is_answered:
        said += "　" + words.text("submit.past.given_back")
    return said + ("　" + words.text("submit.past.answered") if item.is_answered else "")


def way_out(locked: Sequence[int], desk: Desk, words: Wording) -> str:
    """What to do about frozen weeks, after a gap; empty for none. Who may open none is sent to the
    office."""
    if not locked:
        return ""
    is_told = not desk.viewer.may(Right.REOPEN)
    return "　" + words.remedy(LockedWeek(locked).issue, desk.pack, to_sender=is_told)


def by_weight(issues: tuple[Issue, ...]) -> list[Issue]:
    """The issues, what blocks first, then warnings, then notes; the order of the sheet within."""
    order = list(Severity)
    return sorted(issues, key=lambda issue: order.index(issue.severity))


def doubt_html(
    issue: Issue, words: Wording, pack: CampaignPack, *, n: int = 1, to_sender: bool = False
) -> str:
    """One doubt: its mark, its place, what is the case, what whoever looks is to do; `n` alike in
    the row."""
    look = LOOKS.get(issue.severity, "")
    place = f"<b>{plain_html(str(issue.address))}</b> " if issue.address else ""
    alike = words.text("submit.doubts.alike", n=n) if n > 1 else ""
    remedy = plain_html(words.remedy(issue, pack, to_sender=to_sender))
    return (
        f'<li class="{look}"><i>{MARKS[issue.severity]}</i> {place}'
        f"{plain_html(words.issue(issue))}{plain_html(alike)}<span>{remedy}</span></li>"
    )


def together(issues: Sequence[Issue]) -> list[tuple[Issue, int]]:
    """The issues with those of one code in one row taken together: the first, and how many."""
    counted: dict[tuple[object, ...], tuple[Issue, int]] = {}
    for issue in issues:
        at = issue.address
        key = (issue.code, at.sheet, at.row) if at else (issue.code, id(issue))
        first, n = counted.get(key, (issue, 0))
        counted[key] = (first, n + 1)
    return list(counted.values())


_ORDER = (
    "new",
    "new_rows",
    "changed",
    "clash",
    "outranked",
    "blanks",
    "gone",
    "same",
    "same_rows",
    "older",
)
"""In which order a change is told."""


def what_changes(plans: tuple[Plan, ...], words: Wording) -> str:
    """What accepting would do, in one sentence; a row-form's rows are counted as rows, a roster's
    changes by what becomes of units."""
    counts: Counter[str] = Counter()
    for plan in plans:
        of = "_rows" if plan.is_of_rows else ""
        counts[f"same{of}"] += len(plan.same)
        if plan.is_roster:
            continue
        counts[f"new{of}"] += len(plan.new)
        for key in ("changed", "clash", "gone", "outranked", "blanks", "older"):
            counts[key] += len(getattr(plan, key))
    said = roster_changes.counted([plan for plan in plans if plan.is_roster], words)
    said += [words.text(f"submit.change.{key}", n=counts[key]) for key in _ORDER if counts[key]]
    joined = words.text("submit.change.and").join(said)
    return words.text("submit.change.sentence", parts=joined) if said else ""
