"""A bit that flips in a ledger's file is told, or lies where nothing is; no figure changes unsaid."""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from campaign import LOCALES, wording
from ledger import LedgerTrouble, open_ledger
from ledger.archive.figures import figures_of, rules_now
from ledger.records import districts
from ledger.store import schema
from ledger.store.engine import reading_engine
from tests.ledger.verify.pages import Pages, pages_of
from tests.ledger.verify.test_columns import MAY_CHANGE, filled

FLIPS = 300 if os.environ.get("SOAK") else 12
SEED = int(os.environ.get("FLIPS_SEED", "20261129"))
OF_THE_DRIVER = ("malformed", "sqlite", 'near "', "no such", "Error")
"""What the driver's own sentences have and none of ours."""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of pages of every kind: many units, a long original, and one that was dropped."""
    file = tmp_path_factory.mktemp("flipped") / "ledger.db"
    filled(f"sqlite:///{file}", n_units=240, n_bytes=60_000)
    return file


def rows_and_figures(path: Path) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """Every stored row but what may change, and every figure worked out from the rows."""
    engine = reading_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        (district,) = districts.districts(connection)
        shown = figures_of(connection, district, rules_now(district))
        rows = {
            table.name: [
                {k: v for k, v in row.items() if f"{table.name}.{k}" not in MAY_CHANGE}
                for row in connection.execute(sa.select(table)).mappings()
            ]
            for table in schema.metadata.sorted_tables
            if f"{table.name}.week" not in MAY_CHANGE
        }
    engine.dispose()
    return rows, shown


def what_is_told(path: Path) -> str:
    """Who tells of the damage, in words of both languages; empty where nobody does."""
    try:
        with closing(open_ledger(f"sqlite:///{path}")) as ledger:
            faults = ledger.record.verify()
    except LedgerTrouble as trouble:
        assert_in_words(str(trouble))
        return "at opening"
    for fault in faults:
        for locale in LOCALES:
            assert_in_words(fault.words(wording(locale)))
    return "by verify" if [fault for fault in faults if not fault.is_note] else ""


def assert_in_words(text: str) -> None:
    """What is said is ours."""
    assert not [it for it in OF_THE_DRIVER if it in text], text


def kinds_of(pages: Pages) -> list[str]:
    """Every kind of page there is, the header among them."""
    return ["header", *sorted(set(pages.kinds.values()))]


def test_a_flipped_bit_is_told_or_lies_where_nothing_is(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages, sound = pages_of(path), rows_and_figures(path)
    chance, kinds, seen = random.Random(SEED), kinds_of(pages), Counter[tuple[str, str]]()
    damaged = tmp_path / "damaged.db"
    for i in range(FLIPS):
        kind = kinds[i % len(kinds)]
        at, bit = chance.choice(pages.offsets(kind)), chance.randrange(8)
        content = bytearray(pages.content)
        content[at] ^= 1 << bit
        damaged.write_bytes(content)
        said = what_is_told(damaged)
        if not said:
            is_same = rows_and_figures(damaged) == sound
            assert is_same, f"seed {SEED}: byte {at}, bit {bit} ({kind}) changed unsaid"
            said = "says the same" if pages.is_used[at] else "where nothing is"
        seen[kind, said] += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{FLIPS} flipped bits, seed {SEED}\n")
        for kind, said in sorted(seen):
            sys.stdout.write(f"  {kind:20} {said:18} {seen[kind, said]}\n")
    assert {"header", "freelist", "overflow", "leaf of an index", "interior of a table"} <= set(
        kinds
    )
