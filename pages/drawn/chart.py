"""What describes a view's figure goes in; the figure, made once for all who see it, comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from figures import Chart, Spec
from pages.door import View, drawing

P = ParamSpec("P")


def chart(make: Callable[Concatenate[View, P], Spec]) -> Callable[Concatenate[View, P], Chart]:
    """A function whose figure is made once for all who look at the same."""

    def read(view: View, /, *given: P.args, **named: P.kwargs) -> Chart:
        return Chart(make(view, *given, **named))

    return drawing(read)
