"""A place behind the whole, in words: a view goes in; who is behind, and since when, comes out."""

from __future__ import annotations

import pandas as pd

from campaign import Finding, Place, finding_words, place_words
from measures import GroupReach, finding_since, findings, low_groups
from pages.door import Basis, View, reading
from pages.drawn.words.answer import inside, points, whole_of

_UNEVEN = ("type_behind", "group_uneven")


def uneven_findings(view: View) -> list[Finding]:
    """The findings of the view that a place lies behind the whole."""
    return [finding for finding in _findings(view) if finding.code in _UNEVEN]


@reading
def _findings(basis: Basis) -> tuple[Finding, ...]:
    return findings(basis.panel, basis.pack)


@reading
def _since(basis: Basis, code: str) -> pd.DataFrame:
    return finding_since(basis.panel, basis.pack, code=code)


def type_behind_words(view: View, type_id: str) -> str:
    """That a type lies behind the whole and since when; empty where it does not."""
    return next(
        (
            view.words.text("answer.sentence", parts=behind_since(view, finding))
            for finding in uneven_findings(view)
            if finding.code == "type_behind" and finding.places[0].id == type_id
        ),
        "",
    )


def low_groups_words(view: View) -> str:
    """Which groups lie below the whole, and whether their mix of types says as much; empty without
    any."""
    uneven = {f.places[0].id for f in uneven_findings(view) if f.code == "group_uneven"}
    said = [_beside_mix(view, each, is_below=each.group_id in uneven) for each in _low(view)]
    mark = view.words.text("needs.line_mark")
    return view.words.text("coverage.groups", groups=mark.join(said)) if said else ""


@reading
def _low(basis: Basis) -> tuple[GroupReach, ...]:
    return low_groups(basis.panel, basis.pack)


def _beside_mix(view: View, group: GroupReach, *, is_below: bool) -> str:
    words = view.words
    return words.text(
        "coverage.groups.below_mix" if is_below else "coverage.groups.as_mix",
        place=place_words(Place("group", group.group_id), view.pack, words),
        value=words.percent(group.value),
        expected=words.percent(group.expected),
        points=points(group.expected - group.value),
    )


def _said(view: View, finding: Finding) -> str:
    """A type beside the whole; a group beside what its own mix of types would give."""
    words = view.words
    if finding.code == "group_uneven":
        return finding_words(finding, view.pack, words)
    place = place_words(finding.places[0], view.pack, words)
    return words.text(
        "balance.behind.heard_of" if finding.is_partial else "balance.behind",
        place=inside(words, place) if finding.is_partial else place,
        share=words.percent(finding.value),
        points=points(finding.limit - finding.value),
        whole=whole_of(view),
    )


def behind_since(view: View, finding: Finding) -> str:
    """What a finding says, with the week since which it has held without a break."""
    words, code = view.words, finding.code
    weeks = _since(view, code)
    said = _said(view, finding)
    own = weeks.loc[weeks["place_id"] == finding.places[0].id, "week"]
    if not len(own) or own.iloc[0] == view.week.number:
        return said
    week = words.text("answer.week", number=int(own.iloc[0]))
    return words.text("balance.since", said=said, week=week)
