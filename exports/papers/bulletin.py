"""The weekly bulletin: a panel as of a cut and its pack go in; the Paper comes out.

Every figure is that of the measures, none is worked out here; places stand in protocol order.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from campaign import CampaignPack, District, Kind, Place, Quantity, Wording, place_words
from exports.papers.front import front, numbered
from exports.papers.known import Known
from exports.papers.paper import Field, Paper, Passage, Section, Table, passage
from measures import COMPLETENESS, ORG_SHARE, REACH, frequency, quantities, standing

_SHARES = (COMPLETENESS, "timeliness", REACH, ORG_SHARE)
_IN_TABLE = (COMPLETENESS, REACH, ORG_SHARE)
_Line = Mapping[Hashable, Any]


_CORRECTED = 10
"""A page: more of what a bulletin corrects is read on the page of papers, and how many is said."""


def bulletin(drawn: Known) -> Paper:
    """The bulletin of the cut's week; the panel ends with that week and is as of that cut."""
    district, words = drawn.panel.district, drawn.words
    title = weekly_title(district, drawn.pack, words)
    sections = {
        "front": front(district, drawn.cut, words, title=(title,)),
        "reports": Section(
            drawn.said("paper.weekly.reports"), tuple(_shares(drawn, (COMPLETENESS, "timeliness")))
        ),
        "reach": Section(
            drawn.said("paper.weekly.study"), tuple(_shares(drawn, (REACH, ORG_SHARE)))
        ),
        "work": _work(drawn),
        "corrections": Section(drawn.said("paper.weekly.corrections"), tuple(_corrected(drawn))),
        "annex": Section(drawn.said("paper.weekly.annex"), tables=tuple(_annex(drawn))),
    }
    return Paper("weekly", title, drawn.cut, sections)


def _corrected(drawn: Known) -> Iterator[Passage]:
    """A sentence a figure that papers issued before print otherwise."""
    for it in drawn.corrected[:_CORRECTED]:
        week = drawn.field(f"{it.name}/week", it.week)
        old, new = Field(f"{it.name}/old", it.old, it.old), Field(it.name, it.new, it.new)
        key = "paper.corrected" if it.new else "paper.corrected.gone"
        rest = {"sentence": Field(f"{it.name}/said", it.sentence, it.sentence)} if it.new else {}
        yield drawn.said(key, title=it.title, week=week, old=old, new=new, **rest)
    if len(drawn.corrected) > _CORRECTED:
        n = drawn.field("corrected/n", len(drawn.corrected) - _CORRECTED)
        yield drawn.said("paper.corrected.more", n=n)


def weekly_title(district: District, pack: CampaignPack, words: Wording) -> str:
    """What the bulletin is called."""
    names = {"district": district.name, "campaign": words.label(pack.short_name)}
    return words.text("paper.weekly.title", **names)


def _shares(drawn: Known, measures: tuple[str, ...]) -> Iterator[Passage]:
    """A sentence a share: what is done of what there is, or that nothing is known of it."""
    number = drawn.cut.week.number
    rows = standing(drawn.panel, drawn.pack, week=number, measures=measures)
    for measure in measures:
        for line in rows[rows["measure"] == measure].to_dict("records"):
            key = f"paper.{measure}.{_known(line)}"
            fields = _of_share(line, drawn.words) if _known(line) != "none" else {}
            yield drawn.said(key, **fields)


def _known(line: _Line) -> str:
    """Whether a share is known, known at least, or not at all."""
    if pd.isna(line["value"]):
        return "none"
    is_open = line["measure"] in (REACH, ORG_SHARE) and line["highest"] > line["value"]
    return "at_least" if is_open else "known"


def _of_share(line: _Line, words: Wording) -> dict[str, Field]:
    share = float(line["value"])
    return {
        "n": _field(line, "numerator", words),
        "of": _field(line, "denominator", words),
        "share": _field(line, "value", words, said=words.percent(share)),
    }


