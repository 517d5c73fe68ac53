"""Why a unit needs a call: a view and a unit go in; its reasons come out as sentences."""

from __future__ import annotations

from campaign import Attention, Level, reason_words
from measures import launches, worklist
from pages.parts.view import View
from pages.parts.visit_readings import entries_of, visits_so_far

_MARKS = {Level.NORMAL: "●", Level.ATTENTION: "▲", Level.KEY: "■"}


def reasons_of(view: View, unit_id: str) -> list[str]:
    """Each of the unit's reasons with its mark and the smallest change that would remove it."""
    items = view.kept("items by unit", _items).get(unit_id)
    reasons = items.reasons if items else ()
    return [
        f"{_MARKS[reason.level]} {reason_words(reason, view.pack, view.words)}"
        for reason in reasons
    ]


def _items(view: View) -> dict[str, Attention]:
    found = worklist(
        view.panel,
        view.pack,
        week=view.week.number,
        today=view.today,
        visits=visits_so_far(view),
        launches=launches(entries_of(view, "launch")),
    )
    return {attention.unit_id: attention for attention in found}
