"""What a district may set: one line of `settings.csv` goes in; its kind comes out.

`key` says what a setting's key names, parts joined with `/`: something that there is, or `own` for
an id of the district's own. `fields` says of what its content is made, `?` after what may lack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from campaign.csv_text import csv_rows


@dataclass(frozen=True)
class SettingKind:
    """One kind of setting. `part` is the part of the page it stands in; `is_dated` where it holds
    from a week on, else it holds for all weeks; `fields` gives by name what stands there."""

    name: str
    part: str
    is_dated: bool
    key: tuple[str, ...]
    fields: Mapping[str, str]

    @property
    def is_single(self) -> bool:
        """Whether its content is one value, not several by name."""
        return tuple(self.fields) == ("value",)

    @property
    def needed(self) -> frozenset[str]:
        """The fields that may not lack."""
        return frozenset(name for name, kind in self.fields.items() if not kind.endswith("?"))


@cache
def setting_kinds() -> Mapping[str, SettingKind]:
    """Every kind by its name, in the order of the page."""
    return {line["name"]: _kind(line) for line in csv_rows("campaign", "settings.csv")}


def _kind(line: Mapping[str, str]) -> SettingKind:
    fields = dict(field.split(":") for field in line["fields"].split())
    key = tuple(part for part in line["key"].split("/") if part)
    return SettingKind(line["name"], line["part"], line["is_dated"] == "yes", key, fields)
