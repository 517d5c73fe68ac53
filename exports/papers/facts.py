"""What a phase report can tell of progress: the name of a fact and what is known go in; its
sentence comes out, each clause with its figures, or that nothing is known of it.

A clause is said where all its figures are known. Every figure is that of the measures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

import numpy as np
import pandas as pd

from campaign import CampaignPack, FieldRole, FormRole, Kind, Quantity, Wording
from exports.papers import form_facts
from exports.papers.known import SHARES, Known, Line, Values, type_of
from exports.papers.paper import Field, Passage, passage
from measures import ORG_SHARE, REACH, frequency, further, standing


def told(known: Known, says: str) -> Passage | None:
    """The sentence of a fact; () where nothing is known of it, None where the campaign has no such
    thing to tell."""
    name, _, of = says.partition(":")
    lines = _FACTS[name](known, of)
    if lines is None:
        return None
    pieces: list[str | Field] = []
    mark, was_listed = known.words.text("finding.list_mark"), False
    for line in lines:
        pieces += [mark] if line.listed and was_listed else []
        was_listed = line.listed
        for clause in line.clauses:
            pieces += _clause(known, line, f"paper.fact.{name}.{clause}")
    return tuple(pieces)


def fact_words(pack: CampaignPack, says: str, words: Wording) -> str:
    """What a fact is called where nothing is known of it."""
    name, _, of = says.partition(":")
    place = of.partition("@")[0]
    if place in pack.quantity:
        return words.label(pack.quantity[place].label)
    options = pack.options_of(FormRole.OFFICE_LOG, FieldRole.CATEGORY)
    option = next((it for it in options if it.id == of), None)
    return words.label(option.label) if option else words.text(f"paper.fact.{name}")


def _clause(known: Known, line: Line, key: str) -> Passage:
    is_due, key = key.endswith("+"), key.rstrip("+")
    own = [name for name in known.words.asks(key) if name not in line.labels]
    values = [line.values.get(name, np.nan) for name in own]
    if any(pd.isna(value) for value in values) or (is_due and not values[0]):
        return ()
    fields = {
        name: known.field(
            f"{line.figure}/{name}",
            value,
            share=name in SHARES,
            n_open=float(line.values.get(f"{name}_open", 0)),
        )
        for name, value in zip(own, values, strict=True)
    }
    labels = {name: it for name, it in line.labels.items() if name in known.words.asks(key)}
    return passage(known.words, key, **labels, **fields)


def _standing(known: Known, measure: str) -> list[Line] | None:
    if measure not in (REACH, ORG_SHARE):
        raise KeyError(measure)
    rows = standing(
        known.panel, known.pack, week=known.cut.week.number, measures=(measure,)
    ).to_dict("records")
    lines = []
    for row in rows:
        known_all = "at_least" if row["highest"] > row["value"] else "known"
        values = {"n": row["numerator"], "of": row["denominator"], "value": row["value"]}
        figure = f"standing/{row['place_id']}/{measure}"
        lines.append(Line(figure, values, (f"{measure}.{known_all}",), {}))
    return lines


def _of_quantity(known: Known, id_: str, by: str) -> list[Mapping[Any, Any]] | None:
    quantity = known.pack.quantity.get(id_)
    if quantity is None or quantity.kind is Kind.CHOICE:
        return None
    count = further if quantity.is_further else frequency
    rows = count(known.panel, known.pack, id_, by=by, week=known.cut.week.number)
    return [row for row in rows.to_dict("records") if row["n_expected"]]


def _quantity(known: Known, of: str) -> list[Line] | None:
    """What is known of one quantity since the launch, of all or, after @, of a type's units."""
    id_, _, type_id = of.partition("@")
    rows = _of_quantity(known, id_, "type" if type_id else "district")
    if rows is None or (type_id and type_id not in known.pack.type):
        return None
    place = known.words.label(known.pack.type[type_id].label) if type_id else ""
    said = known.words.text("paper.fact.place", place=place) if place else ""
    return [
        _cumulative(known, known.pack.quantity[id_], row, "all", said)
        for row in rows
        if row["place_id"] == type_id or not type_id
    ]


def _cumulative(
    known: Known, quantity: Quantity, row: Mapping[str, Any], clause: str, place: str
) -> Line:
    words = known.words
    labels = {
        "label": words.label(quantity.label),
        "measure": words.label(quantity.measure),
        "place": place,
    }
    suffix = ".at_least" if row["is_lower_bound"] else ""
    figure = f"frequency/{row['place_id']}/{quantity.id}"
    return Line(figure, row, (f"{clause}{suffix}",), labels)


def _spread(known: Known, id_: str) -> list[Line] | None:
    """A quantity since the launch, and how it is made up by type."""
    whole, types = _of_quantity(known, id_, "district"), _of_quantity(known, id_, "type")
    if whole is None or types is None:
        return None
    quantity, name = known.pack.quantity[id_], type_of(known)
    own = [row for row in types if not pd.isna(row["cumulative"])]
    parts = [replace(_cumulative(known, quantity, it, "type", name(it)), listed=True) for it in own]
    lines = [_cumulative(known, quantity, row, "all", "") for row in whole]
    of = [*lines, *([Line("", {}, ("of",), {})] if parts else []), *parts]
    return [*of, Line("", {}, ("end",), {})] if parts else []


def _covered(known: Known, pattern: str) -> list[Line] | None:
    """Of the quantities whose ids fit, how many any unit ever had."""
    ids = [id_ for id_ in known.pack.quantity if fnmatchcase(id_, pattern)]
    if not ids:
        return None
    begun = [
        sum(row["n_begun"] for row in _of_quantity(known, id_, "district") or ()) for id_ in ids
    ]
    values: Values = {"n": sum(n > 0 for n in begun), "of": len(ids)} if any(begun) else {}
    return [Line(f"covered/{pattern}", values, ("all",), {})]


_FACTS: Mapping[str, Callable[[Known, str], Iterable[Line] | None]] = {
    "groups": form_facts.groups_told,
    "setup": form_facts.setup_told,
    FormRole.LAUNCH: form_facts.launch_told,
    "work": form_facts.work_told,
    "points": form_facts.points_told,
    "books": form_facts.books_told,
    "standing": _standing,
    "quantity": _quantity,
    "spread": _spread,
    "covered": _covered,
    "plans": form_facts.plans_told,
    "visits": form_facts.visits_told,
    "methods": form_facts.methods_told,
    "letters": form_facts.letters_told,
    "problems": form_facts.problems_told,
    FormRole.RESEARCH: form_facts.research_told,
    FormRole.SERVICES: form_facts.services_told,
}
