"""A ledger that an earlier version of the program wrote is brought along with all it holds."""

from __future__ import annotations

import pandas as pd
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from numpy.testing import assert_array_equal

from ledger import Ledger, open_ledger
from ledger.store.engine import reading_engine, writing_engine
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    STUDY,
    TWO_UNITS,
    UNITS,
    enter,
    hour,
    log,
    roster,
    shown,
    weekly,
)

VISIT = """
    | unit   | day        | method |
    | 财政局 | 2023-10-03 | hear   |
"""


def _written_by_the_first_version(filled: sa.Engine, *, url: str) -> None:
    """A database of the first revision's tables, with the rows of a filled ledger."""
    config = Config()
    config.set_main_option("script_location", "ledger:migrations")
    old = reading_engine(url)
    with writing_engine(old).begin() as connection, filled.connect() as source:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        tables = sa.MetaData()
        tables.reflect(connection)
        for table in tables.sorted_tables:
            if table.name == "alembic_version":
                continue
            rows = source.execute(sa.select(table)).mappings().all()
            if rows:
                connection.execute(sa.insert(table), [dict(row) for row in rows])
    old.dispose()


@pytest.fixture
def brought_along(ledger: Ledger, url: str, bare_url: str) -> Ledger:
    """The first version's ledger, opened by this one; `ledger` holds what it held."""
    enter(ledger, weekly(TWO_UNITS))
    taken_back = enter(ledger, weekly(CORRECTED, codes=["C04"]))
    enter(ledger, weekly(TWO_UNITS, week=2, sender="财政局"))
    ledger.confirm_alias(DISTRICT.id, raw="财局", unit_id="财政局", by=OFFICE, at=hour(4))
    ledger.withdraw(DISTRICT.id, taken_back.submission_id, by=OFFICE, at=hour(5), reason="误传")
    filled = reading_engine(url)
    _written_by_the_first_version(filled, url=bare_url)
    filled.dispose()
    return open_ledger(bare_url)


def test_nothing_is_lost(ledger: Ledger, brought_along: Ledger) -> None:
    assert brought_along.districts() == ledger.districts()
    assert brought_along.revision(DISTRICT.id) == ledger.revision(DISTRICT.id)
    theirs, ours = brought_along.roster(DISTRICT.id), ledger.roster(DISTRICT.id)
    assert (theirs.units, theirs.aliases) == (ours.units, ours.aliases)
    for frame in ("submissions", "findings"):
        after, before = (getattr(x, frame)(DISTRICT.id, OFFICE) for x in (brought_along, ledger))
        pd.testing.assert_frame_equal(after, before)
    after, before = (x.panel(DISTRICT.id, OFFICE) for x in (brought_along, ledger))
    for week, same in zip(after.weeks, before.weeks, strict=True):
        assert_array_equal(week.values, same.values)
        assert_array_equal(week.states, same.states)
    assert shown(brought_along) == shown(ledger) == 2
    traces = [
        x.trace(DISTRICT.id, OFFICE, unit_id="财政局", week=1, slot=STUDY)
        for x in (brought_along, ledger)
    ]
    assert traces[0] == traces[1]
    assert traces[0] is not None
    brought_along.close()


def test_it_takes_logs_and_reports_as_a_new_one_does(brought_along: Ledger) -> None:
    assert brought_along.entries(DISTRICT.id, OFFICE, "guidance_log").empty
    enter(brought_along, log(VISIT))
    assert len(brought_along.entries(DISTRICT.id, OFFICE, "guidance_log")) == 1
    enter(brought_along, weekly(CORRECTED))
    assert shown(brought_along) == 3
    assert enter(brought_along, roster(UNITS)).already_received
    brought_along.close()
