"""What is to be said of a draft: its paragraphs and the figures of a cut go in; a remark on each
number that speaks of a figure, and on each passage that stands there twice, comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from campaign import CampaignPack, Panel, Place, Wording, fold
from exports.papers import Cut, Field
from exports.superior import Figures, Target, place_names
from loaders import ClaimedNumber, Spoken, claimed_numbers
from measures import COMPLETENESS, ORG_SHARE, REACH, definition

_SHARES = (REACH, ORG_SHARE, COMPLETENESS, "timeliness")
_HEADING = 30
"""Letters: a longer line without a full stop is a list's, and heads nothing."""
_ENDED = re.compile(r"[。；！？.;!?]\s*$|\d+(?:\.\d+)?\s*(?:%|[一-鿿]{1,2})\s*$")
_PASSAGE = 20
"""Letters: what is said twice in fewer is a turn of phrase."""


class Verdict(StrEnum):
    """What a remark says."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    REPEATED = "repeated"


@dataclass(frozen=True)
class Remark:
    """A remark on a stretch of a paragraph (0-based, as are its letters): `said` is what stands
    there, `target` and `right` the figure it speaks of, None where nobody has it or can tell which
    it is.
    `first` is the paragraph in which a repeated passage stood before."""

    paragraph: int
    start: int
    end: int
    said: str
    verdict: Verdict
    right: Field | None = None
    target: Target | None = None
    first: int = 0

    def words(self, words: Wording, labels: Mapping[str, str], cell: str = "") -> str:
        """The remark as a comment says it. `labels` has the words of figures and places
        (`meanings`), `cell` those of the cell the right figure was read from."""
        if self.verdict is Verdict.REPEATED:
            return words.text("proof.says.repeated", n=self.first + 1)
        if self.right is None or self.target is None:
            return words.text("proof.says.unknown")
        place, value = self.target.place, float(self.right.value)
        named = [labels[f"place:{place.kind}:{place.id}"], labels[f"figure:{self.target.figure}"]]
        return words.text(
            f"proof.says.{self.verdict}",
            right=(words.percent if self.is_share else words.number)(value),
            name=" · ".join(named),
            n=self.right.n_reported,
            of=self.right.n_expected,
            cell=cell,
        )

    @property
    def is_share(self) -> bool:
        """Whether the figure is a share (0-1)."""
        return self.target is not None and self.target.figure.endswith("/value")


def spoken_in(panel: Panel, pack: CampaignPack, cut: Cut) -> Spoken:
    """The words of the campaign in the cut's week."""
    week = cut.week
    at = panel.district.calendar.local(cut.frozen_at).date()
    days = [f"{day.month}月{day.day}日" for day in (week.ends_on, at)]
    days += [f"{day.year}年{day.month}月{day.day}日" for day in (week.ends_on, at)]
    shares = {definition(measure, pack).label.zh: measure for measure in _SHARES}
    district = f"district:{panel.district.id}"
    places = {
        name: "" if place == district else place
        for name, place in place_names(panel, pack).items()
        if len(name) > 1
    }
    return Spoken(pack, shares, places, (*days, f"第{week.number}周"))


def remarks(
    paragraphs: Sequence[tuple[str, bool]], figures: Figures, spoken: Spoken
) -> tuple[Remark, ...]:
    """Every remark, from the top; of each paragraph its text, and whether it stands in a table:
    there the words of another cell may say what a number is of, so none is called wrong."""
    found = list(_repeated(paragraphs))
    heading = ""
    for number, (text, is_cell) in enumerate(paragraphs):
        if not is_cell and 0 < len(text) <= _HEADING and not _ENDED.search(text):
            heading = text
        for claim in claimed_numbers(text, spoken, under="" if is_cell else heading):
            remark = _judged(claim, number, text, figures)
            if is_cell and remark.verdict is Verdict.DIFFERS:
                remark = replace(remark, verdict=Verdict.UNKNOWN, right=None, target=None)
            found.append(remark)
    return tuple(sorted(found, key=lambda it: (it.paragraph, it.start)))


def _judged(claim: ClaimedNumber, number: int, text: str, figures: Figures) -> Remark:
    """Agreeing with any figure it may be is agreeing; differing takes one that alone it can be."""
    here = number, claim.start, claim.end, text[claim.start : claim.end]
    if not claim.is_plain:
        return Remark(*here, Verdict.UNKNOWN)
    known = [(it, right) for it in map(partial(_target, claim, figures), claim.figures)
             if (right := figures.figure(it)[0])]  # fmt: skip
    for target, right in known:
        if _is_said(claim, right, is_share=target.figure.endswith("/value")):
            return Remark(*here, Verdict.AGREES, right, target)
    if len(claim.figures) == 1 and known:
        return Remark(*here, Verdict.DIFFERS, known[0][1], known[0][0])
    return Remark(*here, Verdict.UNKNOWN)


def _target(claim: ClaimedNumber, figures: Figures, name: str) -> Target:
    district = figures.panel.district.id
    kind, _, id_ = claim.place.partition(":") if claim.place else ("district", "", district)
    return Target(Place(kind, id_), f"{name}/value" if name in _SHARES else name)


def _is_said(claim: ClaimedNumber, right: Field, *, is_share: bool) -> bool:
    """Whether the number is the figure, rounded as it is written."""
    value = float(right.value) * (100 if is_share else 1)
    return round(value, claim.decimals) == claim.value


def _repeated(paragraphs: Sequence[tuple[str, bool]]) -> Iterator[Remark]:
    """Each paragraph that stood before; not those of tables."""
    seen: dict[str, int] = {}
    for number, (text, is_cell) in enumerate(paragraphs):
        told = fold(text)
        if is_cell or len(told) < _PASSAGE:
            continue
        if told in seen:
            yield Remark(number, 0, len(text), text, Verdict.REPEATED, first=seen[told])
        seen.setdefault(told, number)
