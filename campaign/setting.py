"""What a district set for itself goes in; what holds in a week comes out.

A setting is a word of a revision: of what (`name` and `key`), from which week on, and what. A later
word on the same counts from its own first week on, over all that was said of those weeks before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Said: TypeAlias = Mapping[tuple[str, str], Any]
"""By name and key, what a setting says, as JSON has it."""


@dataclass(frozen=True)
class Setting:
    """One thing set: `content` is canonical JSON, empty where the pack's own holds again; `rev` the
    revision of the ledger that it is of, 0 for one that is not kept yet."""

    name: str
    key: str
    week: int
    content: str
    rev: int = 0

    @property
    def said(self) -> Any:
        """What it says; None for the pack's own."""
        return json.loads(self.content) if self.content else None


def in_force(settings: Iterable[Setting], week: int) -> Said:
    """What holds in a week, where it is not the pack's own."""
    found: dict[tuple[str, str], str] = {}
    for one in sorted(settings, key=lambda it: it.rev):
        if one.week <= week:
            found[one.name, one.key] = one.content
    return {of: json.loads(content) for of, content in sorted(found.items()) if content}


def standing_words(settings: Iterable[Setting]) -> list[Setting]:
    """Those that no later one takes the place of in every week, in their order."""
    first: dict[tuple[str, str], int] = {}
    found = []
    for one in sorted(settings, key=lambda it: it.rev, reverse=True):
        if one.week < first.get((one.name, one.key), one.week + 1):
            first[one.name, one.key] = one.week
            found.append(one)
    return found[::-1]


def of_name(said: Said, name: str) -> Mapping[str, Any]:
    """By key, what is said under one name."""
    return {key: content for (own, key), content in said.items() if own == name}
