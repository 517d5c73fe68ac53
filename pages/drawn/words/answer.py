"""The answer sentence: standings go in; what they say comes out, in one sentence.

Only facts that are computed, each with its base; no adjective, no order among units.
"""

from __future__ import annotations

import math
from unicodedata import east_asian_width

import pandas as pd

from campaign import CampaignPack, Finding, Wording, finding_words
from measures import COMPLETENESS, REACH, is_made_by
from pages.door import View, drawing
from pages.readings import claim_survives, findings_now, standing_now

_MOST_FINDINGS, _TWO_LINES = 2, 215
_ON_FIGURES = ("type_behind", "group_uneven", "busy_weeks")


@drawing
def reach_answer(view: View) -> str:
    """How far study reaches against the plan, which type is furthest behind, what is unknown."""
    by_type = standing_now(view, REACH, by="type")
    return reach_sentence(
        view.words,
        view.pack,
        whole=whole_of(view),
        week=view.words.text("answer.week", number=view.week.number),
        reach=standing_now(view, REACH),
        by_type=by_type if not view.filters.type_id else by_type.iloc[:0],
        completeness=standing_now(view, COMPLETENESS),
        survives=claim_survives(view, REACH),
    )


@drawing
def overview_answer(view: View) -> str:
    """How far study reaches, then what the findings say of the whole district: at most two of them,
    and no more than two lines hold. Of less than the district, what is furthest behind in it."""
    reach = standing_now(view, REACH)
    if view.filters.are_set or view.viewer.is_scoped or not is_known(reach):
        return reach_answer(view)
    words = view.words
    week = words.text("answer.week", number=view.week.number)
    survives = claim_survives(view, REACH)
    parts = [_reach_clause(words, reach, whole=whole_of(view), week=week, survives=survives)]
    for finding in findings_now(view):
        parts = _with_finding(view, parts, finding, reach)
    return _joined(words, parts)


def _with_finding(view: View, parts: list[str], finding: Finding, reach: pd.DataFrame) -> list[str]:
    """The sentence with one finding more, if there is room. That it holds is left out before the
    finding is; that it may change never is."""
    said = inside(view.words, finding_words(finding, view.pack, view.words))
    survival = _survival(view.words, finding, reach)
    for ending in dict.fromkeys((survival, "" if finding.survives else survival)):
        longer = [*parts, said + ending]
        if len(parts) <= _MOST_FINDINGS and text_width(_joined(view.words, longer)) <= _TWO_LINES:
            return longer
    return parts


def _survival(words: Wording, finding: Finding, reach: pd.DataFrame) -> str:
    """Whether the finding holds once all is in; nothing where nothing is open, and nothing of what
    does not rest on the units' figures."""
    row = reach.iloc[0]
    if finding.code not in _ON_FIGURES or (finding.survives and row["lowest"] == row["highest"]):
        return ""
    return words.text("finding.survives" if finding.survives else "finding.unsure")


def _joined(words: Wording, parts: list[str]) -> str:
    return words.text("answer.sentence", parts=words.text("answer.and").join(filter(None, parts)))


def text_width(text: str) -> int:
    """How wide a text is; a Chinese character counts two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def whole_of(view: View) -> str:
    """What the shown units are called together."""
    if view.filters.are_set:
        return view.words.text("answer.whole.selection")
    return view.words.text("answer.whole.group" if view.viewer.is_scoped else "answer.whole.all")


def reach_sentence(
    words: Wording,
    pack: CampaignPack,
    *,
    whole: str,
    week: str,
    reach: pd.DataFrame,
    by_type: pd.DataFrame,
    completeness: pd.DataFrame,
    survives: bool = True,
) -> str:
    """The sentence for STANDING rows of one week."""
    if not is_known(reach):
        return words.text("answer.unknown", week=week)
    parts = [
        _reach_clause(words, reach, whole=whole, week=week, survives=survives),
        _furthest_behind(words, pack, by_type, reach["value"].iloc[0], whole),
        _unknown(words, pack, completeness),
    ]
    return _joined(words, parts)


def _reach_clause(
    words: Wording, reach: pd.DataFrame, *, whole: str, week: str, survives: bool
) -> str:
    row = reach.iloc[0]
    has_bounds = row["highest"] > row["lowest"]
    said = words.text(
        "answer.reach.bounds" if has_bounds else "answer.reach",
        week=week,
        whole=whole,
        share=words.percent(row["value"]),
        over=words.number(row["numerator"]),
        under=words.number(row["denominator"]),
        lowest=words.percent(row["lowest"]),
        highest=words.percent(row["highest"]),
        gap=_gap(words, row["value"] - row["plan"]),
    )
    return said if survives or not has_bounds else said + words.text("answer.reach.unsure")


def is_known(rows: pd.DataFrame) -> bool:
    """Whether a STANDING row has a figure that anybody reported: nobody heard of is not 0 %."""
    return (
        bool(len(rows)) and rows["n_reported"].iloc[0] > 0 and not math.isnan(rows["value"].iloc[0])
    )


def points(share: float) -> str:
    """A difference of shares in percentage points, without its sign."""
    return f"{abs(round(share * 100, 1)):.1f}"


def _gap(words: Wording, gap: float) -> str:
    if math.isnan(gap):
        return words.text("answer.gap.none")
    if round(gap * 100, 1) == 0:
        return words.text("answer.gap.level")
    return words.text("answer.gap.behind" if gap < 0 else "answer.gap.ahead", points=points(gap))


def _furthest_behind(
    words: Wording, pack: CampaignPack, by_type: pd.DataFrame, district: float, whole: str
) -> str:
    known = by_type[by_type["value"].notna()]
    if not len(known):
        return ""
    row = known.sort_values("value").iloc[0]
    gap = row["value"] - district
    if round(-gap * 100, 1) < pack.thresholds["finding_gap"]:
        return ""
    return words.text(
        "answer.type",
        type=inside(words, words.label(pack.type[row["place_id"]].label)),
        share=words.percent(row["value"]),
        points=points(gap),
        whole=whole,
    )


def inside(words: Wording, label: str) -> str:
    """A label inside a sentence: English then begins small."""
    return label[:1].lower() + label[1:] if words.locale == "en" else label


def _unknown(words: Wording, pack: CampaignPack, completeness: pd.DataFrame) -> str:
    if not len(completeness):
        return ""
    row = completeness.iloc[0]
    if not row["value"] < pack.thresholds["reports_missing_share"]:
        return ""
    return words.text(
        "answer.completeness",
        share=words.percent(row["value"]),
        n=int(row["denominator"] - row["numerator"]),
    )


CAUSES = ("newly_missing", "newly_in", "moves", "denominators", "within")
"""What may move a share, asked in this order: what is no work is named before work."""


def cause_of(line: pd.Series) -> str:
    """The one of `CAUSES` without which a share of WATERFALL would not have moved; else several."""
    change = float(line["change"])
    return next((c for c in CAUSES if is_made_by(change, float(line[c]))), "several")
