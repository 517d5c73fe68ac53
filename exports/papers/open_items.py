"""What is to be done next: what is known at a cut goes in; the items that are open come out, each
with the unit that owes it and the day it is due, those overdue and due first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from campaign import LAUNCH
from exports.papers.known import Known
from exports.papers.paper import Field, Passage, Section, Table, passage
from measures import LAUNCHES, milestones

_LISTED = 60
"""Two pages of an annex: more is read in the ledger, and how many there are is said."""
_TEXT = 40
"""So many characters of a problem are quoted: two lines of its cell."""
_KINDS = ("problems", "letters", "untold", "stage")
_GOING = ("open", "reopened", "claimed", "stage")


@dataclass(frozen=True)
class _Item:
    """One open item: its kind, the line it is, the unit's place in protocol order, what it is."""

    kind: str
    figure: str
    unit: int
    text: str
    due: pd.Timestamp | None
    is_overdue: bool

    @property
    def rank(self) -> tuple[bool, pd.Timestamp, int]:
        """Overdue first, then by day, those without one last."""
        return not self.is_overdue, self.due or pd.Timestamp.max, self.unit


def next_steps(known: Known) -> Section:
    """A paragraph a kind of item: how many are open, of them overdue; then dates that lie ahead."""
    words, items = known.words, _items(known)
    said: list[Passage] = []
    for kind in _KINDS:
        own = [item for item in items if item.kind == kind]
        numbers = {
            "n": known.field(f"open/{kind}/n", len(own)),
            "units": known.field(f"open/{kind}/units", len({item.unit for item in own})),
        }
        late = _late(known, f"open/{kind}", sum(item.is_overdue for item in own))
        said += [(*passage(words, f"paper.next.{kind}", **numbers), *late)] if own else []
    said += _ahead(known)
    ordinals = words.text("paper.ordinals").split()
    body = [
        (*passage(words, "paper.next.ordinal", ordinal=ordinal), *one)
        for ordinal, one in zip(ordinals, said, strict=False)
    ]
    return Section((words.text("paper.next"),), tuple(body) or ((words.text("paper.next.none"),),))


def _ahead(known: Known) -> Iterator[Passage]:
    """What is due at a date and not done by all of whom it is asked."""
    register = known.beside.launches if known.beside.launches is not None else LAUNCHES.frame()
    rows = milestones(known.panel, known.pack, register, today=known.beside.today)
    for row in rows.to_dict("records"):
        n = row["ahead"] + row["overdue"] + row["unknown"]
        if not n:
            continue
        words, figure = known.words, f"milestones/{row['subject']}"
        day = row["last_due"].date()
        quantity = known.pack.quantity.get(row["subject"])
        label = words.label(quantity.label) if quantity else words.text(f"paper.fact.{LAUNCH}")
        due = Field(f"{figure}/last_due", words.full_date(day), day.isoformat())
        left = known.field(f"{figure}/left", n)
        said = passage(words, "paper.next.milestone", label=label, due=due, left=left)
        yield (*said, *_late(known, figure, row["overdue"]))


def _late(known: Known, figure: str, n: int) -> Passage:
    """How many of them are overdue, where any is; the sentence's end."""
    said = passage(known.words, "paper.next.late", overdue=known.field(f"{figure}/overdue", n))
    return (*(said if n else ()), known.words.text("paper.next.end"))


def annex_of(known: Known) -> Section:
    """The items as a table: unit, what it is, the day it is due, where it stands."""
    words, items = known.words, sorted(_items(known), key=lambda item: item.rank)
    if not items:
        return Section()
    head = tuple(
        (words.text(f"paper.next.column.{it}"),) for it in ("unit", "what", "due", "state")
    )
    rows = tuple(_row(known, item) for item in items[:_LISTED])
    n, listed = known.field("open/n", len(items)), known.field("open/listed", len(rows))
    note = passage(words, "paper.next.listed", n=n, listed=listed)
    return Section((words.text("paper.next.annex"),), (note,), tables=(Table(head, rows),))


def _row(known: Known, item: _Item) -> tuple[Passage, ...]:
    words, name = known.words, known.panel.units[item.unit].name
    what = item.text[:_TEXT] + ("…" if len(item.text) > _TEXT else "")
    due = item.due.date() if item.due is not None else None
    state = words.text("paper.next.overdue" if item.is_overdue else f"paper.next.state.{item.kind}")
    return (
        (Field(f"{item.figure}/unit", name, name),),
        (Field(f"{item.figure}/text", what, item.text),),
        (Field(f"{item.figure}/due", words.full_date(due), due.isoformat()),)
        if due
        else (words.text("paper.next.undated"),),
        (state,),
    )


def _items(known: Known) -> list[_Item]:
    """Problems neither closed nor struck off, what letters named and is told to be open, and that
    of which no column tells."""
    panel, pack, beside = known.panel, known.pack, known.beside
    kept, asked = beside.problems(panel, pack), beside.letter_problems(panel, pack)
    place = {unit.id: i for i, unit in enumerate(panel.units)}
    going = kept[np.isin(kept["standing"], _GOING)].assign(kind="problems")
    going.loc[going["standing"] == "stage", "kind"] = "stage"
    asked = asked[~asked["is_closed"]].assign(kind="letters")
    asked.loc[~asked["is_told"], "kind"] = "untold"
    columns = ["kind", "submission_id", "row", "unit_id", "problem", "due", "is_overdue"]
    rows = pd.concat([going[columns], asked[columns]]).to_dict("records")
    return [_item(row, place) for row in rows]


def _item(row: Mapping[Any, Any], place: Mapping[str, int]) -> _Item:
    due = None if pd.isna(row["due"]) else row["due"]
    figure = f"entries/{row['submission_id']}/{row['row']}"
    text = " ".join(str(row["problem"]).split())
    return _Item(row["kind"], figure, place[row["unit_id"]], text, due, bool(row["is_overdue"]))
