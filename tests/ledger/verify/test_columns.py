"""Whatever value changes in whatever column of whatever table, `verify` says so.

The columns are those of the tables as they are: one that comes later is tried without being named.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from campaign import Door, ExtraCell, KnownLayout, Role, Setting
from ledger import Ledger, open_ledger
from ledger.acts import PaperFile
from ledger.queries import Shelf
from ledger.records import Choice
from ledger.store import SLOT_COLUMNS, Moment, account_tables, schema
from ledger.verify.district import each_fault
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    OPERATOR,
    STUDY,
    TWO_UNITS,
    UNITS,
    enter,
    hour,
    log,
    register,
    roster,
    weekly,
)

SOAK = bool(os.environ.get("SOAK"))
MAY_CHANGE: Mapping[str, str] = {
    "district.ordinal": "the place in the list of districts; bringing a district in gives another",
    **{
        f"{table}.{column.name}": "a cache with its own sums, made again from the rows"
        for table in ("panel_week", "panel_block")
        for column in schema.metadata.tables[table].columns
    },
    **{
        f"{table.name}.{column.name}": "who is signed in or tried, for hours; ended by a restart"
        for table in account_tables.PASSING
        for column in table.columns
    },
    **{
        f"draft.{column.name}": "an answer not settled yet: sealed with the act it goes into"
        for column in schema.draft.columns
    },
}
"""Columns in which a value may change unseen, each with the reason."""
BLANK = TWO_UNITS.replace("| 2 ", "|   ")
LATER = UNITS.replace("| 民政局 | section_team | g01 ", "| 民政局 | section_team | g02 ")
LAYOUT = KnownLayout("f" * 16, "weekly_report", {"单位": "unit"})


def filled(url: str, *, n_units: int = 0, n_bytes: int = 100) -> None:
    """A ledger with at least a row in every table that is no cache: rosters, reports, a correction,
    held rows, a log, a register, doubts, words on names and layouts, cuts, a paper, originals
    kept and dropped; on demand with many more units, or longer originals."""
    more = "".join(f"    | 单位{i:03} | section_team | g02   |\n" for i in range(n_units))
    rows = "".join(f"    | 单位{i:03} | {i} | 1 |\n" for i in range(n_units))
    with closing(open_ledger(url)) as ledger:
        ledger.add_district(DISTRICT, by=OFFICE, at=hour(0))
        enter(ledger, roster(UNITS + more))
        enter(ledger, weekly(TWO_UNITS + "| 水务局 | # | 1 |\n" + rows, codes=["C04"]))
        further = (ExtraCell(4, "财政局", "evening_school", "v", 2.0),)
        further += (ExtraCell(5, "民政局", "evening_school", "m", None),)
        corrected = replace(weekly(CORRECTED), extra=further)
        enter(ledger, corrected, at=hour(30), reason="漏报一场")
        number = enter(ledger, weekly(TWO_UNITS + rows, week=2), at=hour(200)).submission_id
        ledger.withdraw(DISTRICT.id, number, by=OFFICE, at=hour(202), reason="误传")
        enter(ledger, weekly(TWO_UNITS, week=2, sender="财政局"), at=hour(203))
        blank = enter(ledger, weekly(BLANK, week=2, sender="财政局"), at=hour(203.5))
        words = {("财政局", STUDY): True}
        ledger.questions.answer_blanks(
            DISTRICT.id, blank.submission_id, words, by=OFFICE, at=hour(204)
        )
        enter(ledger, weekly(CORRECTED, week=2, sender="g02"), at=hour(204))
        choice = Choice("民政局", 2, "财政局", "g02", holds=True)
        ledger.questions.choose(DISTRICT.id, choice, by=OFFICE, at=hour(204))
        enter(ledger, log("| unit | day | method |\n| 财政局 | 2023-10-03 | hear |"))
        enter(ledger, register("| unit | attendance |\n| 财政局 | 30 |"))
        enter(ledger, roster(LATER, week=3))
        ledger.confirm_alias(DISTRICT.id, raw="财局", unit_id="财政局", by=OFFICE, at=hour(204))
        ledger.confirm_layout(DISTRICT.id, LAYOUT, by=OFFICE, at=hour(205))
        said = [Setting("threshold", "attention_gap", 2, "-20"), Setting("work", "2", 1, "0.6")]
        ledger.settings.put(DISTRICT.id, said, by=OFFICE, at=hour(206), reason="国庆")
        record = ledger.record
        record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(300), note="第一期")
        cut = record.freeze(DISTRICT.id, 2, by=OFFICE, at=hour(301))
        paper = PaperFile("weekly", 2, cut, "通报", "zh_CN", {"standing": "1"}, b"paper")
        ledger.papers.issue(DISTRICT.id, paper, by=OFFICE, at=hour(301))
        record.reopen(DISTRICT.id, 1, by=OFFICE, at=hour(302), reason="补正")
        for data, file_name, at in ((b"old", "旧.xlsx", 303), (b"new", "新.xlsx", 304 + 24 * 90)):
            sent = {"data": os.urandom(n_bytes) + data, "file_name": file_name}
            record.keep_original(DISTRICT.id, **sent, by=OFFICE, at=hour(at))
        accounts_of(ledger)
        assert record.sweep_originals(by=OFFICE, now=hour(306 + 24 * 90)) == 1
        assert record.verify() == ()


def accounts_of(ledger: Ledger) -> None:
    """Two accounts with roles, one ended; one that signed in."""
    accounts, at = ledger.accounts, hour(310)
    role = Role(Door.GROUPS, DISTRICT.id, at.date(), place="g01")
    first, code = accounts.add("zhang", "张办", by=OPERATOR, at=at)
    accounts.take(
        accounts.give(first, role, by=OPERATOR, at=at), last=at.date(), by=OPERATOR, at=at
    )
    accounts.sign_in("zhang", code, at=at)
    second, _ = accounts.add("li", "李办", by=OPERATOR, at=at)
    accounts.end(second, by=OPERATOR, at=at, reason="调离")


def other(column: sa.Column[Any], value: Any) -> Any:
    """Another value that the column could hold."""
    if isinstance(column.type, sa.Boolean):
        return not value
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    if isinstance(value, datetime | date):
        return value + timedelta(days=1)
    if isinstance(value, str):
        return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"
    return value + 1000 if value is not None else _something(column)


def _something(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, sa.Date):
        return date(2023, 10, 9)
    if isinstance(column.type, Moment):
        return datetime(2023, 10, 9, tzinfo=UTC)
    if isinstance(column.type, sa.LargeBinary):
        return b"x"
    return 1 if isinstance(column.type, sa.Double | sa.BigInteger) else "x"


def tried(table: sa.Table) -> list[sa.Column[Any]]:
    """The columns to change: of the slots, which are all written alike, the last."""
    few = SLOT_COLUMNS if SOAK else SLOT_COLUMNS[-1:]
    return [
        column
        for column in table.columns
        if f"{table.name}.{column.name}" not in MAY_CHANGE
        and (column.name not in SLOT_COLUMNS or column.name in few)
    ]


def test_a_value_changed_in_any_column_of_any_table_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    filled(url)
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")  # which watches no reference
    unseen, n_tried = [], 0
    with engine.connect() as connection:
        for table in schema.metadata.sorted_tables:
            columns = tried(table)
            rows = connection.execute(sa.select(table)).mappings().all()
            assert rows or not columns, f"no row in {table.name}"
            for row in rows if SOAK else rows[:1]:
                for column in columns:
                    n_tried += 1
                    if not _is_told(connection, column, row):
                        unseen.append((str(column), row[column.name]))
    engine.dispose()
    assert not unseen
    assert n_tried > len(schema.metadata.tables) * 5


def _is_told(connection: sa.Connection, column: sa.Column[Any], row: Mapping[Any, Any]) -> bool:
    table = column.table
    here = sa.and_(*(key == row[key.name] for key in table.primary_key))
    connection.exec_driver_sql("BEGIN")
    value = other(column, row[column.name])
    connection.execute(sa.update(table).where(here).values({column.name: value}))
    faults = each_fault(connection, None, shelf=Shelf())
    is_told = any(not fault.is_note for fault in faults)
    connection.exec_driver_sql("ROLLBACK")
    return is_told
