"""The pages of the house: which door each lies behind and who reads it; `pages.csv` says it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from campaign.csv_text import csv_rows
from campaign.viewer import Door, Viewer


@dataclass(frozen=True)
class MenuLine:
    """A page: its name, its door, whether the filter bar belongs, whether
    it tells of logs and ledgers rather than of weekly reports, who reads it in their own scope,
    and who hands in by it, which takes an account."""

    name: str
    door: Door
    has_filters: bool
    is_of_logs: bool
    readers: frozenset[Door]
    hands_in: frozenset[Door]

    @property
    def file(self) -> str:
        """The page's file, below the folder of pages."""
        return f"{self.door}/{self.name}/page.py"

    def is_for(self, viewer: Viewer) -> bool:
        """Whether the page is drawn for the viewer."""
        return viewer.door in self.readers or (
            bool(viewer.account) and viewer.door in self.hands_in
        )


@cache
def menu() -> tuple[MenuLine, ...]:
    """Every page, in the order of the menu. Raises ValueError for a door there is not."""
    return tuple(map(_line, csv_rows("campaign", "pages.csv")))


def _line(row: dict[str, str]) -> MenuLine:
    readers, hands_in = (
        frozenset(map(Door, row[name].split())) for name in ("readers", "hands_in")
    )
    flags = bool(row["has_filters"]), bool(row["is_of_logs"])
    return MenuLine(row["page"], Door(row["door"]), *flags, readers, hands_in)
