"""Tables of other offices, with truth files made by hand: every key of them is compared.

The workbooks are not shipped; where they are not there, the tests are skipped by name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from campaign import Roster, load_pack, wording
from commands.printed.reading import reading_json
from loaders import Hints, read_workbook

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
TRUTHS = sorted(CORPUS.glob("*/*.truth.json"))
FILES = sorted(p for p in CORPUS.glob("*/*") if p.suffix != ".json" and p.is_file())
PACK, WORDS, NOBODY = load_pack("c2023_ztjy"), wording("zh_CN"), Roster(())
EQUAL = ("header_rows", "first_data_row", "last_data_row", "column_range", "columns",
         "unit_column", "n_data_rows", "units")  # fmt: skip


def inspected(path: Path) -> dict[str, Any]:
    """What `inspect --json` prints of a file."""
    reading = read_workbook(
        path.read_bytes(),
        file_name=path.name,
        roster=NOBODY,
        pack=PACK,
        hints=Hints(any_table=True),
    )
    return reading_json(reading, wording=WORDS, roster=NOBODY, pack=PACK)


def compared(truth: dict[str, Any], found: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Each field of a truth file with what stands there and what was read."""
    tables = [t for s in found["sheets"] if s["sheet"] == truth["sheet"] for t in s["tables"]]
    yield "tables", len(truth["tables"]), len(tables)
    for number, (known, table) in enumerate(zip(truth["tables"], tables, strict=False)):
        for key in EQUAL:
            yield f"{number}.{key}", known[key], table[key]
        for label, total in known["sums_over_data_rows"].items():
            read = table["sums_over_data_rows"].get(label)
            yield f"{number}.{label}", round(total, 6), read if read is None else round(read, 6)
        for row in known.get("excluded_rows", {}):
            yield f"{number}.excluded {row}", True, row in table["excluded_rows"]
        yield from _totals(number, known["total_row"], table)
    if tables:
        for key, value in truth["primary"].items():
            yield f"primary.{key}", value, tables[0][key]


def _totals(
    number: int, known: dict[str, Any], table: dict[str, Any]
) -> Iterator[tuple[str, object, object]]:
    """The total's row, place and word (a remark in brackets left out), and whether it agrees."""
    read = table["total_row"] or {}
    for key in ("exists", "row", "position"):
        yield f"{number}.total {key}", known[key], read.get(key)
    word = "".join(known["label"].split("(")[0].split())
    yield f"{number}.total label", word, "".join(read.get("label", "").split())
    agrees = {t["row"]: t["agrees"] for t in table["totals"]}
    yield f"{number}.total agrees", known["agrees"], agrees.get(known["row"])


def score() -> Iterator[str]:
    """Fields right of fields in all, file by file."""
    for path in TRUTHS:
        truth = json.loads(path.read_text(encoding="utf-8"))
        fields = list(compared(truth, inspected(path.parent / truth["file"])))
        wrong = [name for name, known, read in fields if known != read]
        yield f"{truth['file']}: {len(fields) - len(wrong)}/{len(fields)} {wrong}"


@pytest.mark.skipif(not TRUTHS, reason="the corpus of other people's workbooks is not here")
@pytest.mark.parametrize("path", TRUTHS or [None], ids=lambda p: p.name if p else "absent")
def test_tables_of_other_offices_are_read_as_a_person_reads_them(path: Path) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    fields = list(compared(truth, inspected(path.parent / truth["file"])))
    assert [field for field in fields if field[1] != field[2]] == []


@pytest.mark.skipif(not FILES, reason="the corpus of other people's workbooks is not here")
@pytest.mark.parametrize("path", FILES or [None], ids=lambda p: p.name if p else "absent")
def test_every_file_ends_in_a_table_or_in_a_coded_refusal(path: Path) -> None:
    found = inspected(path)
    tables = [table for sheet in found["sheets"] for table in sheet["tables"]]
    assert bool(tables) != bool(found["refused"])
    for table in tables:
        rows = set(range(table["header_rows"][-1] + 1, (table["last_data_row"] or 0) + 1))
        assert table["n_data_rows"] + len(rows & set(map(int, table["excluded_rows"]))) <= len(rows)


if __name__ == "__main__":
    for line in score():
        print(line)  # noqa: T201
