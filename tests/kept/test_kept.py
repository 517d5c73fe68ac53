"""Every ledger kept here opens in today's program, whole, and shows the figures it always showed.

The folders are named by the day they were made and are never made again. The test of a ledger that
does not open says that somebody's own ledger would not open either.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from campaign import FIRST_RULES, NEWEST_RULES, Panel
from ledger import Fault, Ledger, open_ledger
from tests.house.clock import NOW
from tests.house.ledgers import OPERATOR, REOPENED, SAMPLE
from tests.kept.figures import expected, of_week

KEPT = sorted(path for path in Path(__file__).parent.iterdir() if path.name[:2] == "20")


@pytest.fixture(params=KEPT, ids=lambda path: path.name)
def kept(request: pytest.FixtureRequest) -> Path:
    """The folder of one day's files."""
    folder: Path = request.param
    return folder


@contextmanager
def opened(path: Path) -> Iterator[Ledger]:
    """A ledger's file, brought to this version; a missing one is begun."""
    ledger = open_ledger(f"sqlite:///{path}")
    try:
        yield ledger
    finally:
        ledger.close()


def told(kept: Path) -> dict[str, Any]:
    """What was written down of the ledger on its day."""
    document: dict[str, Any] = json.loads((kept / "figures.json").read_text(encoding="utf-8"))
    return document


def trouble(faults: tuple[Fault, ...]) -> list[Fault]:
    """The faults that are no notes."""
    return [fault for fault in faults if not fault.is_note]


def shown(ledger: Ledger, *, cut: int) -> dict[str, Any]:
    """Today's figures, as they are written down."""
    found: dict[str, Any] = json.loads(json.dumps(expected(ledger, cut=cut)))
    return found


def week_shown(panel: Panel, week: int) -> dict[str, Any]:
    """A week's figures of a panel, as they are written down."""
    found: dict[str, Any] = json.loads(json.dumps(of_week(panel, week)))
    return found


def test_a_kept_ledger_opens_whole_with_its_figures(kept: Path, tmp_path: Path) -> None:
    path, was = tmp_path / "ledger.db", told(kept)
    path.write_bytes(lzma.decompress((kept / "ledger.db.xz").read_bytes()))
    with opened(path) as ledger:
        assert trouble(ledger.record.verify()) == []
        assert shown(ledger, cut=was["cut"]) == was["districts"]
        for district in ledger.districts():
            ledger.keep_panel(district.id)
        assert trouble(ledger.record.verify()) == []


def test_a_kept_ledger_goes_by_the_new_rules_and_its_past_stays(kept: Path, tmp_path: Path) -> None:
    path, was = tmp_path / "ledger.db", told(kept)
    path.write_bytes(lzma.decompress((kept / "ledger.db.xz").read_bytes()))
    with opened(path) as ledger:
        last = ledger.revision(SAMPLE)
        ledger.record.count_by(SAMPLE, NEWEST_RULES, by=OPERATOR, at=NOW)
        then = ledger.panel(SAMPLE, OPERATOR, as_of=last)
        weeks = {week.week.iso: week_shown(then, week.week.number) for week in then.weeks}
        assert weeks == was["districts"][SAMPLE]["weeks"]
        at_the_cut = ledger.panel(SAMPLE, OPERATOR, through=REOPENED, as_of=was["cut"])
        assert week_shown(at_the_cut, REOPENED) == was["districts"][SAMPLE]["at the cut"]
        assert {then.rules, at_the_cut.rules} == {FIRST_RULES}
        assert trouble(ledger.record.verify(SAMPLE)) == []


def test_a_kept_backup_is_restored_with_its_figures(kept: Path, tmp_path: Path) -> None:
    was = told(kept)
    with opened(tmp_path / "restored.db") as ledger, (kept / "backup.zip").open("rb") as file:
        brought = ledger.archives.restore(file, by=OPERATOR)
        assert {it.district_id for it in brought} == was["districts"].keys()
        assert [fault for it in brought for fault in trouble(it.faults)] == []
        assert shown(ledger, cut=was["cut"]) == was["districts"]


def test_a_kept_package_is_taken_in_with_its_figures(kept: Path, tmp_path: Path) -> None:
    was = told(kept)
    with opened(tmp_path / "other.db") as ledger, (kept / "package.zip").open("rb") as file:
        brought = ledger.archives.take_package(file, by=OPERATOR, at=NOW)
        assert trouble(brought.faults) == []
        assert shown(ledger, cut=was["cut"]) == {SAMPLE: was["districts"][SAMPLE]}
        assert trouble(ledger.record.verify()) == []
