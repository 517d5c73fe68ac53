"""What one visit of one browser remembers of a district's desk: what it saw there, what left it,
what a person said of a file. Gone with the visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import uuid4

import streamlit as st

from pages.office.submit.paper import N_PAST, LeftDesk, Paper

_VISIT = "visit"
_Kept = TypeVar("_Kept")
UNSAID: tuple[int | None, bool] = (None, False)
"""Of a file's week nobody said anything."""
Effects = dict[str, tuple[object, ...]]
"""By file, what accepting it would do."""


@dataclass(frozen=True)
class Visit:
    """The visit that runs now, at one district's desk."""

    district_id: str

    @property
    def by(self) -> str:
        """Who it is, as far as can be told before anybody signs in."""
        return str(st.session_state.setdefault(_VISIT, uuid4().hex))

    @property
    def weeks(self) -> dict[str, tuple[int | None, bool]]:
        """A person's word on the week a file reports, and whether it is their answer to what the
        sheet says of it."""
        return self._kept("weeks", {})

    @property
    def blanks(self) -> dict[str, bool]:
        """A person's word on what a file leaves blank: whether it takes earlier figures back."""
        return self._kept("blanks", {})

    @property
    def types(self) -> dict[str, dict[str, str]]:
        """By file and folded name, the type of units whose roster's word may mean several."""
        return self._kept("types", {})

    @property
    def standing(self) -> set[str]:
        """The rosters that are this district's whatever their title says."""
        return self._kept("standing", set())

    @property
    def pointed(self) -> dict[str, dict[str, int | str]]:
        """What a person points at in tables, before it is kept."""
        return self._kept("pointed", {})

    @property
    def past(self) -> list[LeftDesk]:
        """What left the desk, the newest last."""
        return self._kept("past", [])

    @property
    def latest(self) -> list[LeftDesk]:
        """The same, the newest first."""
        return list(reversed(self.past))

    def said_week(self, sha256: str) -> int | None:
        """The week a person said of a file; None before."""
        return self.weeks.get(sha256, UNSAID)[0]

    def remember(self, left: LeftDesk) -> None:
        """Note what left the desk. As many copies are held as the page offers: each may have
        megabytes."""
        past = self.past
        past[: 1 - N_PAST] = [replace(item, marked=b"") for item in past[: 1 - N_PAST]]
        past.append(left)

    @property
    def gone(self) -> list[str]:
        """The names of files that were on the desk when this visit last looked and were taken off
        it by nothing this visit did."""
        return self._kept("gone", [])

    def take_off(self, sha256: str) -> None:
        """Note that this visit takes a file off the desk."""
        self._kept("seen", dict[str, str]()).pop(sha256, None)

    def note(self, papers: Sequence[Paper]) -> None:
        """Note what lies on the desk now and what accepting would do; what was there and no longer
        is."""
        here = {paper.sha256: paper.file_name for paper in papers}
        seen = self._kept("seen", dict[str, str]())
        self.gone.extend(name for sha256, name in seen.items() if sha256 not in here)
        self._keep("seen", here)
        self._keep("shown", self._kept("planned", Effects()))
        self._keep("planned", {paper.sha256: paper.effect for paper in papers})

    @property
    def shown(self) -> Effects:
        """What accepting would do, as the page showed it before the present run."""
        return self._kept("shown", Effects())

    def _kept(self, name: str, first: _Kept) -> _Kept:
        kept: _Kept = st.session_state.setdefault(f"desk_{name}_{self.district_id}", first)
        return kept

    def _keep(self, name: str, value: object) -> None:
        st.session_state[f"desk_{name}_{self.district_id}"] = value
