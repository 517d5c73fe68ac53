"""Settings go in; the one file that holds them comes out, and they are read from it again.

JSON, written by the program; who writes by hand may use TOML. `settings` lists what is set: `name`,
`key`, `week` (from which on) and `says`; without `says` the pack's own holds again.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from campaign.issue import Issue
from campaign.setting import Setting, standing_words

_SETTINGS = "settings"


class NoSettingsFile(ValueError):  # noqa: N818
    """What was to be read holds no settings; `issue` says so."""

    def __init__(self, raw: str) -> None:
        super().__init__(raw)
        self.issue = Issue("S09", raw=raw)


def settings_file(settings: Iterable[Setting]) -> str:
    """The file of a district's settings: the words that hold in some week, in their order."""
    listed = [
        {"name": one.name, "key": one.key, "week": one.week}
        | ({"says": one.said} if one.content else {})
        for one in standing_words(settings)
    ]
    return json.dumps({_SETTINGS: listed}, ensure_ascii=False, indent=1) + "\n"


def settings_in(data: bytes, *, file_name: str) -> tuple[Setting, ...]:
    """The settings of a file, JSON or TOML; raises NoSettingsFile for another."""
    try:
        told = _document(data.decode("utf-8-sig"))
        listed = told[_SETTINGS]
        return tuple(_setting(one) for one in listed)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoSettingsFile(file_name) from error


def _document(text: str) -> Any:
    return json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)


def _setting(one: Any) -> Setting:
    unknown = one.keys() - {"name", "key", "week", "says"}
    if unknown:
        raise ValueError(", ".join(sorted(unknown)))
    said = one.get("says")
    content = "" if said is None else json.dumps(said, ensure_ascii=False, default=_day)
    return Setting(str(one["name"]), str(one.get("key", "")), int(one.get("week", 1)), content)


def _day(value: object) -> str:
    """A day or time, which TOML has and JSON has not."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"no setting: {value!r}")
