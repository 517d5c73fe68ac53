"""Who sits at a page without filters: the router sets it once a run and pages read it."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from campaign import District, Viewer, Wording


@dataclass(frozen=True)
class Seat:
    """One visitor at one district, in one language; `districts` are those that the visitor may see
    side by side, `page` the name of the page."""

    words: Wording
    viewer: Viewer
    district: District
    districts: tuple[District, ...] = ()
    page: str = ""


_CURRENT: ContextVar[Seat] = ContextVar("seat")


def take(seat: Seat) -> None:
    """Make this the seat that pages read until the run ends."""
    _CURRENT.set(seat)


def current_seat() -> Seat:
    """The seat of this run; raises LookupError outside the router."""
    return _CURRENT.get()
