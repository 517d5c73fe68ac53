"""Doubts as values: a code, a place, what stood there. Words come from the catalogues."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from campaign.csv_text import csv_rows
from campaign.unit import Label


class Severity(StrEnum):
    """stop: the file or table is refused · error: the row is held · warning, note: it goes in."""

    STOP = "stop"
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


def column_letters(column: int) -> str:
    """The letters of a 1-based column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Term(str):
    """A word inside an issue's parameters that the catalogues know as `term.<word>`."""

    __slots__ = ()


@dataclass(frozen=True, order=True)
class Address:
    """A place in a workbook; row and column are 1-based, 0 where the whole line is meant."""

    sheet: str
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        if self.row and self.column:
            return f"{self.sheet}!{column_letters(self.column)}{self.row}"
        if self.row:
            return f"{self.sheet}!{self.row}"
        return f"{self.sheet}!{column_letters(self.column)}" if self.column else self.sheet


@dataclass(frozen=True)
class Issue:
    """One doubt. `raw` is the text at the address, or empty where it must not be repeated."""

    code: str
    address: Address | None = None
    raw: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    def params_json(self) -> str:
        """The parameters as one JSON object; `params_from_json` gives them back."""
        return json.dumps(
            {key: _plain(value) for key, value in self.params.items()}, ensure_ascii=False
        )

    @property
    def severity(self) -> Severity:
        """How much it matters, from the code table; an unknown code is a programming error."""
        return severities()[self.code]

    @property
    def holds_row(self) -> bool:
        """Whether the row it stands on is kept out of the figures."""
        return self.severity in (Severity.STOP, Severity.ERROR)


def params_from_json(text: str) -> dict[str, object]:
    """The parameters written by `Issue.params_json`."""
    return {key: _rich(value) for key, value in json.loads(text).items()}


def issue_of_row(row: Mapping[Any, Any]) -> Issue:
    """The doubt that a row of a table keeps: its code and `params`, with `sheet`, `row`, `column`
    and `raw` where it has a place."""
    sheet, place = str(row.get("sheet", "")), (row.get("row", 0), row.get("column", 0))
    address = Address(sheet, *map(int, place)) if "sheet" in row else None
    return Issue(row["code"], address, str(row.get("raw", "")), params_from_json(row["params"]))


def _plain(value: object) -> object:
    if isinstance(value, Term):
        return {"term": str(value)}
    if isinstance(value, Label):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | None) else str(value)


def _rich(value: object) -> object:
    if isinstance(value, dict) and "date" in value:
        return date.fromisoformat(value["date"])
    if isinstance(value, dict):
        return Term(value["term"]) if "term" in value else Label(value["zh"], value["en"])
    return tuple(_rich(item) for item in value) if isinstance(value, list) else value


@cache
def severities() -> Mapping[str, Severity]:
    """Every issue code with its severity, from `issues.csv`."""
    return {row["code"]: Severity(row["severity"]) for row in csv_rows("campaign", "issues.csv")}
