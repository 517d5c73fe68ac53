"""Visit sheets: what is known of one unit at a cut goes in; a paper to take along comes out, with
its items and their evidence, the figures to look at and the questions its sheets leave."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from campaign import (
    District,
    Issue,
    Severity,
    Unit,
    Viewer,
    issue_of_row,
    reason_words,
    said_once,
)
from exports.judge import UnitJudge
from exports.papers.front import front
from exports.papers.known import Known
from exports.papers.paper import Field, Paper, Passage, Section, Table
from ledger import Ledger
from measures import READ_AS, Judged, explained_totals, frequency

VISIT = "visit"
_RECENT = 4
"""A month of weeks: an older doubt is no question for a visit."""
_ASKED = (Severity.ERROR, Severity.WARNING)
_Row = Mapping[Hashable, Any]


@dataclass(frozen=True)
class _Sheet:
    """One unit at a cut: what is known of all, what is said of it, and the doubts of its sheets."""

    known: Known
    unit: Unit
    judged: Judged
    doubts: pd.DataFrame


def visit_sheet(
    ledger: Ledger, district: District, viewer: Viewer, known: Known, unit_id: str
) -> Paper:
    """The sheet of one unit; raises KeyError for one that the viewer does not see in that week. It
    is judged among all of its peers, whoever looks."""
    unit = next((it for it in known.panel.units if it.id == unit_id), None)
    judge = UnitJudge(known.pack, known.beside.today)
    found = ledger.judging.units(
        district.id,
        viewer,
        judge,
        forms=judge.forms,
        through=known.cut.week.number,
        as_of=known.cut.revision,
    ).within(frozenset({unit_id}))
    if unit is None or not len(found.items):
        raise KeyError(unit_id)
    return _paper(_Sheet(known, unit, found, _doubts(ledger, district, viewer, known, unit_id)))


def _doubts(
    ledger: Ledger, district: District, viewer: Viewer, known: Known, unit_id: str
) -> pd.DataFrame:
    """FINDINGS of the unit in the last weeks, of sheets that had come by the cut; not of a total
    that somebody's move explains since."""
    sent = ledger.submissions(district.id, viewer)
    there = sent.loc[sent["received_at"] <= known.cut.frozen_at, "submission_id"]
    rows = ledger.findings(district.id, viewer)
    weeks = [week.week.number for week in known.panel.weeks][-_RECENT:]
    own = rows[(rows["unit_id"] == unit_id) & rows["severity"].isin([str(it) for it in _ASKED])]
    own = own[own["week"].isin(weeks) & own["submission_id"].isin(there)]
    explained = explained_totals(known.panel, known.pack)
    moved = [number for number in weeks if (unit_id, number) in explained]
    return own[~(own["week"].isin(moved) & own["code"].isin([*READ_AS.values()]))]


def _paper(sheet: _Sheet) -> Paper:
    words, known = sheet.known.words, sheet.known
    title = words.text("paper.visit.title", unit=sheet.unit.name)
    table = _figures(sheet)
    sections = {
        "front": front(known.panel.district, known.cut, words, title=(title,)),
        "opening": Section(body=_opening(sheet)),
        "items": _listed(sheet, "items", _items(sheet)),
        "figures": Section((words.text("paper.visit.figures"),), tables=(table,))
        if table.rows
        else _listed(sheet, "figures", ()),
        "questions": _listed(sheet, "questions", _questions(sheet)),
    }
    return Paper(VISIT, title, known.cut, sections)


def _listed(sheet: _Sheet, name: str, said: tuple[Passage, ...]) -> Section:
    """Numbered lines, or that there is none."""
    words = sheet.known.words
    body = [
        (words.text("paper.visit.line", n=i), *line) for i, line in enumerate(said, start=1)
    ] or [(words.text(f"paper.visit.{name}.none"),)]
    return Section((words.text(f"paper.visit.{name}"),), tuple(body))


def _opening(sheet: _Sheet) -> tuple[Passage, ...]:
    """Its type and group, and when it was last visited."""
    words, pack = sheet.known.words, sheet.known.pack
    labels = pack.type[sheet.unit.type_id].label, pack.group[sheet.unit.group_id].label
    kind, group = map(words.label, labels)
    about: Passage = (words.text("paper.visit.about", type=kind, group=group),)
    if not sheet.judged.is_guided:
        return (about,)
    return about, (_seen(sheet),)


def _seen(sheet: _Sheet) -> Field:
    """When it was last visited, as pages say it."""
    words, row = sheet.known.words, sheet.judged.visited.to_dict("records")[0]
    figure = f"visited/{sheet.unit.id}/days"
    if not row["is_known"]:
        return Field(figure, words.text("needs.seen.unknown"), "")
    days = int(row["days"])
    if pd.isna(row["last_on"]):
        return Field(figure, words.text("needs.never_seen", n=days), days)
    day = words.day(row["last_on"].date())
    return Field(figure, words.text("needs.seen", day=day, n=days), days)


def _items(sheet: _Sheet) -> tuple[Passage, ...]:
    """Each item with what is, what the rule asks and the least change that ends it."""
    words, pack = sheet.known.words, sheet.known.pack
    (found,) = sheet.judged.items
    return tuple(
        (
            Field(
                f"attention/{sheet.unit.id}/{reason.code}/{reason.subject}",
                reason_words(reason, pack, words, said=said),
                reason.value,
            ),
        )
        for reason, said in said_once(found.reasons, pack, words)
    )


def _figures(sheet: _Sheet) -> Table:
    """The figures its items are about, as known at the cut, and room for what is found there."""
    words, known = sheet.known.words, sheet.known
    (found,) = sheet.judged.items
    subjects = dict.fromkeys(reason.subject for reason in found.reasons)
    ids = [id_ for id_ in subjects if id_ in known.pack.quantity]
    rows = [row for id_ in ids for row in [_figure(sheet, id_)] if row]
    heads = ("figure", "known", "found")
    return Table(tuple((words.text(f"paper.visit.column.{it}"),) for it in heads), tuple(rows))


def _figure(sheet: _Sheet, quantity_id: str) -> tuple[Passage, ...]:
    """One figure since the launch; () of one that the unit does not owe."""
    known, unit = sheet.known, sheet.unit
    week = known.cut.week.number
    rows = frequency(known.panel, known.pack, quantity_id, by="unit", week=week)
    own = rows[rows["place_id"] == unit.id].to_dict("records")
    if not own:
        return ()
    value, words = own[0]["cumulative"], known.words
    label = words.label(known.pack.quantity[quantity_id].label)
    is_known = not np.isnan(value)
    said: Passage = (
        (known.field(f"frequency/{unit.id}/{quantity_id}/cumulative", value),)
        if is_known
        else (words.text("unknown"),)
    )
    return (label,), said, (" ",)


def _questions(sheet: _Sheet) -> tuple[Passage, ...]:
    """What its sheets of the last weeks left in doubt, the latest week first."""
    rows = sheet.doubts.sort_values("week", ascending=False, kind="stable").to_dict("records")
    return tuple({it.figure: (it,) for it in (_question(sheet, row) for row in rows)}.values())


def _question(sheet: _Sheet, row: _Row) -> Field:
    words = sheet.known.words
    issue: Issue = issue_of_row(row)
    place = str(issue.address or "")
    week = words.text("week.short", number=row["week"])
    figure = f"doubts/{row['submission_id']}/{row['code']}/{place}"
    said = words.text("paper.visit.question", week=week, place=place, what=words.issue(issue))
    return Field(figure, said, words.issue(issue))
