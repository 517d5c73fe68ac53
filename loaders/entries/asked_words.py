"""Words of rosters and logs that nobody knows go in, by table; each comes out once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from campaign import FieldRole, fold


@dataclass(frozen=True)
class AskedWord:
    """A sheet's word for a type or a group (`role`) that nobody knows, or that may mean several
    (`among`): one question for all its rows. `units` are their names, as the sheet writes them."""

    role: FieldRole
    word: str
    units: tuple[str, ...]
    among: tuple[str, ...] = ()


def asked_once(listed: Iterable[AskedWord]) -> tuple[AskedWord, ...]:
    """Each word once with all its units, types first."""
    found: dict[tuple[FieldRole, str], list[AskedWord]] = {}
    for asked in listed:
        found.setdefault((asked.role, fold(asked.word)), []).append(asked)
    once = [
        replace(same[0], units=tuple(unit for asked in same for unit in asked.units))
        for same in found.values()
    ]
    return tuple(sorted(once, key=lambda asked: asked.role is not FieldRole.TYPE))
