"""What one visit of one browser remembers of a district's desk: what it saw there and what it
points at. Gone with the visit; what people say of a file is kept in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import uuid4

import streamlit as st

from pages.office.submit.paper import Paper

_VISIT = "visit"
_Kept = TypeVar("_Kept")
Effects = dict[str, tuple[object, ...]]
"""By file, what accepting it would do."""


@dataclass(frozen=True)
class Visit:
    """The visit that runs now, at one district's desk."""

    district_id: str
    account: str = ""

    @property
    def by(self) -> str:
        """Whose desk it is: the account's, or the visit's where nobody signs in."""
        return self.account or str(st.session_state.setdefault(_VISIT, uuid4().hex))

    @property
    def pointed(self) -> dict[str, dict[str, int | str]]:
        """What a person points at in tables, before it is kept."""
        return self._kept("pointed", {})

    @property
    def replaced(self) -> list[str]:
        """The names of files that gave way to newer ones of their names in the last drop."""
        return self._kept("replaced", [])

    @property
    def open_file(self) -> str:
        """The SHA-256 of the file that is looked at; empty before one was pressed."""
        return self._kept("open", "")

    def open(self, sha256: str) -> None:
        """Look at a file from now on, wherever it stands in the list."""
        self._keep("open", sha256)

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
