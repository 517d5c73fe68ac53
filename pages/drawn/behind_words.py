"""A place behind the whole, in words: a view goes in; who is behind, and since when, comes out."""

from __future__ import annotations

import pandas as pd

from campaign import Finding, place_words
from measures import finding_since, findings
from pages.door import Basis, View, reading
from pages.drawn.answer import points, whole_of

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


def behind_since(view: View, finding: Finding) -> str:
    """What a finding says, with the week since which it has held without a break."""
    words, code = view.words, finding.code
    weeks = _since(view, code)
    said = words.text(
        "balance.behind",
        place=place_words(finding.places[0], view.pack, words),
        share=words.percent(finding.value),
        points=points(finding.limit - finding.value),
        whole=whole_of(view),
    )
    own = weeks.loc[weeks["place_id"] == finding.places[0].id, "week"]
    if not len(own) or own.iloc[0] == view.week.number:
        return said
    week = words.text("answer.week", number=int(own.iloc[0]))
    return words.text("balance.since", said=said, week=week)
