"""Organisations: who reports, of what type, under which guidance group, from when until when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

INCLUDING = "including"
"""The `scope` of a unit that reports with the units below it (含所属)."""
_BLANKS = re.compile(r"[\s\u00a0\u200b\ufeff]+")


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """The form in which names are compared: NFKC, no blanks, lower case.

    Full-width letters, digits and brackets become half-width; nothing else is removed.
    """
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).lower()


@dataclass(frozen=True)
class Label:
    """One wording in both languages, from a pack."""

    zh: str
    en: str

    def of(self, locale: str) -> str:
        """The wording for a locale; anything but English is served Chinese."""
        return self.en if locale.startswith("en") else self.zh


@dataclass(frozen=True)
class UnitType:
    """A kind of organisation with its own duties, such as `county_team`.

    `likely` are words that suggest it to a person where a roster's own word is none of its aliases,
    `called` those in which the names of such organisations end where a roster has no word at all.
    A `later` type came when forms were in use: it changes none that was handed out.
    """

    id: str
    label: Label
    short: Label
    aliases: tuple[str, ...]
    has_weekly_study: bool
    likely: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    later: bool = False


@dataclass(frozen=True)
class GuidanceGroup:
    """A guidance group (指导组), such as `g03`."""

    id: str
    label: Label
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """One organisation as it was in one span of time.

    `id` stays the same through renames and moves; `sub_org_total` counts its subordinate Party
    organisations; `sort_no` is its place in protocol order; `valid_to` is None while it lasts.
    `successor_id` is the unit that goes on with the work of one that ended, empty without one.
    """

    id: str
    name: str
    type_id: str
    group_id: str
    sort_no: int
    valid_from: date
    valid_to: date | None = None
    code: str = ""
    short_names: tuple[str, ...] = ()
    parent_id: str | None = None
    sub_org_total: int = 0
    scope: str = "own"
    sector: str = ""
    admin_level: str = ""
    party_form: str = ""
    successor_id: str = ""

    def is_valid_on(self, day: date) -> bool:
        """Whether this span covers `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, eq=False)
class Roster:
    """Every span of every unit, with the aliases people confirmed; compared by identity.

    `aliases` maps a folded name to a unit id. `district_names` are the district's own names, which
    may be stripped from the front of a unit's name when the rest is still unique.
    """

    units: tuple[Unit, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    district_names: tuple[str, ...] = ()

    def on(self, day: date) -> tuple[Unit, ...]:
        """The units that existed on `day`, in protocol order."""
        return tuple(
            sorted((u for u in self.units if u.is_valid_on(day)), key=lambda u: (u.sort_no, u.id))
        )

    @cached_property
    def by_id(self) -> Mapping[str, Unit]:
        """Each unit's latest span."""
        return {u.id: u for u in sorted(self.units, key=lambda u: u.valid_from)}

    def name_of(self, unit_id: str) -> str:
        """What a unit is called last; of one that is on no roster its id."""
        return self.by_id[unit_id].name if unit_id in self.by_id else unit_id

    def __bool__(self) -> bool:
        return bool(self.units)


def in_protocol_order(units: Iterable[Unit]) -> list[Unit]:
    """The units in protocol order (规范顺序): by `sort_no`, then id."""
    return sorted(units, key=lambda u: (u.sort_no, u.id))
