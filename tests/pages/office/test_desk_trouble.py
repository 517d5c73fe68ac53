"""Disk, folder, clock, another program: whatever befalls the desk is said in words, and nothing
that was stored or waits is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign import Issue, wording
from ledger import Ledger, Staging
from loaders import Workers
from pages.door import opened
from pages.office.submit import drop as drops
from pages.office.submit.drop import Drop
from tests.ledger.drawn import hour
from tests.loaders.processes import work
from tests.loaders.written import zipped
from tests.pages.filled import filled_ledger
from tests.pages.office.test_submit import (
    CLEAN,
    OFFICE,
    WEEK_5,
    desk,
    drop,
    results,
    staged,
    words,
    workbook,
)

HOUSE = Path(__file__).parents[3]
OTHERS = (
    CLEAN.replace("第一指导组", "第二指导组")
    .replace("区委办公室", "区水务局")
    .replace("区财政局", "区政府办公室")
)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    with closing(filled_ledger(url)) as filled:
        yield filled


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Sets the clock of the pages forward or back."""
    honest = opened.now

    def move(by: timedelta) -> None:
        monkeypatch.setattr(opened, "now", lambda: honest() + by)

    return move


def folder(tmp_path: Path) -> Path:
    return tmp_path / "staging" / "sample"


def store(app: AppTest) -> AppTest:
    """The page after everything that can go in was stored."""
    app.button(key="accept").click().run()
    assert not app.exception, app.exception
    return app


