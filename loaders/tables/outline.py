"""The rows of a table go in; which rows each may add in an outline comes out: by codes (201 above
20103), by numbers before names (一、 above （一）) and indents, by periods (一季度 of months).

A row's place in the outline only says which rows it would add; its figures say whether it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaign import fold
from loaders.files import Sheet
from loaders.words import months_in

_NUMBERED = (
    re.compile(r"[一二三四五六七八九十]+[、.]|(?:[a-h]|i{1,3}|iv|vi{0,3})\.(?=[a-z]{2})"),
    re.compile(r"\([一二三四五六七八九十]+\)"),
    re.compile(r"\d+[、.](?!\d)"),
    re.compile(r"\(\d+\)"),
)
_BARE = {0: re.compile(r"[一二三四五六七八九十]+"), 2: re.compile(r"\d{1,3}")}
"""Of these the levels that may stand bare in a column of their own: 一 above 1."""
_CODE = re.compile(r"\d{1,12}|\d{1,2}(?:\.\d{1,2}){1,4}")
_LED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})[、.]?(?=[^\d.、])")
"""The code before a name in its own cell: 1.1 工资 below 1 人员经费."""
_UNNUMBERED = 9
"""Below every number: the lines under 一、 bear none."""
_MOST = 0.8
"""Codes stand in every row but those of totals."""
Children = Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Outline:
    """Rows with the columns in which their codes and names stand; `key` is that of the names."""

    sheet: Sheet
    rows: Sequence[int]
    columns: Sequence[int]
    key: int | None

    @property
    def readings(self) -> Iterator[Children]:
        """What each row may add: by codes, by numbers and indents, by periods."""
        yield from (_by_code(self), _by_level(self), _by_period(self))


def _by_code(of: Outline) -> Children:
    """The rows next below each in a hierarchy of codes: 20103 below 201, 1.2.1 below 1.2."""
    listed = [*((column,) for column in of.columns), _code_columns(of)]
    every = [{row: _joined(of, row, columns) for row in of.rows} for columns in listed]
    for texts in (*every, {row: _led(of, row) for row in of.rows}):
        told = {row: text for row, text in texts.items() if _CODE.fullmatch(text)}
        is_dotted = any("." in code for code in told.values())
        codes = {row: tuple(code.split(".") if is_dotted else code) for row, code in told.items()}
        levels = {row: len(code) for row, code in codes.items()}
        if len(codes) < _MOST * len(of.rows) or len(set(levels.values())) < 2:
            continue
        found = _below(list(codes), levels)
        return {
            row: [r for r in below if codes[r][: levels[row]] == codes[row]]
            for row, below in found.items()
        }
    return {}


def _joined(of: Outline, row: int, columns: Sequence[int]) -> str:
    return "".join(of.sheet.text(row, column) for column in columns)


def _led(of: Outline, row: int) -> str:
    """The code before a row's name; empty without one."""
    match = _LED.match(fold(of.sheet.text(row, of.key or 0)))
    return match[1] if match else ""


def _code_columns(of: Outline) -> tuple[int, ...]:
    """The columns of nothing but codes: 类, 款 and 项 side by side are one."""
    texts = {c: {of.sheet.text(row, c) for row in of.rows} - {""} for c in of.columns}
    return tuple(c for c, told in texts.items() if told and all(map(_CODE.fullmatch, told)))


def _by_level(of: Outline) -> Children:
    """The rows next below each by the number before its name, or by its indent."""
    levels = {row: _level(of, row) for row in of.rows}
    return _below(of.rows, levels) if len(set(levels.values())) > 1 else {}


def _level(of: Outline, row: int) -> tuple[int, int]:
    for column in of.columns:
        value = of.sheet.value(row, column)
        text = of.sheet.text(row, column)
        if column != of.key and (bare := [at for at, m in _BARE.items() if m.fullmatch(text)]):
            return bare[0], 0
        if isinstance(value, str) and value.strip():
            told = fold(value)
            numbered = (at for at, mark in enumerate(_NUMBERED) if mark.match(told))
            return next(numbered, _UNNUMBERED), len(value) - len(value.lstrip())
    return _UNNUMBERED, 0


def _below(rows: Sequence[int], levels: Mapping[int, object]) -> Children:
    """The rows directly below each one, in an outline by levels."""
    return {row: list(_directly(rows, at + 1, levels, levels[row])) for at, row in enumerate(rows)}


def _directly(
    rows: Sequence[int], first: int, levels: Mapping[int, object], own: object
) -> Iterator[int]:
    nearest: object = None
    for at in range(first, len(rows)):
        level = levels[row := rows[at]]
        if not level > own:  # type: ignore[operator]
            return
        if nearest is None or not level > nearest:  # type: ignore[operator]
            nearest = level
            yield row


def _by_period(of: Outline) -> Children:
    """The rows of shorter periods that make up each longer one: months a quarter, or a year."""
    spans = {row: months_in(of.sheet.text(row, of.key or 0)) for row in of.rows}
    return {row: _filling(span, row, spans) for row, span in spans.items() if len(span) > 1}


def _filling(span: frozenset[int], own: int, spans: Mapping[int, frozenset[int]]) -> Sequence[int]:
    """The rows of one length that fill a span, the shortest they are the surest."""
    inside = {row: other for row, other in spans.items() if row != own and other and other < span}
    for size in sorted({len(other) for other in inside.values()}):
        rows = [row for row, other in inside.items() if len(other) == size]
        covered = [month for row in rows for month in inside[row]]
        if frozenset(covered) == span and len(covered) == len(span):
            return rows
    return []
