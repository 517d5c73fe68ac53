"""The weekly bulletin: a panel as of a cut and its pack go in; the Paper comes out.

Every figure is that of the measures, none is worked out here; places stand in protocol order.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from campaign import CampaignPack, District, Kind, Panel, Place, Quantity, Wording, place_words
from exports.papers.paper import Block, Cut, Field, Paper, Passage, Table, passage
from ledger import short
from measures import COMPLETENESS, ORG_SHARE, REACH, frequency, quantities, standing

_SHARES = (COMPLETENESS, "timeliness", REACH, ORG_SHARE)
_IN_TABLE = (COMPLETENESS, REACH, ORG_SHARE)
_Line = Mapping[Hashable, Any]


@dataclass(frozen=True)
class _Drawn:
    """What a bulletin is drawn from, and the words it is drawn in."""

    panel: Panel
    pack: CampaignPack
    cut: Cut
    words: Wording

    def said(self, style: str, key: str, /, **params: str | Field) -> Block:
        """A paragraph of one message."""
        return Block(style, passage(self.words, key, **params))


def bulletin(panel: Panel, pack: CampaignPack, cut: Cut, words: Wording) -> Paper:
    """The bulletin of the cut's week; `panel` ends with that week and is as of that cut."""
    drawn = _Drawn(panel, pack, cut, words)
    parts: tuple[Block | Table, ...] = (
        *_head(drawn),
        drawn.said("Heading1", "paper.weekly.reports"),
        *_shares(drawn, (COMPLETENESS, "timeliness")),
        drawn.said("Heading1", "paper.weekly.study"),
        *_shares(drawn, (REACH, ORG_SHARE)),
        drawn.said("Heading1", "paper.weekly.work"),
        *_work(drawn),
        drawn.said("Body", "paper.weekly.counting"),
        drawn.said("Annex", "paper.weekly.annex"),
        *_annex(drawn),
    )
    return Paper(weekly_title(panel.district, pack, words), cut, parts)


def weekly_title(district: District, pack: CampaignPack, words: Wording) -> str:
    """What the bulletin is called."""
    names = {"district": district.name, "campaign": words.label(pack.short_name)}
    return words.text("paper.weekly.title", **names)


def _head(drawn: _Drawn) -> Iterator[Block]:
    """The mark of a draft, the title, the week, and what the figures were drawn from."""
    words, cut = drawn.words, drawn.cut
    yield drawn.said("Mark", "paper.draft")
    if drawn.panel.district.is_sample:
        yield Block("Mark", (words.text("sample.mark"),))
    yield Block("Title", (weekly_title(drawn.panel.district, drawn.pack, words),))
    week = Field("week", words.week(cut.week), cut.week.iso)
    yield Block("Subtitle", (week,))
    at = cut.frozen_at.astimezone(ZoneInfo(drawn.panel.district.calendar.zone))
    day = f"{words.full_date(at.date())} {at:%H:%M}"
    yield drawn.said(
        "Body",
        "paper.cut",
        moment=Field("cut.frozen_at", day, cut.frozen_at.isoformat()),
        revision=Field("revision", str(cut.revision), cut.revision),
        head=Field("cut.head", short(cut.head), cut.head),
    )


def _shares(drawn: _Drawn, measures: tuple[str, ...]) -> Iterator[Block]:
    """A sentence a share: what is done of what there is, or that nothing is known of it."""
    number = drawn.cut.week.number
    rows = standing(drawn.panel, drawn.pack, week=number, measures=measures)
    for measure in measures:
        for line in rows[rows["measure"] == measure].to_dict("records"):
            key = f"paper.{measure}.{_known(line)}"
            fields = _of_share(line, drawn.words) if _known(line) != "none" else {}
            yield drawn.said("Body", key, **fields)


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


def _work(drawn: _Drawn) -> Iterator[Block]:
    """A paragraph a workstream, with its quantities in the pack's order; those of which nothing
    was ever told stand together in the last."""
    rows = quantities(drawn.panel, drawn.pack, week=drawn.cut.week.number)
    lines = {line["quantity"]: line for line in rows.to_dict("records")}
    counted = [q for q in drawn.pack.quantities if q.kind is not Kind.CHOICE and q.slots[1:]]
    owed = [q for q in counted if lines[q.id]["n_expected"]]
    silent = [q for q in owed if pd.isna(lines[q.id]["cumulative"])]
    ordinals = iter(drawn.words.text("paper.ordinals").split())
    for stream, label in drawn.pack.workstreams.items():
        said: list[str | Field] = []
        for quantity in owed:
            if quantity.workstream == stream and quantity not in silent:
                said += _quantity(drawn, quantity, lines[quantity.id])
        if said:
            told = {"ordinal": next(ordinals, ""), "label": drawn.words.label(label)}
            yield drawn.said("Heading2", "paper.numbered", **told)
            yield Block("Body", tuple(said))
    if silent:
        mark = drawn.words.text("finding.list_mark")
        listed = mark.join(drawn.words.label(q.label) for q in silent)
        yield drawn.said("Body", "paper.weekly.silent", quantities=listed)


def _quantity(drawn: _Drawn, quantity: Quantity, line: _Line) -> Passage:
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


def _annex(drawn: _Drawn) -> Iterator[Table]:
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
            yield Table((head, *body))


def _cell(drawn: _Drawn, line: _Line | None) -> Passage:
    """n of N; that nothing was told; a dash where nothing is asked of the place."""
    if line is None or not line["denominator"] or pd.isna(line["denominator"]):
        return (drawn.words.text("paper.cell.not_asked"),)
    if pd.isna(line["value"]):
        return (drawn.words.text("paper.cell.none"),)
    fields = _of_share(line, drawn.words)
    return passage(drawn.words, f"paper.cell.{_known(line)}", n=fields["n"], of=fields["of"])
