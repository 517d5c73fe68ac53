"""What people say of files that wait: an answer goes in and is kept in the ledger, for everybody
who looks and until the file leaves the desk; a word on the file comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from campaign import CampaignPack, District, FieldRole, Viewer
from loaders import Hints, MendedCells
from pages.door import opened

_WEEK, _BLANKS, _ARRIVED, _OURS = "week", "blanks", "arrived", "ours"
_UNITS = {FieldRole.TYPE: "types", FieldRole.GROUP: "groups"}
_SENDER, _STAYS, _MENDED, _REASON = "sender", "stays", "mended", "reason"


@dataclass(frozen=True)
class Word:
    """A person's word on one file: the week it reports, and whether that is their answer to what
    the sheet says of it; whether its blanks take earlier figures back; when it arrived; of a
    roster the type and group of each unit, by role and folded name, whose word may mean several or
    is missing, and whether it is this district's whatever its title says; of a sheet that names
    nobody the unit it is of; the units whose figures stand whatever it says; what was written in
    the place of its cells, by sheet, row and column; and why any of it."""

    week: int | None = None
    week_stands: bool = False
    takes_back: bool | None = None
    arrived: datetime | None = None
    units: tuple[tuple[tuple[FieldRole, str], str], ...] = ()
    is_ours: bool = False
    sender: str = ""
    stays: tuple[str, ...] = ()
    mended: tuple[tuple[tuple[str, int, int], str], ...] = ()
    reason: str = ""


def _word(said: Mapping[str, object]) -> Word:
    """The word that is kept; of a question nobody answered there is none."""
    week, blanks, arrived = (said.get(asked) for asked in (_WEEK, _BLANKS, _ARRIVED))
    number, stands = week if isinstance(week, list) else (None, False)
    return Word(
        number,
        bool(stands),
        blanks if isinstance(blanks, bool) else None,
        datetime.fromisoformat(arrived) if isinstance(arrived, str) else None,
        tuple(((role, unit), id_) for role in _UNITS for unit, id_ in _units(said, role).items()),
        bool(said.get(_OURS)),
        str(said.get(_SENDER, "")),
        _listed(said.get(_STAYS)),
        tuple(((str(s), int(r), int(c)), str(t)) for s, r, c, t in _listed(said.get(_MENDED))),
        str(said.get(_REASON, "")),
    )


def _units(said: Mapping[str, object], role: FieldRole) -> dict[str, str]:
    units = said.get(_UNITS[role])
    return units if isinstance(units, dict) else {}


def _listed(said: object) -> tuple[Any, ...]:
    return tuple(said) if isinstance(said, list) else ()


@dataclass(frozen=True)
class Answers:
    """The answers on one district's files, as one viewer gives them."""

    district: District
    viewer: Viewer

    def of(self, sha256: str) -> Word:
        """What people said of a file, in this visit or another."""
        return _word(self._kept.get(sha256, {}))

    def say_week(self, sha256: str, week: int, *, stands: bool) -> None:
        """Keep a person's word on the week a file reports; one that `stands` is their answer to
        what the sheet says of it."""
        self._say(sha256, {_WEEK: [week, stands]})

    def say_blanks(self, sha256: str, *, takes_back: bool) -> None:
        """Keep a person's word on what a file leaves blank."""
        self._say(sha256, {_BLANKS: takes_back})

    def say_arrived(self, sha256: str, at: datetime) -> None:
        """Keep a person's word on when a file arrived; raises ValueError without a zone."""
        if at.tzinfo is None:
            raise ValueError("the time of arrival needs its zone")
        self._say(sha256, {_ARRIVED: at.isoformat()})

    def say_units(self, sha256: str, units: Mapping[tuple[FieldRole, str], str]) -> None:
        """Keep, by role and folded name, types and groups of units of a roster, beside those said
        before."""
        known = dict(self.of(sha256).units) | dict(units)
        said = {role: {u: id_ for (r, u), id_ in known.items() if r is role} for role in _UNITS}
        self._say(sha256, {_UNITS[role]: units for role, units in said.items() if units})

    def say_sender(self, sha256: str, unit_id: str) -> None:
        """Keep which unit a sheet that names nobody is of."""
        self._say(sha256, {_SENDER: unit_id})

    def say_stays(self, sha256: str, units: Iterable[str], *, reason: str) -> None:
        """Keep of which units a file only fills gaps, and why it is so."""
        self._say(sha256, {_STAYS: sorted(units), _REASON: reason})

    def say_mended(self, sha256: str, cells: MendedCells) -> None:
        """Keep what stands in the place of a file's cells: all of them."""
        self._say(sha256, {_MENDED: [[*at, text] for at, text in sorted(cells.items())]})

    def say_reason(self, sha256: str, reason: str) -> None:
        """Keep why a file goes in otherwise than it was sent."""
        self._say(sha256, {_REASON: reason})

    def say_ours(self, sha256: str) -> None:
        """Keep that a roster is this district's, whatever its title says."""
        self._say(sha256, {_OURS: True})

    def forget(self, sha256: str) -> None:
        """Forget what was said of a file that waits no more."""
        if sha256 in self._kept:
            self._say(sha256, None)

    @property
    def _kept(self) -> Mapping[str, Mapping[str, object]]:
        return opened.ledger().exchange.drafts(self.district.id)

    def _say(self, sha256: str, said: Mapping[str, object] | None) -> None:
        at = opened.now()
        opened.ledger().exchange.say(self.district.id, sha256, said, by=self.viewer, at=at)


def hints_of(
    district: District, viewer: Viewer, pack: CampaignPack, sha256: str, word: Word
) -> Hints:
    """The hints to read a file of the desk with, of which people said `word`."""
    ledger = opened.ledger()
    scope = None
    if viewer.is_scoped:
        units = ledger.roster(district.id).units
        scope = frozenset(unit.id for unit in units if viewer.sees(unit))
    now, latest = opened.now(), opened.default_week_of(district, pack)
    return Hints(
        week=word.week,
        week_stands=word.week_stands,
        sender=word.sender or viewer.place,
        scope=scope,
        calendar=district.calendar,
        layouts=ledger.layouts(district.id),
        asks_layout=True,
        earlier=lambda week: ledger.earlier(district.id, week=week),
        today=district.calendar.local(now).date(),
        received_at=word.arrived or opened.staging(district).put_at(sha256) or now,
        latest=latest.number if latest else None,
        told_units=dict(word.units),
        roster_stands=word.is_ours,
        mended=dict(word.mended),
    )
