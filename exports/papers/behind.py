"""What lies behind a figure of a paper: the name of a figure goes in; how many units or lines gave
it and the cells of the first of them come out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from campaign import (
    ORGS_STUDYING,
    STUDY,
    District,
    FormRole,
    PanelWeek,
    Quantity,
    Viewer,
)
from exports.papers.known import Known
from ledger import Ledger
from measures import ORG_SHARE, REACH

LISTED = 5
"""So many cells stand in a line of the list of sources; how many there are is said."""
_FORMS = {
    "start/launches": FormRole.LAUNCH,
    "start/plans": FormRole.PLANS,
    "start/contact_points": FormRole.POINTS,
    "start/books": FormRole.BOOKS,
    "start/office_work": FormRole.OFFICE_LOG,
    "letters": FormRole.LETTERS,
    "problems": FormRole.PROBLEMS,
    "open/problems": FormRole.PROBLEMS,
    str(FormRole.RESEARCH): FormRole.RESEARCH,
}
"""By the beginning of a figure's name, the form whose lines it adds up."""
_SHARES = {REACH: STUDY, ORG_SHARE: ORGS_STUDYING}
"""By a share that is read from cells, the quantity that says it."""


def behind(
    ledger: Ledger, district: District, viewer: Viewer, known: Known
) -> Callable[[str], str]:
    """What says, of a figure's name, what lies behind it; empty for what no sheet tells. A name
    that ends in @ and a week's ISO name is of that week, every other of the cut's."""
    weeks = {week.week.iso: week for week in known.panel.weeks}

    @cache
    def cells(quantity: Quantity, place: str, iso: str) -> str:
        return _cells(ledger, district, viewer, known, quantity, place, weeks[iso])

    def of(figure: str) -> str:
        name, _, iso = figure.partition("@")
        parts = name.split("/")
        if parts[0] == "entries":
            return known.words.text(
                "paper.behind.entry", submission=parts[1], row=int(parts[2]) + 1
            )
        if form := next((f for start, f in _FORMS.items() if figure.startswith(start)), None):
            return _lines(known, form)
        quantity, place = _quantity(known, parts)
        return cells(quantity, place, iso or known.cut.week.iso) if quantity else ""

    return of


def _quantity(known: Known, parts: list[str]) -> tuple[Quantity | None, str]:
    """The quantity whose cells a figure adds up, and the place they are of."""
    everywhere, quantity = known.panel.district.id, known.pack.quantity
    if parts[0] == "quantities":
        return quantity.get(parts[1]), everywhere
    if parts[0] == "frequency":
        return quantity.get(parts[2]), parts[1]
    if parts[0] == "standing":
        of = _SHARES.get(parts[2]) if parts[3] != "plan" else None
        return quantity.get(of or ""), parts[1]
    return None, ""


def _cells(
    ledger: Ledger,
    district: District,
    viewer: Viewer,
    known: Known,
    quantity: Quantity,
    place: str,
    week: PanelWeek,
) -> str:
    """The cells of a week from which a quantity of a place's units was read."""
    panel, words = known.panel, known.words
    here = np.nonzero(week.member & _in_place(known, place, week))[0].tolist()
    first = {i: slot for i in here for slot in reversed(quantity.slots) if _has(week, slot, i)}
    listed, at, as_of = [], week.week.number, known.cut.revision
    for i in list(first)[:LISTED]:
        unit, slot = panel.units[i], first[i]
        found = ledger.trace(district.id, viewer, unit_id=unit.id, week=at, slot=slot, as_of=as_of)
        if found is not None:
            listed.append(f"{unit.name}: {found.file_name} {found.address} = {found.raw}")
    return words.text("paper.behind.cells", n=len(first), listed="; ".join(listed))


def _in_place(
    known: Known, place: str, week: PanelWeek
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    panel = known.panel
    if place in panel.type_ids:
        return np.asarray(week.type_index == panel.type_ids.index(place))
    if place in panel.group_ids:
        return np.asarray(week.group_index == panel.group_ids.index(place))
    return np.asarray(week.member)


def _has(week: PanelWeek, slot: str, at: int) -> bool:
    return not np.isnan(week.figures(slot)[at])


def _lines(known: Known, role: FormRole) -> str:
    """How many lines of a form are known, and by which sheets the first came."""
    rows = known.beside.entries(role)
    sheets = list(dict.fromkeys(rows["submission_id"]))
    listed = ", ".join(str(it) for it in sheets[:LISTED])
    told = {"n": len(rows), "sheets": len(sheets), "listed": listed}
    return known.words.text("paper.behind.lines", **told) if len(rows) else ""
