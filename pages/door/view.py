"""What a page looks at: the visitor's link and the ledger go in; one frozen view comes out.

The router makes the view once a run and pages read it with `current_view`, so that scope, filters
and language are decided in one place. What is read or drawn of a view is remembered for every
visitor who looks at the same, until the ledger shows another panel.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar

from campaign import CampaignPack, District, Keyed, Panel, Viewer, Week, Wording, pack_of
from figures import Palette
from ledger import Ledger
from measures import narrow
from pages.door import opened
from pages.door.filters import Filters

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Question(Keyed):
    """What the ledger is asked by, in whatever week and whatever is filtered: the same for all who
    see the same units. `revision` is the present one, also where `as_of` names that of a cut."""

    ledger: Ledger
    district_id: str
    viewer: Viewer
    revision: int
    as_of: int | None

    @property
    def key(self) -> tuple[object, ...]:
        """All of it."""
        return self.ledger, self.district_id, self.viewer, self.revision, self.as_of


@dataclass(frozen=True, kw_only=True)
class Basis(Keyed):
    """What the figures of one view rest on: no word and no colour.

    `source` is the panel as the ledger showed it, at one revision in the viewer's scope; `scope`
    its weeks up to the chosen one and `panel` those narrowed to the filters. `today` is the day on
    which dates and intervals are judged; `as_of` the revision of the cut whose figures are shown,
    None for what is known now.
    """

    viewer: Viewer
    district: District
    pack: CampaignPack
    filters: Filters
    today: date
    source: Panel
    scope: Panel
    panel: Panel
    as_of: int | None = None

    @property
    def week(self) -> Week:
        """The week the page is about."""
        return self.filters.week

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two of them give the same figures: all else follows from it."""
        return self.source, self.pack, self.filters, self.viewer, self.today, self.as_of

    @property
    def basis(self) -> Basis:
        """Itself, without what a view adds."""
        return self

    @property
    def question(self) -> Question:
        """What the ledger is asked by."""
        now = self.source.revision if self.as_of is None else opened.revision(self.district)
        viewer = self.viewer.unnamed
        return Question(opened.ledger(), self.district.id, viewer, now, self.as_of)

    @cached_property
    def whole(self) -> Basis:
        """The same week of all that the viewer sees, whatever is filtered."""
        basis = self.basis
        if not self.filters.are_set:
            return basis
        return replace(basis, filters=Filters(self.week), panel=self.scope)


@dataclass(frozen=True, kw_only=True)
class View(Basis):
    """One visitor's view of one district: what its figures rest on, and how they are told.

    `latest` is the last week that began or anybody sent of; `has_cut` says whether the week has a
    cut, which takes a line above the page.
    """

    words: Wording
    palette: Palette
    latest: Week
    has_cut: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two views look the same."""
        return *super().key, self.words, self.palette, self.latest, self.has_cut

    @cached_property
    def basis(self) -> Basis:
        """What its figures rest on, alone, whoever of those who see the same looks."""
        named = {field.name: getattr(self, field.name) for field in fields(Basis)}
        return Basis(**{**named, "viewer": self.viewer.unnamed})

    @cached_property
    def unnamed(self) -> View:
        """Itself, whoever of those who see the same looks."""
        return replace(self, viewer=self.viewer.unnamed)


def reading(make: Callable[Concatenate[Basis, P], T]) -> Callable[Concatenate[Basis, P], T]:
    """A function whose frames are made once for all who look at the same, in whatever language: it
    is handed the basis of a view alone."""

    @wraps(make)
    def read(view: Basis, /, *given: P.args, **named: P.kwargs) -> T:
        return opened.memory.recall(make, view.basis, *given, **named)

    return read


def whole_reading(make: Callable[Concatenate[Basis, P], T]) -> Callable[Concatenate[Basis, P], T]:
    """A reading that is the same whatever is filtered: it is handed all that the viewer sees."""

    @wraps(make)
    def read(view: Basis, /, *given: P.args, **named: P.kwargs) -> T:
        return opened.memory.recall(make, view.whole, *given, **named)

    return read


def ledger_reading(
    make: Callable[Concatenate[Question, P], T],
) -> Callable[Concatenate[Basis, P], T]:
    """An answer of the ledger, made once a revision for all who see the same units."""

    @wraps(make)
    def read(view: Basis, /, *given: P.args, **named: P.kwargs) -> T:
        return opened.answers.recall(make, view.question, *given, **named)

    return read


def drawing(make: Callable[Concatenate[View, P], T]) -> Callable[Concatenate[View, P], T]:
    """A function whose figures are made once for all who look at the same in one language and the
    same colours; it is not told who of them looks."""

    @wraps(make)
    def draw(view: View, /, *given: P.args, **named: P.kwargs) -> T:
        return opened.memory.recall(make, view.unnamed, *given, **named)

    return draw


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
    until = _until(scope, filters.week)
    return View(
        words=words,
        viewer=viewer,
        district=district,
        pack=pack,
        palette=palette,
        filters=filters,
        latest=latest,
        today=district.calendar.looked_at(filters.week, now=opened.now()),
        source=scope,
        scope=until,
        panel=_chosen(scope, filters),
        as_of=as_of,
        has_cut=has_cut,
    )


@opened.memory
def _until(panel: Panel, week: Week) -> Panel:
    """One panel for all who look at the week: what is made of it is known by it."""
    return panel.through(week.number)


@opened.memory
def _chosen(panel: Panel, filters: Filters) -> Panel:
    """The panel with only the units that the filters name, one for all who look at them; it must
    not hold the panel it is known by."""
    return narrow(
        _until(panel, filters.week),
        groups=_listed(filters.group_id),
        types=_listed(filters.type_id),
        units=_listed(filters.unit_id) or filters.part_units,
    )


def earlier(basis: Basis, week: Week) -> Basis:
    """The same as it was seen in an earlier week."""
    filters = replace(basis.filters, week=week)
    return replace(
        basis.basis,
        pack=pack_of(basis.district, week.number),
        filters=filters,
        today=basis.district.calendar.looked_at(week, now=opened.now()),
        scope=_until(basis.source, week),
        panel=_chosen(basis.source, filters),
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
