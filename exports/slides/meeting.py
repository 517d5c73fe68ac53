"""The slides for the meeting: a panel as of a cut, its pack and its findings go in; a Deck of
eight at most comes out.

Every figure is that of the measures, none is worked out here; places stand in protocol order.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from campaign import (
    DISCUSSIONS,
    CampaignPack,
    District,
    Finding,
    Kind,
    Panel,
    Place,
    Wording,
    finding_words,
    place_words,
)
from exports.papers import Cut, Field, Passage, passage
from exports.slides.deck import Deck, Drawn, Slide
from ledger import short
from measures import COMPLETENESS, ORG_SHARE, REACH, frequency, quantities, standing

_Line = Mapping[Hashable, Any]
_MOST_LINES = 6
"""Findings that can be read from the back of a room; of more their number is told."""


@dataclass(frozen=True)
class _Source:
    """What a deck is drawn from, and the words it is drawn in."""

    panel: Panel
    pack: CampaignPack
    cut: Cut
    words: Wording

    def lines(self, measure: str, by: str = "district") -> list[dict[Hashable, Any]]:
        """STANDING of one measure in the cut's week, in protocol order."""
        number = self.cut.week.number
        found = standing(self.panel, self.pack, week=number, by=by, measures=(measure,))
        return found.to_dict("records")

    def head(self, *names: str) -> tuple[Passage, ...]:
        """Headings by their keys."""
        return tuple((self.words.text(f"slide.head.{name}"),) for name in names)


def meeting(
    panel: Panel, pack: CampaignPack, cut: Cut, words: Wording, *, findings: Sequence[Finding] = ()
) -> Deck:
    """The slides of the cut's week; `panel` ends with that week and is as of that cut, and so are
    the findings."""
    source = _Source(panel, pack, cut, words)
    made = (
        _cover(source),
        _shares(source, COMPLETENESS, by="group"),
        _shares(source, REACH, by="type"),
        _over_weeks(source),
        _shares(source, ORG_SHARE, by="group"),
        _sessions(source),
        _work(source),
        _findings(source, findings),
    )
    return Deck(meeting_title(panel.district, pack, words), cut, tuple(filter(None, made)))


def meeting_title(
    district: District, pack: CampaignPack, words: Wording, *, is_book: bool = False
) -> str:
    """What the deck is called, or the workbook of its charts."""
    names = {"district": district.name, "campaign": words.label(pack.short_name)}
    return words.text("slide.book" if is_book else "slide.title", **names)


def _cover(source: _Source) -> Slide:
    """The title, the week, that it is a draft, and what the figures were drawn from."""
    words, cut, district = source.words, source.cut, source.panel.district
    at = district.calendar.local(cut.frozen_at)
    moment = f"{words.full_date(at.date())} {at:%H:%M}"
    marks = [words.text("paper.draft")]
    marks += [words.text("sample.mark")] if district.is_sample else []
    rows: list[tuple[Passage, ...]] = [
        ((Field("week", words.week(cut.week), cut.week.iso),),),
        (
            passage(
                words,
                "slide.cut",
                moment=Field("cut.frozen_at", moment, cut.frozen_at.isoformat()),
                revision=Field("revision", str(cut.revision), cut.revision),
                head=Field("cut.head", short(cut.head), cut.head),
            ),
        ),
        ((words.text("finding.list_mark").join(marks),),),
    ]
    title = (meeting_title(district, source.pack, words),)
    return Slide(words.text("slide.cover"), title, Drawn.COVER, tuple(rows))


def _shares(source: _Source, measure: str, *, by: str) -> Slide:
    """A share of each place, beside how many it is of how many."""
    words = source.words
    rows = [source.head(by, measure)]
    for line in source.lines(measure, by):
        if line["denominator"] > 0:
            rows.append((_place(source, line), _share(source, line, "value")))
    subject = words.text(f"slide.{measure}")
    counting = words.text("slide.counting") if measure != COMPLETENESS else ""
    answer = _answer(source, measure)
    return Slide(subject, answer, Drawn.BARS, tuple(rows), counting, is_share=True)


