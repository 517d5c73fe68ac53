"""No cell of a CSV begins a formula, and nothing writes a CSV of its own."""

from __future__ import annotations

import ast
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import csv_text

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("campaign", "loaders", "ledger", "measures", "figures", "exports")
WRITERS = (*PACKAGES, "pages", "commands", "sample_data")
SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫⁺⁻₌"
BEFORE = (
    "",
    " ",
    "　",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\x0b",
    "\x00",
    "\u200b",
    "\ufeff",
    "\xa0",
    "\u2028",
)


def cells(text: str) -> list[str]:
    """The cells of the only line of a CSV."""
    (line,) = csv.reader(io.StringIO(text, newline=""))
    return line


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", BEFORE)
def test_a_text_that_would_run_is_a_text(before: str, sign: str) -> None:
    """
    | <nothing, a space, a tab, a line feed …>＝SUM(A1) |
    """
    (cell,) = cells(csv_text([[f"{before}{sign}SUM(A1)"]]))
    told = [line.lstrip("".join(BEFORE)) for line in cell.splitlines()]
    assert not [line for line in told if line.startswith(tuple(SIGNS))]
    assert cell[0] not in "\t\r\n\x0b\x00"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\u2028", "\x85"])
def test_a_later_line_of_a_cell_does_not_run_either(end: str) -> None:
    (cell,) = cells(csv_text([[f"说明{end}=1+2{end}正常"]]))
    assert cell == f"说明{end}'=1+2{end}正常"


@pytest.mark.parametrize(
    "text", ["", "县委办", "A-1", "1+1", "a@b", "周报!D5", "—", "'=1", "第一行\n第二行"]
)
def test_what_would_not_run_stays_as_it_is(text: str) -> None:
    assert cells(csv_text([[text, "·"]])) == [text, "·"]


def test_a_number_stays_a_number_and_nothing_stays_empty() -> None:
    assert csv_text([[-2, -2.5, None]]) == "-2,-2.5,\r\n"


@given(st.text(st.characters(codec="utf-8")))
def test_only_apostrophes_are_ever_added(text: str) -> None:
    (cell, _) = cells(csv_text([[text, "·"]])) if "\x00" not in text else (text, "")
    assert cell.replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("package", WRITERS)
def test_nothing_else_writes_a_csv(package: str) -> None:
    """The one writer is campaign/csv_text.py; pandas has one too."""
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.attr}"
        for file in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and (node.attr in ("to_csv", "DictWriter") or ast.unparse(node) == "csv.writer")
    ]
    assert [place for place in found if not place.startswith("campaign/csv_text.py")] == []
