"""Questions about a table that a person answers once for all sheets like it: what was asked goes
in; the word to keep, like any on a layout, comes out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign import CUMULATIVE, Issue, KnownLayout, fold
from loaders.tables import Table, fingerprint


@dataclass(frozen=True)
class ReachQuestion:
    """Whether figures are of the week or since the launch, to be asked of a person.

    `key` is what the answer is kept by: it is given once for all sheets with these headings under
    words like these; `quantities` are those asked about, by normalised heading.
    """

    key: str
    form: str
    quantities: Mapping[str, str]

    def answer(self, *, cumulative: bool) -> KnownLayout:
        """What a person said, to be kept like any word on a layout."""
        end = CUMULATIVE if cumulative else ""
        return KnownLayout(self.key, self.form, {h: q + end for h, q in self.quantities.items()})


@dataclass(frozen=True)
class CheckQuestion:
    """Which figure a log's checks were of, to be asked of a person, once for all logs with these
    headings; `heading` is the one above what was found. Nothing waits for the answer."""

    key: str
    form: str
    heading: str

    def answer(self, slot: str, *, weeks_before: int) -> KnownLayout:
        """What a person said, to be kept like any word on a layout: the slot, and whether it is of
        the visit's own week or of the one before it."""
        before = {_WEEK_BEFORE: str(weeks_before)} if weeks_before else {}
        return KnownLayout(self.key, self.form, {self.heading: slot, **before})

    def answered(self, known: KnownLayout) -> tuple[str, int]:
        """The slot and the weeks before, as they were answered."""
        return known.fields.get(self.heading, ""), int(known.fields.get(_WEEK_BEFORE, 0))


_WEEK_BEFORE = "上周"
"""How what is kept says it, where people read what was taught."""


@dataclass(frozen=True)
class StandsQuestion:
    """Whether a table is the campaign's although words around it say that it is something else, to
    be asked of a person, once for all sheets with these headings under these words."""

    key: str
    form: str

    def answer(self, *, stands: bool) -> KnownLayout:
        """What a person said: its figures are the campaign's, or it is to be left out."""
        return KnownLayout(self.key, self.form, {_TABLE: _TAKEN if stands else _LEFT_OUT})


_TABLE, _TAKEN, _LEFT_OUT = "/本表", "采用", "不采用"
"""How what is kept says it; the stroke tells it from a heading."""
_DIGITS = re.compile(r"\d+")
MAY_STAND = frozenset(("P09", "P37", "P39", "P40", "L28", "U15"))
"""What holds a whole table for words around it."""


@dataclass(frozen=True)
class Settled:
    """What is still said against a table once a person was asked; while `question` is open nothing
    of it goes in, and of one that `is_out` never anything."""

    issues: tuple[Issue, ...]
    question: StandsQuestion | None = None
    is_out: bool = False


def settled(issues: Sequence[Issue], table: Table, layouts: Mapping[str, KnownLayout]) -> Settled:
    """The doubts about a table without those a person has answered, noted as P41 or P42."""
    held = [issue for issue in issues if issue.code in MAY_STAND]
    if not held:
        return Settled(tuple(issues))
    headings = fingerprint(heading.path for heading in table.header.columns.values())
    told = sorted(f"{issue.code} {_DIGITS.sub('', fold(issue.raw))}" for issue in held)
    key = hashlib.sha256("\n".join(("stands", headings, *told)).encode()).hexdigest()[:16]
    known = layouts.get(key)
    if known is None:
        return Settled(tuple(issues), StandsQuestion(key, table.header.form.id))
    is_out = known.fields.get(_TABLE) == _LEFT_OUT
    rest = [issue for issue in issues if issue.code not in MAY_STAND]
    code = "P42" if is_out else "P41"
    return Settled((*rest, *(Issue(code, i.address, i.raw) for i in held)), None, is_out=is_out)