def _over_weeks(source: _Source) -> Slide:
    """The district's reach at the end of each week, beside what the plan asks."""
    words, rows = source.words, [source.head("week", REACH, "plan")]
    found = standing(source.panel, source.pack, measures=(REACH,)).to_dict("records")
    iso = {week.week.number: week.week.iso for week in source.panel.weeks}
    for line in found:
        at = f"@{iso[line['week']]}"
        week: Passage = (words.text("week.short", number=line["week"]),)
        cells = (_share(source, line, part, at) for part in ("value", "plan"))
        rows.append((week, *cells))
    last = found[-1]
    known = {part: _share(source, last, part)[0] for part in ("value", "plan")}
    form = "none" if pd.isna(last["value"]) else "alone" if pd.isna(last["plan"]) else "plan"
    title = passage(words, f"slide.reach_by_week.{form}", **known)
    subject, counting = words.text("slide.reach_by_week"), words.text("slide.counting")
    return Slide(subject, title, Drawn.LINE, tuple(rows), counting, is_share=True)


def _sessions(source: _Source) -> Slide | None:
    """Discussion sessions of each week; a week of which nobody told has none."""
    quantity, words = source.pack.quantity.get(DISCUSSIONS), source.words
    if quantity is None:
        return None
    label = words.label(quantity.label)
    rows: list[tuple[Passage, ...]] = [(source.head("week")[0], (label,))]
    for week in source.panel.weeks:
        line = _quantities(source, week=week.week.number)[quantity.id]
        name: Passage = (words.text("week.short", number=week.week.number),)
        rows.append((name, _sum(source, line, "week", f"@{week.week.iso}")))
    answer = _work_answer(source, quantity.id)
    return Slide(label, answer, Drawn.COLUMNS, tuple(rows), words.text("slide.workload"))


def _work_answer(source: _Source, quantity_id: str) -> Passage:
    """The bulletin's sentence of one quantity."""
    words, quantity = source.words, source.pack.quantity[quantity_id]
    line = _quantities(source, week=source.cut.week.number)[quantity_id]
    if pd.isna(line["cumulative"]):
        silent = words.label(quantity.label)
        return passage(words, "paper.weekly.silent", quantities=silent)
    rows = frequency(source.panel, source.pack, quantity_id, week=source.cut.week.number)
    key = "paper.weekly.no_week" if pd.isna(line["week"]) else "paper.weekly.week"
    key += ".at_least" if rows["is_lower_bound"].any() else ""
    told = ("cumulative", "n_reported", "n_expected", "week")
    parts = {name: _sum(source, line, name)[0] for name in told}
    names = {"label": words.label(quantity.label), "measure": words.label(quantity.measure)}
    return passage(words, key, **names, **parts)


def _work(source: _Source) -> Slide:
    """The week's and the campaign's figure of each quantity, and how many units gave the week's."""
    words = source.words
    rows = [source.head("quantity", "this_week", "since_launch", "given")]
    lines = _quantities(source, week=source.cut.week.number)
    silent = 0
    for quantity in source.pack.quantities:
        line = lines[quantity.id]
        if quantity.kind is Kind.CHOICE or not quantity.adds_up or not line["n_expected"]:
            continue
        if pd.isna(line["cumulative"]):
            silent += 1
            continue
        named = {"label": words.label(quantity.label), "measure": words.label(quantity.measure)}
        name: Passage = (words.text("slide.quantity", **named),)
        given = {part: _sum(source, line, part)[0] for part in ("n_reported", "n_expected")}
        of = passage(words, "slide.given", **given)
        rows.append((name, *(_sum(source, line, part) for part in ("week", "cumulative")), of))
    counts = {"told": len(rows) - 1, "silent": silent}
    told = {name: Field(f"quantities/{name}", str(n), n) for name, n in counts.items()}
    title = passage(words, "slide.work.title" if silent else "slide.work.all", **told)
    return Slide(words.text("slide.work"), title, Drawn.TABLE, tuple(rows))