def _field(line: _Line, part: str, words: Wording, *, said: str = "") -> Field:
    """One part of a line of STANDING."""
    value = float(line[part])
    figure = f"standing/{line['place_id']}/{line['measure']}/{part}"
    n = int(line["n_reported"]), int(line["n_expected"])
    return Field(figure, said or words.number(value), value, *n)


def _work(drawn: Known) -> Section:
    """A part a workstream, with its quantities in the pack's order; those of which nothing was ever
    told stand together below."""
    rows = quantities(drawn.panel, drawn.pack, week=drawn.cut.week.number)
    lines = {line["quantity"]: line for line in rows.to_dict("records")}
    counted = [q for q in drawn.pack.quantities if q.kind is not Kind.CHOICE and q.slots[1:]]
    owed = [q for q in counted if lines[q.id]["n_expected"]]
    silent = [q for q in owed if pd.isna(lines[q.id]["cumulative"])]
    parts: list[Section] = []
    for stream, label in drawn.pack.workstreams.items():
        said: list[str | Field] = []
        for quantity in owed:
            if quantity.workstream == stream and quantity not in silent:
                said += _quantity(drawn, quantity, lines[quantity.id])
        if said:
            head = numbered(drawn.words, len(parts), drawn.words.label(label))
            parts.append(Section(head, (tuple(said),)))
    body = [drawn.said("paper.weekly.counting")]
    if silent:
        mark = drawn.words.text("finding.list_mark")
        listed = mark.join(drawn.words.label(q.label) for q in silent)
        body.insert(0, drawn.said("paper.weekly.silent", quantities=listed))
    return Section(drawn.said("paper.weekly.work"), tuple(body), tuple(parts))


def _quantity(drawn: Known, quantity: Quantity, line: _Line) -> Passage:
    """What was held in the week and since the launch, and how many units gave the week's figure."""
    words, number = drawn.words, drawn.cut.week.number
    known = frequency(drawn.panel, drawn.pack, quantity.id, week=number)
    is_open = bool(known["is_lower_bound"].any())
    week: str = "no_week" if pd.isna(line["week"]) else "week"
    n = int(line["n_reported"]), int(line["n_expected"])

    def field(part: str) -> Field:
        value = float(line[part])
        return Field(f"quantities/{quantity.id}/{part}", words.number(value), value, *n)

    told = ("cumulative", "n_reported", "n_expected", *(["week"] if week == "week" else []))
    names = {"label": words.label(quantity.label), "measure": words.label(quantity.measure)}
    key = f"paper.weekly.{week}.at_least" if is_open else f"paper.weekly.{week}"
    return passage(words, key, **names, **{part: field(part) for part in told})


def _annex(drawn: Known) -> Iterator[Table]:
    """A table of the groups and one of the types: n of N, without shares."""
    for kind, places in (("group", drawn.pack.groups), ("type", drawn.pack.types)):
        rows = standing(
            drawn.panel, drawn.pack, week=drawn.cut.week.number, by=kind, measures=_SHARES
        )
        lines = {(line["place_id"], line["measure"]): line for line in rows.to_dict("records")}
        told = [Place(kind, p.id) for p in places if (p.id, COMPLETENESS) in lines]
        head = tuple((drawn.words.text(f"paper.column.{name}"),) for name in (kind, *_IN_TABLE))
        body = (
            (
                (place_words(place, drawn.pack, drawn.words),),
                *(_cell(drawn, lines.get((place.id, measure))) for measure in _IN_TABLE),
            )
            for place in told
        )
        if told:
            yield Table(head, tuple(body))


def _cell(drawn: Known, line: _Line | None) -> Passage:
    """n of N; that nothing was told; a dash where nothing is asked of the place."""
    if line is None or not line["denominator"] or pd.isna(line["denominator"]):
        return (drawn.words.text("paper.cell.not_asked"),)
    if pd.isna(line["value"]):
        return (drawn.words.text("paper.cell.none"),)
    fields = _of_share(line, drawn.words)
    return passage(drawn.words, f"paper.cell.{_known(line)}", n=fields["n"], of=fields["of"])