def test_a_full_disk_is_said_and_what_waits_can_still_be_stored(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = drop(desk(), ("第5周.xlsx", workbook(CLEAN)))
    before, full = ledger.revision("sample"), [True]
    synced = os.fsync

    def no_space(handle: int) -> None:
        if full[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        synced(handle)

    monkeypatch.setattr(os, "fsync", no_space)
    app = drop(app, ("第二组.xlsx", workbook(OTHERS)))
    assert "磁盘已满" in words(app)
    assert "请联系维护人员检查服务器磁盘" in words(app)
    assert staged(tmp_path) == ["第5周.xlsx"]
    full[0] = False
    store(app)
    assert ledger.revision("sample") > before
    assert staged(tmp_path) == []


def test_a_staging_folder_that_cannot_be_made_is_said(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "staging").write_text("no folder")
    before = ledger.revision("sample")
    app = drop(desk("en"), ("week5.xlsx", workbook(CLEAN)))
    assert "the folder for uploads cannot be written" in words(app)
    assert ledger.revision("sample") == before


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_a_staging_folder_that_is_gone_is_said_and_the_file_can_come_again(
    tmp_path: Path, locale: str
) -> None:
    app = drop(desk(locale), ("week5.xlsx", workbook(CLEAN)))
    shutil.rmtree(tmp_path / "staging")
    app.button(key="accept").click().run()
    assert not app.exception
    said = {
        "zh_CN": "1个文件已不在待处理区：week5.xlsx",
        "en": "1 file no longer waits: week5.xlsx",
    }
    assert said[locale] in words(app)
    app = drop(app, ("week5.xlsx", workbook(CLEAN)))
    assert said[locale] not in words(app)
    assert staged(tmp_path) == ["week5.xlsx"]


def test_one_file_that_is_gone_is_said_and_the_others_are_stored(
    ledger: Ledger, tmp_path: Path
) -> None:
    app = drop(desk(), ("一.xlsx", workbook(CLEAN)), ("二.xlsx", workbook(OTHERS)))
    before = ledger.revision("sample")
    gone = next(w for w in Staging(folder(tmp_path)).waiting() if w.file_name == "二.xlsx")
    (folder(tmp_path) / gone.sha256).unlink()
    app.run()
    assert "1个文件已不在待处理区：二.xlsx" in words(app)
    store(app)
    assert ledger.revision("sample") == before + 1
    assert "1个文件已不在待处理区：二.xlsx" in words(app)


def test_a_file_that_goes_while_it_is_stored_is_not_entered_and_is_said(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = drop(desk(), ("第5周.xlsx", workbook(CLEAN)))
    before = ledger.revision("sample")

    def gone(staging: Staging, sha256: str) -> bytes:
        staging.place(sha256).unlink(missing_ok=True)
        return staging.place(sha256).read_bytes()

    monkeypatch.setattr(Staging, "read", gone)
    store(app)
    assert "文件已不在待处理区，无法读取" in words(app)
    assert ledger.revision("sample") == before
    assert staged(tmp_path) == []


@pytest.mark.usefixtures("ledger")
def test_a_file_whose_name_is_gone_still_waits_and_is_stored(tmp_path: Path) -> None:
    app = drop(desk(), ("第5周.xlsx", workbook(CLEAN)))
    (waiting,) = Staging(folder(tmp_path)).waiting()
    (folder(tmp_path) / f"{waiting.sha256}.name").unlink()
    app.run()
    assert app.dataframe[0].value.iloc[0, 0] == waiting.sha256[:12]
    store(app)
    assert staged(tmp_path) == []


@pytest.mark.usefixtures("ledger")
def test_the_same_refused_bytes_under_many_names_are_each_refused_for_what_they_are(
    tmp_path: Path,
) -> None:
    scans = zipped({f"{n}.xlsx": b"%PDF-1.7 scan" for n in range(9)})
    app = drop(desk(), ("上报.zip", scans), ("再报.xlsx", b"%PDF-1.7 scan"))
    assert words(app).count("不是表格文件（实为PDF）") == 10
    assert "已不在待处理区" not in words(app)
    assert staged(tmp_path) == []


def test_what_this_visit_stores_or_removes_is_not_said_to_be_gone(ledger: Ledger) -> None:
    app = drop(desk(), ("一.xlsx", workbook(CLEAN)), ("二.xlsx", workbook(OTHERS)))
    app.button(key="remove").click().run()
    store(app)
    assert "已不在待处理区" not in words(app)
    assert ledger.revision("sample")


@pytest.mark.parametrize("days", [730, -730])
def test_a_clock_that_is_set_loses_nothing_that_waits_or_was_stored(
    ledger: Ledger, tmp_path: Path, moved: Callable[[timedelta], None], days: int
) -> None:
    app = drop(desk(), ("一.xlsx", workbook(WEEK_5)))
    store(app)
    app = drop(app, ("二.xlsx", workbook(CLEAN)))
    before = ledger.revision("sample")
    moved(timedelta(days=days))
    assert not opened.is_clock_steady()
    app = drop(app, ("三.xlsx", workbook(OTHERS)))
    assert sorted(staged(tmp_path)) == ["三.xlsx", "二.xlsx"]
    store(app)
    assert staged(tmp_path) == []
    assert ledger.revision("sample") == before + 2
    counts = ledger.submissions("sample", OFFICE, week=5)
    assert set(counts["file_name"]) == {"一.xlsx", "二.xlsx", "三.xlsx"}
    assert len(ledger.record.originals("sample", OFFICE)) == 3
    moved(timedelta())
    app = desk()
    assert not app.exception
    assert "第5周" in words(app)


def test_what_waited_two_weeks_by_a_steady_clock_is_swept(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    Staging(folder(tmp_path)).put(b"old", file_name="旧.xlsx", at=opened.now() - timedelta(days=15))
    monkeypatch.setattr(opened, "_STARTED", (opened.now(), opened._ticks()))
    assert opened.is_clock_steady()
    drop(desk(), ("新.xlsx", workbook(CLEAN)))
    assert staged(tmp_path) == ["新.xlsx"]
    assert ledger.revision("sample")


def ingested(tmp_path: Path, name: str, data: bytes) -> None:
    """Another program on the same file stores a workbook."""
    (tmp_path / name).write_bytes(data)
    subprocess.run(
        [sys.executable, "-m", "commands", "ingest", str(tmp_path / name), "--district", "sample"],
        cwd=HOUSE,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'ledger.db'}"},
        check=True,
        capture_output=True,
    )


def test_what_another_program_stored_on_the_same_file_is_seen_and_nothing_is_overwritten_unseen(
    ledger: Ledger, tmp_path: Path
) -> None:
    app = drop(desk(), ("第一组.xlsx", workbook(CLEAN)))
    assert results(app) == ["● 2行可入库"]
    ingested(tmp_path, "他人.xlsx", workbook(WEEK_5.replace("约3", "2")))
    before = ledger.revision("sample")
    store(app)
    assert ledger.revision("sample") == before
    assert staged(tmp_path) == ["第一组.xlsx"]
    assert "台账刚有变化，请再看一遍后入库" in words(app)
    store(app)
    assert ledger.revision("sample") == before + 1
    listed = ledger.submissions("sample", OFFICE, week=5)
    assert set(listed["file_name"]) == {"第一组.xlsx", "他人.xlsx"}


def test_a_worker_that_hangs_on_one_zip_costs_that_zip_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = drops.files_within
    pool = Workers(1, seconds=1.0)
    staging = Staging(tmp_path / "staging" / "d1")
    uploads = [(f"{n}.csv", f"单位名称,数\n区财政局,{n}\n".encode()) for n in range(9)]
    uploads[4] = ("5.zip", zipped({"a.csv": b"a,b\n1,2\n"}))
    dropping = Drop(staging, pool, by="a", at=hour(1))
    found = []
    for upload in uploads:
        is_zip = upload[0].endswith(".zip")
        monkeypatch.setattr(drops, "files_within", work.stuck_on if is_zip else honest)
        found += list(dropping.put_away([upload]))
    assert [f.found.code for f in found if isinstance(f.found, Issue)] == ["F13"]
    assert len(staging.waiting()) == 8
    assert not [path for path in staging.folder.iterdir() if path.is_dir()]
    pool.close()


def test_a_file_dropped_in_time_and_looked_at_after_the_deadline_is_not_late(
    ledger: Ledger,  # noqa: ARG001 - the pages open it
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = {
        "in time": datetime(2023, 11, 2, tzinfo=UTC),
        "after": datetime(2023, 11, 5, tzinfo=UTC),
    }
    late = wording("zh_CN").text("issue.P03.message").partition("{")[0]
    monkeypatch.setattr(opened, "now", lambda: days["in time"])
    app = drop(desk(), ("第一组第5周.xlsx", workbook(CLEAN)))
    assert results(app)
    assert late not in words(app)
    monkeypatch.setattr(opened, "now", lambda: days["after"])
    assert late not in words(app.run())
    first = drop(desk(), ("0第二组第5周.xlsx", workbook(OTHERS)))  # by its name the first shown
    assert late in words(first), "one that came late is"
