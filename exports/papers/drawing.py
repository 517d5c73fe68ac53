"""Which paper there is: a ledger, a cut and a kind go in; the Paper of that cut comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd

from campaign import District, FormRole, Viewer, Week, Wording, pack_of, wording
from exports.papers.behind import behind
from exports.papers.beside import beside_of
from exports.papers.bulletin import bulletin
from exports.papers.corrections import Correction, as_of, corrections, not_carried
from exports.papers.known import Known
from exports.papers.letters import response_letters
from exports.papers.paper import Cut, Paper
from exports.papers.phase import phase_report
from exports.papers.reminders import reminders
from exports.papers.visit import visit_sheet
from ledger import Ledger, PaperFile

_DRAWN: Mapping[str, Callable[[Known], tuple[Paper, ...]]] = {
    "weekly": lambda known: (bulletin(known),),
    "phase": lambda known: (phase_report(known),),
    str(FormRole.LETTERS): response_letters,
    "reminders": reminders,
}
_OF_REPORTS = frozenset({"weekly"})
"""The kinds that tell of weekly reports alone: no log or register changes them."""
SINGLE = frozenset({"weekly", "phase"})
"""The kinds of which a cut gives one paper."""
KINDS = tuple(_DRAWN)
"""The kinds of papers, by the names of their templates."""


def known_at(
    ledger: Ledger,
    district: District,
    viewer: Viewer,
    cut: Cut,
    words: Wording,
    *,
    corrected: tuple[Correction, ...] = (),
) -> Known:
    """All that a viewer knows at a cut; dates are judged as on the day it was frozen."""
    number = cut.week.number
    panel = ledger.panel(district.id, viewer, through=number, as_of=cut.revision)
    pack = pack_of(panel.district, number)
    beside = beside_of(ledger, panel, pack, viewer, now=cut.frozen_at)
    return Known(panel, pack, beside, cut, words, corrected)


def papers_of(
    ledger: Ledger, district: District, viewer: Viewer, cut: Cut, words: Wording, *, kind: str
) -> tuple[Paper, ...]:
    """The papers of a kind, drawn from a cut; the same cut gives the same. A bulletin carries what
    it corrects of papers issued before, which no earlier one carried."""
    found: tuple[Correction, ...] = ()
    if kind in _OF_REPORTS:
        issued = ledger.papers.issued(district.id, viewer)
        before = issued[(issued["at"] <= cut.frozen_at) & (issued["language"] == words.locale)]
        earlier = before[before["week"] < cut.week.number]
        found = corrected(ledger, district, viewer, earlier, revision=cut.revision)
        found = not_carried(found, before)
    known = known_at(ledger, district, viewer, cut, words, corrected=found)
    read_from = behind(ledger, district, viewer, known)
    return tuple(replace(paper, behind=read_from) for paper in _DRAWN[kind](known))


def as_it_stands(ledger: Ledger, district: District, week: Week, *, at: datetime) -> Cut:
    """What a visit sheet is drawn from where the week is not frozen: all that is in by now."""
    record = ledger.record
    return Cut(week, ledger.revision(district.id), at, record.head(district.id), is_frozen=False)


def visit_of(
    ledger: Ledger, district: District, viewer: Viewer, cut: Cut, words: Wording, *, unit_id: str
) -> Paper:
    """The visit sheet of one unit, drawn from a cut or from a week as it stands; raises KeyError
    for a unit that the viewer does not see in its week."""
    known = known_at(ledger, district, viewer, cut, words)
    paper = visit_sheet(ledger, district, viewer, known, unit_id)
    return replace(paper, behind=behind(ledger, district, viewer, known))


def corrected(
    ledger: Ledger,
    district: District,
    viewer: Viewer,
    issued: pd.DataFrame,
    *,
    revision: int | None = None,
) -> tuple[Correction, ...]:
    """What ISSUED papers say otherwise than is known at a revision, by default now."""
    if issued.empty:
        return ()
    by_revision = {it["revision"]: it for it in ledger.record.cuts(district.id).to_dict("records")}
    known_by = ledger.revision(district.id) if revision is None else revision

    def draw(line: Mapping[Any, Any], cut: Cut) -> Paper:
        known = known_at(ledger, district, viewer, cut, wording(line["language"]))
        gone = Paper(line["kind"], line["title"], cut, {})
        return next((it for it in _DRAWN[line["kind"]](known) if it.title == gone.title), gone)

    def at(line: Mapping[Any, Any]) -> Cut:
        own = {str(name): value for name, value in by_revision[line["revision"]].items()}
        return as_of(Cut.of(own, district.calendar.week(line["week"])), known_by)

    lines = issued.to_dict("records")
    kept = [_may_differ(ledger, district, line, known_by) for line in lines]
    return corrections(issued[kept], draw, at)


def _may_differ(ledger: Ledger, district: District, line: Mapping[Any, Any], until: int) -> bool:
    """Whether anything done since may have changed what an issued paper says."""
    forms = pack_of(district, line["week"]).forms if line["kind"] in _OF_REPORTS else ()
    apart = {form.id for form in forms if form.has_entries}
    span = {"since": line["revision"], "until": until, "week": line["week"]}
    return ledger.papers.may_differ(district.id, **span, apart=apart)


def paper_file(paper: Paper, data: bytes, words: Wording) -> PaperFile:
    """A drawn paper as it is issued."""
    return PaperFile(
        kind=paper.kind,
        week=paper.cut.week.number,
        revision=paper.cut.revision,
        title=paper.title,
        language=words.locale,
        fields={it.figure: it.said for it in paper.fields},
        data=data,
    )
