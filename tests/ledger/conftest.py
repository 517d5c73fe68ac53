"""The engines the ledger's facts hold on, and a ledger with three units in two groups."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger import Ledger, open_ledger
from tests.ledger.drawn import DISTRICT, UNITS, enter, roster


@pytest.fixture(params=["sqlite"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, one for each engine."""
    assert request.param == "sqlite"
    return f"sqlite:///{tmp_path / 'with a space' / 'ledger.db'}"


@pytest.fixture
def empty(url: str) -> Iterator[Ledger]:
    """A ledger with a district and nothing in it."""
    ledger = open_ledger(url)
    ledger.add_district(DISTRICT)
    yield ledger
    ledger.close()


@pytest.fixture
def ledger(empty: Ledger) -> Ledger:
    """A ledger that knows the three units."""
    enter(empty, roster(UNITS))
    return empty