def _findings(source: _Source, findings: Sequence[Finding]) -> Slide:
    """What is to be said of the whole district, in sentences."""
    words = source.words
    told = findings[:_MOST_LINES]
    rows = [_finding(finding, source) for finding in told]
    n = Field("findings", str(len(findings)), len(findings))
    key = "slide.findings.some" if findings else "slide.findings.none"
    title = passage(words, key, **({"n": n} if findings else {}))
    return Slide(words.text("slide.findings"), title, Drawn.LINES, tuple(rows))


def _finding(finding: Finding, source: _Source) -> tuple[Passage, ...]:
    """A finding's sentence, with the figure it rests on as a field in its place."""
    words, value = source.words, finding.value
    sentence = finding_words(finding, source.pack, words)
    percent, number = words.percent(value), words.number(value)
    said = percent if percent in sentence else number
    places = "+".join(place.id for place in finding.places)
    name = "/".join(filter(None, ("findings", finding.code, places, "value")))
    before, found, after = sentence.partition(said)
    if not found:
        return ((sentence,),)
    return ((before, Field(name, said, value), after),)


def _answer(source: _Source, measure: str) -> Passage:
    """The bulletin's sentence of one share of the district."""
    line = source.lines(measure)[0]
    form = _form(line, measure)
    if form == "none":
        return passage(source.words, f"paper.{measure}.none")
    parts = {"n": "numerator", "of": "denominator"}
    counts = {name: _part(source, line, part) for name, part in parts.items()}
    share = _share(source, line, "value")[0]
    return passage(source.words, f"paper.{measure}.{form}", share=share, **counts)


def _form(line: _Line, measure: str) -> str:
    """Whether a share is known, known at least, or not at all."""
    if pd.isna(line["value"]):
        return "none"
    is_open = measure in (REACH, ORG_SHARE) and line["highest"] > line["value"]
    return "at_least" if is_open else "known"


def _place(source: _Source, line: _Line) -> Passage:
    """A place, with how many of how many its share is."""
    named = place_words(Place(line["place_kind"], line["place_id"]), source.pack, source.words)
    form = _form(line, line["measure"])
    counts = {"n": "numerator", "of": "denominator"} if form != "none" else {}
    parts = {name: _part(source, line, part) for name, part in counts.items()}
    return passage(source.words, f"slide.place.{form}", place=named, **parts)


def _part(source: _Source, line: _Line, part: str) -> Field:
    """A count of a line of STANDING."""
    return _field(line, part, source.words.number(float(line[part])))


def _share(source: _Source, line: _Line, part: str, at: str = "") -> Passage:
    """A share of a line of STANDING; words where it is unknown."""
    if pd.isna(line[part]):
        return (
            source.words.text("paper.cell.none" if part == "value" else "paper.cell.not_asked"),
        )
    return (_field(line, part, source.words.percent(float(line[part])), at),)


def _field(line: _Line, part: str, said: str, at: str = "") -> Field:
    figure = f"standing/{line['place_id']}/{line['measure']}/{part}{at}"
    n = int(line["n_reported"]), int(line["n_expected"])
    return Field(figure, said, float(line[part]), *n)


def _quantities(source: _Source, *, week: int) -> Mapping[str, _Line]:
    """QUANTITIES of a week by their ids."""
    rows = quantities(source.panel, source.pack, week=week).to_dict("records")
    return {line["quantity"]: line for line in rows}


def _sum(source: _Source, line: _Line, part: str, at: str = "") -> Passage:
    """A part of a line of QUANTITIES; words where it is unknown."""
    if pd.isna(line[part]):
        return (source.words.text("paper.cell.none"),)
    value = float(line[part])
    n = int(line["n_reported"]), int(line["n_expected"])
    figure = f"quantities/{line['quantity']}/{part}{at}"
    return (Field(figure, source.words.number(value), value, *n),)
