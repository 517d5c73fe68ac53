"""The meeting in words: what it hears goes in; the answer and a line each come out."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping

import pandas as pd

from campaign import Place, place_words
from ledger import Promise
from measures import COMPLETENESS, ORG_SHARE, REACH
from pages.door import View
from pages.drawn import follow_words
from pages.markup import plain
from pages.office.briefing.heard import Heard
from pages.readings import Promised

_SHARES = (REACH, ORG_SHARE, COMPLETENESS)
_ORDER = (Promise.NOT_KEPT, Promise.OPEN, Promise.KEPT)


def answer(view: View, it: Heard) -> str:
    """How many of everything, since which meeting."""
    words = view.words
    not_kept = sum(one.followed.promise is Promise.NOT_KEPT for one in it.promises)
    counts = {
        "open": (len(it.open), {"late": int(it.open["is_overdue"].sum())}),
        "moved": (len(it.moved), {}),
        "promised": (len(it.promises), {"broken": not_kept}),
        "listed": (len(it.newly), {"caught": len(it.caught_up)}),
        "corrected": (len(it.corrected), {}),
        "missing": (len(it.missing), {}),
    }
    parts = [
        words.text(f"briefing.answer.{name}", n=n, **more)
        for name, (n, more) in counts.items()
        if n or any(more.values())
    ] or [words.text("briefing.answer.nothing")]
    said = words.text("answer.sentence", parts=words.text("answer.and").join(parts))
    return words.text("briefing.answer", since=since(view, it), said=said)


def since(view: View, it: Heard) -> str:
    """Since which meeting or week, or that there was none."""
    key = "first" if not it.met.week else "held" if it.met.is_held else "week"
    return view.words.text(f"briefing.since.{key}", number=it.met.week)


def moved_lines(view: View, it: Heard) -> list[str]:
    """A sentence a figure that moved, with what was to be expected."""
    return [_moved(view, row) for row in it.moved.to_dict("records")]


def _moved(view: View, row: Mapping[Hashable, object]) -> str:
    words, pack, what = view.words, view.pack, str(row["what"])
    is_share = what in _SHARES
    figures = [float(str(row[name])) for name in ("value", "lower", "upper")]
    told = [words.percent(f) if is_share else _figure(f) for f in figures]
    named = {q.id: words.label(q.label) for q in pack.quantities}
    key = "chart" if words.has(f"control.{row['label']}") else "share"
    label = words.text(f"briefing.of.{what}") if is_share else named[what]
    place = Place(str(row["place_kind"]), str(row["place_id"]))
    of = "" if place.kind == "district" else place_words(place, pack, words)
    how = words.text(f"{'control' if key == 'chart' else 'briefing.moved'}.{row['label']}")
    return words.text(
        f"briefing.moved.{key}",
        what=words.text("briefing.moved.of", place=of, what=label) if of else label,
        week=words.text("week.short", number=row["week"]),
        value=told[0],
        lower=told[1],
        upper=told[2],
        how=how,
    )


def _figure(value: float) -> str:
    """A figure of a reporting unit, which is small: two decimals."""
    return "—" if math.isnan(value) else f"{value:.2f}".rstrip("0").rstrip(".")


def promise_lines(view: View, it: Heard) -> Iterator[tuple[str, str]]:
    """A unit and what it promised; those not kept first, then those still open."""
    for one in sorted(it.promises, key=_standing):
        yield one.unit_id, _linked(view, one.unit_id, _promised(view, one))


def _standing(one: Promised) -> int:
    return _ORDER.index(one.followed.promise or Promise.OPEN)


def _promised(view: View, one: Promised) -> str:
    week = view.words.text("week.short", number=one.week)
    said = follow_words(view, one.followed)
    return said if one.week == view.week.number else f"{week} {said}"


def missing_lines(view: View, it: Heard) -> Iterator[tuple[str, pd.DataFrame]]:
    """A group and its units that are not in, in the pack's order."""
    for group in view.pack.groups:
        rows = it.missing[it.missing["group_id"] == group.id]
        if len(rows):
            yield view.words.label(group.label), rows


def _linked(view: View, unit_id: str, beside: str) -> str:
    name = next((u.name for u in view.panel.units if u.id == unit_id), unit_id)
    return f"{plain(name)} :small[{plain(beside)}]"
