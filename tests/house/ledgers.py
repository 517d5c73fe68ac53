"""The ledgers that are looked at: sample sets go in, and what an office does with them after."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from campaign import District, Door, KnownLayout, Submission, Viewer, load_pack
from commands.answers.arrivals import received_times
from commands.intake import Intake
from commands.sample import SETS, load_sample
from ledger import Ledger, open_ledger
from loaders import read_workbook
from tests.house.clock import NOW, fixed_clock

PACK = load_pack("c2023_ztjy")
OFFICE, OPERATOR = Viewer(Door.OFFICE, name="office"), Viewer(Door.OPERATOR, name="terminal")
SAMPLE, REPLAY = SETS["district"].district_id, SETS["replay"].district_id
CUT, REOPENED = 1, 2
_STUDY = "study_session_count"


@contextmanager
def made(url: str) -> Iterator[Ledger]:
    """A ledger under the fixed clock; at the end its panels are kept and all of it is written."""
    with fixed_clock():
        ledger = open_ledger(url)
        try:
            yield ledger
            for district in ledger.districts():
                ledger.keep_panel(district.id)
        finally:
            ledger.close()


def load(ledger: Ledger, folder: Path, name: str) -> None:
    """Write a sample set's workbooks and enter all of them."""
    load_sample(ledger, folder, PACK, SETS[name])


def load_first_weeks(ledger: Ledger, folder: Path, *, before: str, n_originals: int) -> None:
    """Enter the sample district's workbooks that arrived before a day, keeping a few as sent."""
    chosen = SETS["district"]
    chosen.write(folder, pack=PACK, progress=None)
    times = received_times(None, folder / "received.csv", now=NOW, zone=PACK.calendar.zone)
    with (folder / "received.csv").open(encoding="utf-8") as lines:
        early = [r["file"] for r in csv.DictReader(lines) if r["received_at"] < before]
    district = District(SAMPLE, chosen.name, PACK.id, PACK.calendar, is_sample=True)
    ledger.add_district(district, by=OFFICE)
    for files, keeps in ((early[:n_originals], True), (early[n_originals:], False)):
        intake = Intake(ledger, district, PACK, OFFICE, keeps_originals=keeps)
        intake.take([folder / name for name in files], received=times)


def work(ledger: Ledger, folder: Path) -> int:
    """What an office does with the sample district's first weeks; the revision of a cut that was
    opened again: an alias, a layout, a withdrawal, two cuts, and a correction after one."""
    moment = _moments()
    unit = ledger.roster(SAMPLE).units[0]
    ledger.confirm_alias(SAMPLE, raw="区委班子", unit_id=unit.id, by=OFFICE, at=moment())
    fields = {"单位": "unit", "读书活动": _STUDY, "备考": ""}
    layout = KnownLayout("f" * 16, "weekly_report", fields)
    ledger.confirm_layout(SAMPLE, layout, by=OFFICE, at=moment())
    record = ledger.record
    record.freeze(SAMPLE, CUT, by=OFFICE, at=moment(), note="第一期")
    cut = record.freeze(SAMPLE, REOPENED, by=OFFICE, at=moment(), note="第二期")
    record.reopen(SAMPLE, REOPENED, by=OFFICE, at=moment(), reason="补正")
    corrected = _corrected(ledger, folder)
    shown = ledger.plan(SAMPLE, corrected)
    ledger.accept(shown, by=OFFICE, received_at=moment(), reason="补正一家")
    number = int(ledger.submissions(SAMPLE, OFFICE, week=3)["submission_id"].iloc[0])
    ledger.withdraw(SAMPLE, number, by=OFFICE, at=moment(), reason="误传")
    return cut


def _moments() -> Callable[[], datetime]:
    """Each call is a minute after the one before, from the day the second week was due."""
    at = datetime(2023, 11, 1, 8, tzinfo=UTC)

    def moment() -> datetime:
        nonlocal at
        at += timedelta(minutes=1)
        return at

    return moment


def _corrected(ledger: Ledger, folder: Path) -> Submission:
    """A sheet of the week that was opened again, with one session more in its first row."""
    listed = ledger.submissions(SAMPLE, OFFICE, week=REOPENED)
    name = str(listed["file_name"].iloc[-1])
    content, roster = (folder / name).read_bytes(), ledger.roster(SAMPLE)
    reading = read_workbook(content, file_name=name, roster=roster, pack=PACK)
    (sent,) = (s for s in reading.submissions if s.week == REOPENED)
    rows, cells = sent.rows.copy(), [list(line) for line in sent.grid.cells]
    first = rows.index[rows[_STUDY] > 0][0]
    rows.loc[first, _STUDY] += 1
    at = int(rows.loc[first, "row"]) - sent.grid.top, sent.columns[_STUDY] - sent.grid.left
    cells[at[0]][at[1]] = str(int(rows.loc[first, _STUDY]))
    grid = replace(sent.grid, cells=tuple(map(tuple, cells)))
    return replace(sent, rows=rows, grid=grid, source=replace(sent.source, sha256="c" * 64))
