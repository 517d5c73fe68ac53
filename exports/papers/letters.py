"""Response letters (答复意见): what is known at a cut goes in; one paper a letter comes out, with
each problem it names, the unit and its term."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from campaign import Place, place_words
from exports.papers.front import front, signed
from exports.papers.known import Known
from exports.papers.paper import Field, Paper, Passage, Section, Table
from measures import letters


def response_letters(known: Known) -> tuple[Paper, ...]:
    """A paper a letter, by issuer and day."""
    rows = known.beside.letter_problems(known.panel, known.pack)
    sums = letters(rows).to_dict("records")
    keys = ["letter", "issuer", "group_id"]
    own = dict(list(rows.groupby(keys, sort=False, dropna=False)))
    return tuple(_letter(known, line, own[tuple(line[name] for name in keys)]) for line in sums)


def _letter(known: Known, line: Mapping[Any, Any], rows: pd.DataFrame) -> Paper:
    words, district = known.words, known.panel.district
    figure = f"letters/{line['issuer']}/{line['group_id']}/{line['letter']}"
    number = Field(f"{figure}/letter", line["letter"], line["letter"])
    group = line["group_id"]
    issuer = place_words(Place("group", group), known.pack, words) if group else district.name
    head = known.said("paper.letters.title", issuer=issuer, number=number)
    title = words.text("paper.letters.title", issuer=issuer, number=line["letter"])
    told = {name: known.field(f"{figure}/{name}", line[name]) for name in ("problems", "units")}
    opening = known.said("paper.letters.opening", **told)
    table, asked = _table(known, rows), _asked(known, figure, rows["due"].max())
    sections = {
        "front": front(district, known.cut, words, title=head),
        "to": Section((words.text("paper.letters.to"),)),
        "opening": Section(body=(opening,)),
        "problems": Section((words.text("paper.letters.problems"),), tables=(table,)),
        "asked": Section((words.text("paper.letters.what"),), (asked,)),
        "signed": signed(known, issuer, line["issued_on"]),
    }
    return Paper("letters", title, known.cut, sections)


def _asked(known: Known, figure: str, due: pd.Timestamp) -> Passage:
    """What is asked, and by when at the latest where any term is told."""
    if pd.isna(due):
        return known.said("paper.letters.asked.undated")
    return known.said("paper.letters.asked", due=_day(known, f"{figure}/due", due))


def _table(known: Known, rows: pd.DataFrame) -> Table:
    columns = ("number", "unit", "problem", "due", "state")
    return Table(
        tuple((known.words.text(f"paper.letters.column.{name}"),) for name in columns),
        tuple(_row(known, i, row) for i, row in enumerate(rows.to_dict("records"), start=1)),
    )


def _row(known: Known, i: int, row: Mapping[Any, Any]) -> tuple[Passage, ...]:
    figure = f"entries/{row['submission_id']}/{row['row']}"
    names = {unit.id: unit.name for unit in known.panel.units}
    told = "overdue" if row["is_overdue"] else "open" if row["is_told"] else "unknown"
    state = "closed" if row["is_closed"] else told
    number, unit = row["number"] or str(i), names[row["unit_id"]]
    return (
        (Field(f"{figure}/number", number, number),),
        (Field(f"{figure}/unit", unit, unit),),
        (Field(f"{figure}/problem", row["problem"], row["problem"]),),
        (known.words.text("paper.next.undated"),)
        if pd.isna(row["due"])
        else (_day(known, f"{figure}/due", row["due"]),),
        (known.words.text(f"paper.letters.state.{state}"),),
    )


def _day(known: Known, figure: str, day: pd.Timestamp) -> Field:
    return Field(figure, known.words.full_date(day.date()), day.date().isoformat())
