"""How much a page's asking reads: as many statements and rows in a large district as in a small."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from campaign import District, Door, Viewer, load_pack
from ledger import Ledger, open_ledger
from sample_data import Sent, scale_district, submissions

PACK = load_pack("c2023_ztjy")
CALENDAR = replace(PACK.calendar, n_weeks=3)
DISTRICT = District("large", "某区", PACK.id, CALENDAR)
OFFICE, GROUP = Viewer(Door.OFFICE), Viewer(Door.GROUPS, "g01")


@dataclass
class Read:
    """What came from the database since the counter was set back."""

    statements: int = 0
    rows: int = 0

    def of(self, ask: Callable[[], object]) -> tuple[int, int]:
        """Statements and rows of one asking."""
        self.statements = self.rows = 0
        ask()
        return self.statements, self.rows


def filled(url: str, *, units: int) -> tuple[Ledger, Sent, Read]:
    """A ledger with all but the last sheet of a scale set, that sheet, and its counter."""
    ledger, read = open_ledger(url), Read()
    ledger.add_district(DISTRICT, by=OFFICE)
    *sent, last = submissions(scale_district(PACK, calendar=CALENDAR, n_units=units))
    for one in sent:
        enter(ledger, one)
    counted(ledger, read)
    return ledger, last, read


def enter(ledger: Ledger, sent: Sent) -> None:
    """Plan and accept."""
    plan = ledger.plan(DISTRICT.id, sent.submission)
    ledger.accept(plan, by=OFFICE, received_at=sent.received_at)


def counted(ledger: Ledger, read: Read) -> None:
    """Count what this ledger's new connections read."""
    engine = ledger._reading
    engine.dispose()

    def row(_cursor: sqlite3.Cursor, found: tuple[object, ...]) -> tuple[object, ...]:
        read.rows += 1
        return found

    @sa.event.listens_for(engine, "connect")
    def watch(connection: sqlite3.Connection, _record: object) -> None:
        connection.row_factory = row
        connection.set_trace_callback(note)

    def note(text: str) -> None:
        read.statements += text != "ROLLBACK"  # how reading ends


def page(ledger: Ledger) -> None:
    """What a page asks for."""
    for viewer in (OFFICE, GROUP):
        ledger.panel(DISTRICT.id, viewer)
        ledger.entries(DISTRICT.id, viewer, "guidance_log")
        ledger.findings(DISTRICT.id, viewer, week=2)
        ledger.submissions(DISTRICT.id, viewer, week=2)
        ledger.history(DISTRICT.id, viewer, unit_id="u000001", week=2)
    ledger.earlier(DISTRICT.id, week=3).get("u000001")
    ledger.roster(DISTRICT.id)
    ledger.revision(DISTRICT.id)


def readings(folder: Path, *, units: int) -> list[tuple[int, int]]:
    """A page with nothing new, then the panel once one unit's row came."""
    ledger, last, read = filled(f"sqlite:///{folder / str(units)}.db", units=units)
    page(ledger)
    found = [read.of(lambda: page(ledger))]
    one = replace(last.submission, rows=last.submission.rows.head(1))
    enter(ledger, replace(last, submission=one))
    found.append(read.of(lambda: ledger.panel(DISTRICT.id, OFFICE)))
    found.append(read.of(lambda: ledger.panel(DISTRICT.id, OFFICE)))
    ledger.close()
    return found


def test_a_page_reads_no_more_in_a_district_ten_times_as_large(tmp_path: Path) -> None:
    small, large = (readings(tmp_path, units=units) for units in (40, 400))
    assert small == large
    _, one_came, nothing_since = large
    assert one_came[1] == nothing_since[1] + 1
    assert nothing_since == (2, 1)


def test_planning_a_sheet_reads_the_units_it_names(tmp_path: Path) -> None:
    ledger, _, read = filled(f"sqlite:///{tmp_path / 'one'}.db", units=3_000)
    ledger.panel(DISTRICT.id, OFFICE)
    sheet = next(one for one in submissions(scale_district(PACK, calendar=CALENDAR, n_units=3_000))
                 if one.submission.week == 1).submission  # fmt: skip
    corrected = sheet.rows.assign(
        study_session_count=9.0, states="v" + sheet.rows["states"].str[1:]
    )
    _, rows = read.of(lambda: ledger.plan(DISTRICT.id, replace(sheet, rows=corrected)))
    assert len(sheet.rows) > 200
    # what counts of each unit and what was sent of it, with the columns of the sheet before
    assert rows < 2 * len(sheet.rows) + 100
    ledger.close()
