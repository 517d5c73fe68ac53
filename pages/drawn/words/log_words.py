"""What groups are asked for, and not their units, in words: a view goes in; which groups sent no
log for how long, which figures no report of theirs ever gave, and of how many units nothing is
known, come out.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from pages.door import View
from pages.readings import is_guided, logs_of_groups, never_given, units_visited


def missing_logs(view: View, *, most: int = 0) -> str:
    """The groups with units here without a log for weeks, by name, of more than `most` their number
    if it is given; empty where each sends its own, or where nobody owes a visit."""
    words, rows = view.words, logs_of_groups(view)
    least = view.pack.thresholds["not_reported_weeks"]
    silent = rows[rows["weeks_without"] >= least].sort_values("weeks_without", kind="stable")
    if not len(silent) or units_visited(view)["limit"].isna().all():
        return ""
    lines = list(zip(silent["weeks_without"], silent["group_id"], strict=True))
    return words.text("needs.line_mark").join(
        _named(view, int(weeks), [group for _, group in of], most=most or len(rows))
        for weeks, of in groupby(lines, key=lambda line: line[0])
    )


def _named(view: View, weeks: int, groups: list[str], *, most: int) -> str:
    words = view.words
    if len(groups) > most:
        return words.text("logs.missing.many", n=weeks, groups=len(groups))
    return words.text("logs.missing", n=weeks, groups=_groups(view, groups))


def _groups(view: View, groups: Iterable[str]) -> str:
    named = [view.words.label(view.pack.group[group].label) for group in groups]
    return view.words.text("finding.list_mark").join(named)


def untold_figures(view: View) -> str:
    """The figures with a target that no report of a group ever gave, groups with the same ones
    together; empty where each told all of them."""
    words, by_figures = view.words, dict[tuple[str, ...], list[str]]()
    for group, rows in never_given(view).groupby("group_id", sort=False):
        by_figures.setdefault(tuple(rows["quantity"]), []).append(str(group))
    mark = words.text("finding.list_mark")
    return words.text("needs.line_mark").join(
        words.text(
            "figures.never_given",
            groups=_groups(view, groups),
            figures=mark.join(words.label(view.pack.quantity[q].label) for q in figures),
        )
        for figures, groups in by_figures.items()
    )


def n_unknown(view: View) -> int:
    """Of how many units here nobody knows whether they were visited, though others' logs are in."""
    return int((~units_visited(view)["is_known"]).sum()) if is_guided(view) else 0
