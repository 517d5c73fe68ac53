"""What issued papers say otherwise than is known: papers as they were issued and a revision go in;
the figures that are printed otherwise as of it come out, each with what was issued and what is now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from exports.papers.paper import Cut, Field, Paper, plain

_OF_THE_PAPER = ("cut.", "revision", "week", "corrected/", "entries/", "open/")
"""What a paper says of itself, of earlier ones, and of lists that every week changes."""


@dataclass(frozen=True)
class Correction:
    """One figure of an issued paper that is another now: the paper's hash, title and week, the
    figure, what was printed, what is now and the sentence it stands in; `new` is empty where the
    paper has no such figure any more."""

    sha256: str
    title: str
    week: int
    figure: str
    old: str
    new: str
    sentence: str

    @property
    def name(self) -> str:
        """By which a bulletin that carries it names it."""
        return f"corrected/{self.sha256[:12]}/{self.figure}"


def corrections(
    issued: pd.DataFrame,
    draw: Callable[[Mapping[Any, Any], Cut], Paper],
    at: Callable[[Mapping[Any, Any]], Cut],
) -> tuple[Correction, ...]:
    """The corrections of ISSUED papers, the newest paper first; `draw` draws one anew from a cut,
    `at` is the cut to draw it from."""
    return tuple(
        found for line in issued.to_dict("records") for found in _of_one(line, draw(line, at(line)))
    )


def not_carried(found: tuple[Correction, ...], issued: pd.DataFrame) -> tuple[Correction, ...]:
    """Those that none of the ISSUED papers has carried yet."""
    carried = {(k, v) for fields in issued["fields"] for k, v in fields.items()}
    return tuple(it for it in found if (it.name, it.new) not in carried)


def as_of(cut: Cut, revision: int) -> Cut:
    """The same cut with the figures of another revision: dates are judged as on the cut's day."""
    return replace(cut, revision=revision)


def _of_one(line: Mapping[Any, Any], now: Paper) -> Iterator[Correction]:
    said: dict[str, tuple[str, str]] = {}
    for words in now.passages:
        for it in words:
            if isinstance(it, Field):
                said.setdefault(it.figure, (it.said, plain(words)))
    for figure, old in line["fields"].items():
        if figure.startswith(_OF_THE_PAPER):
            continue
        new, sentence = said.get(figure, ("", ""))
        if new != old:
            names = {name: line[name] for name in ("sha256", "title", "week")}
            yield Correction(**names, figure=figure, old=old, new=new, sentence=sentence)
