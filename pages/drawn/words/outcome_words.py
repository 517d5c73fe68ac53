"""Work beside what came of it, in words: a view goes in; sessions, problems found and put right,
services done and how many units are to be asked, come out (docs/design.md §8.22)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from campaign import DISCUSSIONS, LIVELIHOOD, PROBLEMS, RECTIFIED, STUDY
from pages.door import View
from pages.readings import frequencies, study_alone

_WORK, _CAME = (STUDY, DISCUSSIONS), (PROBLEMS, RECTIFIED, LIVELIHOOD)


def outcome_words(view: View) -> str:
    """Study and discussions since the launch, then what came of them; what nobody knows is said to
    be unknown, and what is not owed is left out."""
    words, mark = view.words, view.words.text("finding.list_mark")
    work, came = (mark.join(_told(view, ids)) for ids in (_WORK, _CAME))
    said = words.text("outcome.said", work=work, came=came) if work and came else work or came
    alone = len(study_alone(view))
    return said + (words.text("outcome.and") + words.text("outcome.alone", n=alone)) * bool(alone)


def _told(view: View, ids: tuple[str, ...]) -> Iterator[str]:
    for quantity in map(view.pack.quantity.__getitem__, ids):
        rows, words = frequencies(view, quantity.id), view.words
        if not len(rows) or not rows["n_expected"].iloc[-1]:
            continue
        now = rows.iloc[-1]
        key = "at_least" if now["is_lower_bound"] else "part"
        what, measure = words.label(quantity.label), words.label(quantity.measure)
        if math.isnan(now["cumulative"]):
            yield words.text("outcome.unknown", label=what)
        else:
            n = words.number(now["cumulative"])
            yield words.text(f"outcome.{key}", label=what, n=n, measure=measure)
