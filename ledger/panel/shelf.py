"""A connection goes in; the full panel of a district, kept and renewed, comes out.

A reader gets one panel of one revision: a newer one is made beside it and takes its place at once.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Protocol

import sqlalchemy as sa

from campaign import District, Panel, Roster
from ledger.panel.blank import places
from ledger.panel.cache import Stored, parts_of, read_panel, write_weeks
from ledger.panel.stamp import week_frames
from ledger.panel.weeks import last_sent, move, refresh
from ledger.store import LedgerTrouble

FEWEST = 1_000
"""So many rows are read beside the cache at most before it is renewed, or more where the units
are many."""

_LOG = logging.getLogger(__name__)


class Send(Protocol):
    """Lets something be done in a transaction that writes to a district."""

    def __call__(self, does: Callable[[sa.Connection], None], *, key: Hashable) -> Future[None]:
        """Comes back at once; the answer is there once what it wrote is durable."""


@dataclass(frozen=True)
class RunningPanel:
    """The full panel with what saves work: places, the last week sent, the cache's state.

    `n_newer` rows at most are newer than what the cache has.
    """

    roster: Roster
    panel: Panel
    place: Mapping[str, int]
    last: int
    stored: Stored
    n_newer: int

    @property
    def is_due(self) -> bool:
        """Whether the cache should be renewed: a next process would read many rows."""
        return self.n_newer >= max(FEWEST, len(self.panel.units) // 4)


class PanelShelf:
    """The panels of one ledger, for all of its threads."""

    def __init__(self) -> None:
        self._kept: dict[str, RunningPanel] = {}
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._storing: defaultdict[str, Lock] = defaultdict(Lock)
        self._ends: dict[str, Future[None]] = {}
        self._answered: dict[str, tuple[RunningPanel, Sequence[BaseException]]] = {}

    def full(
        self,
        connection: sa.Connection,
        district: District,
        *,
        roster: Roster,
        revision: int,
        rules: int,
    ) -> RunningPanel:
        """The panel at the revision that this connection sees, or a later one already here."""
        kept = self._kept.get(district.id)
        if kept is not None and kept.panel.revision >= revision:  # so is its roster
            return kept
        with self._locks[district.id]:
            kept = self._kept.get(district.id)
            if kept is None or (kept.panel.revision < revision and kept.panel.district != district):
                kept = _cold(connection, district, roster=roster, revision=revision, rules=rules)
            elif kept.panel.revision < revision:
                kept = _by_rules(kept, rules)
                kept = _renewed(connection, kept, roster=roster, revision=revision)
            self._kept[district.id] = kept
            return kept

    def store(self, district_id: str, *, send: Send) -> Future[None] | None:
        """Let the cache in the database be renewed where it is due, once at a time.

        Nobody need wait for it: another program may hold the ledger for long. The answer to come
        is that it was tried; None where nothing is due.
        """
        self._learn(district_id)
        kept = self._kept.get(district_id)
        if kept is None or not kept.is_due:
            return None
        if not self._storing[district_id].acquire(False):
            return self._ends.get(district_id)
        end: Future[None] = Future()
        self._ends[district_id] = end
        try:
            answers = list(_sent(kept, send=send))
        except BaseException:
            self._storing[district_id].release()
            raise
        answers[-1].add_done_callback(lambda _: self._end(district_id, kept, answers, end=end))
        return end

    def _end(
        self,
        district_id: str,
        kept: RunningPanel,
        answers: Sequence[Future[None]],
        *,
        end: Future[None],
    ) -> None:
        """Comes in the writer's thread: what follows from it is done by who next asks."""
        errors = [error for answer in answers if (error := answer.exception()) is not None]
        if errors:
            # A ledger that nobody may write to is read all the same; tried again after more rows.
            _LOG.warning("the panel's cache was not written", exc_info=errors[0])
        self._answered[district_id] = (kept, errors)
        self._storing[district_id].release()
        end.set_result(None)

    def _learn(self, district_id: str) -> None:
        """What came of storing; raises what is no trouble of the machine."""
        kept, errors = self._answered.pop(district_id, (None, ()))
        if kept is not None and not errors:
            self._note(district_id, kept)
        elif kept is not None:
            self._put_off(district_id)
        for error in errors:
            if not isinstance(error, LedgerTrouble):
                raise error

    def _put_off(self, district_id: str) -> None:
        with self._locks[district_id]:
            self._kept[district_id] = replace(self._kept[district_id], n_newer=0)

    def _note(self, district_id: str, stored: RunningPanel) -> None:
        """Remember what was stored; the panel may have gone on meanwhile."""
        panel = stored.panel
        revisions = (panel.revision,) * len(panel.weeks)
        with self._locks[district_id]:
            now = self._kept[district_id]
            if now.panel.units is panel.units:
                newer = max(now.n_newer - stored.n_newer, 0)
                held = Stored(panel.weeks, revisions)
                self._kept[district_id] = replace(now, stored=held, n_newer=newer)


def _cold(
    connection: sa.Connection, district: District, *, roster: Roster, revision: int, rules: int
) -> RunningPanel:
    cold = read_panel(connection, district, roster=roster, revision=revision, rules=rules)
    place, last = places(cold.panel), last_sent(cold.panel)
    return RunningPanel(roster, cold.panel, place, last, cold.stored, cold.n_rows)


def _by_rules(kept: RunningPanel, rules: int) -> RunningPanel:
    """What is worked out of a week is remembered with it: by other rules every week is another."""
    return replace(kept, panel=kept.panel.by_rules(rules))


def _renewed(
    connection: sa.Connection, kept: RunningPanel, *, roster: Roster, revision: int
) -> RunningPanel:
    """The panel by the roster of today with the rows that are newer than it."""
    if roster.units is not kept.roster.units:
        panel = move(connection, kept.panel, roster=roster)
        if [u.id for u in panel.units] != [u.id for u in kept.panel.units]:
            kept = _unstored(kept)
        kept = replace(kept, panel=panel, place=places(panel))
    panel, n_rows = refresh(connection, kept.panel, revision=revision, place=kept.place)
    n_newer = kept.n_newer + n_rows
    return replace(kept, roster=roster, panel=panel, last=last_sent(panel), n_newer=n_newer)


def _unstored(kept: RunningPanel) -> RunningPanel:
    """Other units, or an other order of them: nothing of the cache fits any more."""
    weeks = kept.panel.weeks
    stored = Stored((None,) * len(weeks), (0,) * len(weeks))
    n_known = sum(int((week.reported | week.held).sum()) for week in weeks)
    return replace(kept, stored=stored, n_newer=n_known)


def _sent(kept: RunningPanel, *, send: Send) -> Iterator[Future[None]]:
    frames = week_frames(kept.panel)
    for part in parts_of(kept.panel):
        does = partial(write_weeks, panel=kept.panel, stored=kept.stored, frames=frames, part=part)
        yield send(does, key=kept.panel.district.id)
