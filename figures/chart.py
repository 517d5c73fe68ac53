"""A figure's description goes in; what Streamlit takes for a figure of plotly's comes out."""

from __future__ import annotations

from plotly.basedatatypes import BaseFigure

from figures.theme import Spec


class Chart(BaseFigure):  # type: ignore[misc]
    """A figure that Streamlit takes as it is: plotly reading four of them anew at every run cost a
    third of it. What plotly would say of them the tests ask.

    Shared by all who look at the same: nobody may change it.
    """

    def __init__(self, spec: Spec) -> None:
        self._told = spec

    def to_dict(self) -> Spec:
        """The figure as it is sent."""
        return self._told
