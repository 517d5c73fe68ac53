"""Questions about a table that a person answers once for all sheets like it: what was asked goes
in; the word to keep, like any on a layout, comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign import CUMULATIVE, KnownLayout


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
