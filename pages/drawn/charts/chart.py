"""What describes a view's figure goes in; the figure, made once for all who see it, comes out.

A figure over weeks (`trend`) bears a thin line and a number at each week that something is noted
of; `note_lines` has the words of each, which stand beneath it and in its description.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from figures import Chart, Spec, noted
from pages.door import View, drawing
from pages.readings import WeekNote, week_notes

P = ParamSpec("P")


def chart(make: Callable[Concatenate[View, P], Spec]) -> Callable[Concatenate[View, P], Chart]:
    """A function whose figure is made once for all who look at the same."""

    def read(view: View, /, *given: P.args, **named: P.kwargs) -> Chart:
        return Chart(make(view, *given, **named))

    return drawing(read)


def trend(make: Callable[Concatenate[View, P], Spec]) -> Callable[Concatenate[View, P], Chart]:
    """The same of a figure whose x are weeks, with what is noted of them."""

    def read(view: View, /, *given: P.args, **named: P.kwargs) -> Chart:
        weeks = [one.week for one in week_notes(view)]
        return Chart(noted(make(view, *given, **named), weeks, view.palette))

    return drawing(read)


def note_lines(view: View) -> list[str]:
    """What is noted of each week, in the order of the numbers in the figure."""
    return [_line(view, one) for one in week_notes(view)]


def _line(view: View, one: WeekNote) -> str:
    words = view.words
    said = [*one.texts]
    for label, times in one.done:
        n = "" if times == 1 else words.text("trend.times", n=words.number(times))
        said.append(f"{words.label(label)}{n}")
    return words.text("trend.note", number=one.week, text=words.text("trend.and").join(said))
