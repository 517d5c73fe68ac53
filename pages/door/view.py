"""What a page looks at: the visitor's link and the ledger go in; one frozen view comes out.

The router makes the view once a run and pages read it with `current_view`, so that scope, filters
and language are decided in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

import streamlit as st

from campaign import CampaignPack, District, Panel, Viewer, Week, Wording
from figures import Palette
from measures import narrow
from pages.door import opened
from pages.door.filters import Filters

T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """One visitor's view of one district.

    `panel` holds the viewer's scope up to the chosen week, narrowed to the filters; `scope` the
    same weeks before the filters; `latest` is the last week anybody in scope reported. `as_of` is
    the revision of the cut whose figures are shown, None for what is known now; `has_cut` says
    whether the week has one, which takes a line above the page.
    """

    words: Wording
    viewer: Viewer
    district: District
    pack: CampaignPack
    palette: Palette
    filters: Filters
    latest: Week
    scope: Panel
    panel: Panel
    as_of: int | None = None
    has_cut: bool = False

    @property
    def week(self) -> Week:
        """The week the page is about."""
        return self.filters.week

    @property
    def today(self) -> date:
        """The day on which dates and intervals are judged."""
        return self.district.calendar.looked_at(self.week, now=opened.now())

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What makes two views show the same figures."""
        chosen = self.filters
        return (
            self.district.id,
            self.panel.revision,
            self.as_of,
            self.viewer.door,
            self.viewer.group_id or "",
            chosen.week.number,
            chosen.group_id,
            chosen.type_id,
            chosen.unit_id,
            self.words.locale,
            self.palette.name,
            self.today,
        )

    def kept(self, name: str, make: Callable[[View], T]) -> T:
        """What `make` returns for this view, made once and shared; nobody may change it."""
        return cast("T", _kept((name, *self.key), lambda: make(self)))


@st.cache_resource(show_spinner=False, max_entries=600)
def _kept(key: tuple[Hashable, ...], _make: Callable[[], object]) -> object:  # noqa: ARG001
    return _make()


def view_of(
    *,
    words: Wording,
    viewer: Viewer,
    district: District,
    pack: CampaignPack,
    palette: Palette,
    filters: Filters,
    latest: Week,
    scope: Panel,
    as_of: int | None = None,
    has_cut: bool = False,
) -> View:
    """The view with its panel cut to the chosen week and filters."""
    until = scope.through(filters.week.number)
    panel = narrow(
        until,
        groups=_listed(filters.group_id),
        types=_listed(filters.type_id),
        units=_listed(filters.unit_id),
    )
    return View(
        words=words,
        viewer=viewer,
        district=district,
        pack=pack,
        palette=palette,
        filters=filters,
        latest=latest,
        scope=until,
        panel=panel,
        as_of=as_of,
        has_cut=has_cut,
    )


def _listed(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


_CURRENT: ContextVar[View] = ContextVar("view")


def show(view: View) -> None:
    """Make this the view that pages read until the run ends."""
    _CURRENT.set(view)


def current_view() -> View:
    """The view of this run; raises LookupError outside the router."""
    return _CURRENT.get()
