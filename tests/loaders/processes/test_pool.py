"""Worker processes: bombs, faults and crashes end in a coded refusal, and the rest is read."""

from __future__ import annotations

import io
import os
import pickle
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from campaign import Issue, Past
from loaders import Hints, Upload, Workers
from loaders.processes.memory import MAX_GROWTH
from loaders.processes.process import environment
from tests.loaders.drawn import PACK, ROSTER, accepted, figures, read, workbook
from tests.loaders.written import ods_book, xlsx, zipped

ROOT = Path(__file__).parents[3]

BOOK = workbook("| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |")


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    opened = Workers()
    yield opened
    opened.close()


def outcome(pool: Workers, data: bytes, name: str = "周报.xlsx") -> str:
    """The code that refuses a file, or nothing."""
    refused = pool.read_one(Upload(name, data), roster=ROSTER, pack=PACK).refused
    return refused.code if refused else ""


def patched(change: Callable[[str], str]) -> bytes:
    """BOOK with its sheet's XML changed."""
    source = zipfile.ZipFile(io.BytesIO(BOOK))
    members = {name: source.read(name) for name in source.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    return zipped(members | {sheet: change(members[sheet].decode())})


def far_cells() -> bytes:
    """Three cells, the last at the far end of the sheet."""
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return patched(lambda xml: xml.replace("</sheetData>", row))


def spaces() -> bytes:
    """300 MB of blanks in some 300 KB."""
    return patched(lambda xml: xml.replace("</sheetData>", "</sheetData>" + " " * (300 << 20)))


def repeated_cells() -> bytes:
    """A million rows of twenty cells, said in one line."""
    cell = (
        '<table:table-cell table:number-columns-repeated="20" office:value-type="float" '
        'office:value="1"/>'
    )
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    return ods_book(f'<table:table table:name="周报">{row}</table:table>')


def real_cells() -> bytes:
    """A million rows of twenty cells, each written out."""
    thousand = ("<row>" + "<c><v>1</v></c>" * 20 + "</row>").encode() * 1000
    source, out = zipfile.ZipFile(io.BytesIO(BOOK)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in source.namelist():
            head, mark, tail = source.read(name).partition(b"</sheetData>")
            with archive.open(name, "w") as member:
                member.write(head)
                for _ in range(1000 if mark else 0):
                    member.write(thousand)
                member.write(mark + tail)
    return out.getvalue()


@pytest.mark.parametrize(
    ("bomb", "name", "most", "codes"),
    [
        (far_cells, "周报.xlsx", 9_000, {"F08"}),
        (spaces, "周报.xlsx", 400_000, {"F06"}),
        (repeated_cells, "周报.ods", 1_100, {"F08"}),
        (real_cells, "周报.xlsx", 6_000_000, {"F06"}),
    ],
    ids=lambda v: v.__name__ if callable(v) else None,
)
def test_a_bomb_ends_in_a_refusal_and_nothing_is_harmed(
    pool: Workers, bomb: Callable[[], bytes], name: str, most: int, codes: set[str]
) -> None:
    data = bomb()
    assert len(data) < most
    assert outcome(pool, data, name) in codes
    assert outcome(pool, BOOK) == ""
    assert 0 < pool.peak_memory < MAX_GROWTH


def test_readings_come_in_the_order_of_the_files_and_equal_those_made_here(pool: Workers) -> None:
    books = [
        workbook(f"| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政局 | {n} |")
        for n in range(12)
    ]
    uploads = [Upload(f"{n}.xlsx", book) for n, book in enumerate(books)]
    found = list(pool.read(iter(uploads), roster=ROSTER, pack=PACK))
    assert [reading.file_name for reading in found] == [f"{n}.xlsx" for n in range(12)]
    assert [figures(reading) for reading in found] == [figures(read(book)) for book in books]
    here = read(books[3], file_name="3.xlsx")
    assert found[3].all_issues == here.all_issues
    assert found[3].submissions[0].rows.equals(here.submissions[0].rows)
    assert found[3].sheets[0].grid == here.sheets[0].grid


def test_a_file_whose_bytes_cannot_be_had_is_refused_in_its_place(pool: Workers) -> None:
    uploads = [
        Upload("a.zip/a.xlsx", Issue("F05", params={"size": "21 MB", "limit": "20 MB"})),
        Upload("b.xlsx", BOOK),
    ]
    found = list(pool.read(uploads, roster=ROSTER, pack=PACK))
    assert [r.refused.code if r.refused else "" for r in found] == ["F05", ""]


def test_hints_go_along_and_earlier_figures_are_asked_for(pool: Workers) -> None:
    asked = []

    def earlier(week: int) -> dict[str, Past]:
        asked.append(week)
        return {"u01": Past({"discussion_session_count@cumulative": 9.0})}

    book = "| 周报 |\n| 单位名称 | 研讨交流累计 |\n| 区财政局 | 2 |"
    hints = Hints(week=3, earlier=earlier)
    found = pool.read_one(Upload("a.xlsx", workbook(book), hints), roster=ROSTER, pack=PACK)
    assert asked
    assert set(asked) == {3}
    here = read(book, file_name="a.xlsx", week=3, earlier=earlier)
    assert found.all_issues == here.all_issues
    assert "K05" in {issue.code for issue in found.all_issues}


def test_a_fault_while_figures_are_asked_for_reaches_the_caller(pool: Workers) -> None:
    def broken(week: int) -> dict[str, Past]:
        raise LookupError(f"week {week}")

    book = workbook("| 周报（第3周） |\n| 单位名称 | 研讨交流累计 |\n| 区财政局 | 2 |")
    with pytest.raises(LookupError):
        pool.read_one(Upload("a.xlsx", book, Hints(earlier=broken)), roster=ROSTER, pack=PACK)
    assert outcome(pool, BOOK) == ""


def test_many_threads_share_the_pool(pool: Workers) -> None:
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(lambda _: outcome(pool, BOOK), range(24)))
    assert found == [""] * 24


def test_a_worker_that_was_killed_is_replaced(pool: Workers) -> None:
    assert outcome(pool, BOOK) == ""
    for worker in pool._all:
        os.kill(worker._process.pid, 9)
        worker._process.wait()
    assert [outcome(pool, BOOK) for _ in range(3)] == [""] * 3


def test_a_file_that_takes_too_long_is_refused() -> None:
    """Slowed by the question about earlier figures, which is answered too late."""
    pool, never = Workers(1, seconds=0.5), Event()

    def late(week: int) -> dict[str, Past]:  # noqa: ARG001
        never.wait(3)
        return {}

    book = workbook("| 周报（第3周） |\n| 单位名称 | 研讨交流累计 |\n| 区财政局 | 2 |")
    found = pool.read_one(Upload("a.xlsx", book, Hints(earlier=late)), roster=ROSTER, pack=PACK)
    assert found.refused == Issue("F13")
    pool._seconds = 20.0
    assert outcome(pool, BOOK) == ""
    pool.close()


def test_a_file_that_takes_too_long_among_many_is_refused_alone() -> None:
    """Late files of those sent together are each tried by themselves."""
    pool, never = Workers(1, seconds=0.6), Event()

    def late(week: int) -> dict[str, Past]:  # noqa: ARG001
        never.wait(3)
        return {}

    asking = workbook("| 周报（第3周） |\n| 单位名称 | 研讨交流累计 |\n| 区财政局 | 2 |")
    outcome(pool, BOOK)
    uploads = [Upload(f"{n}.xlsx", BOOK) for n in range(14)]
    uploads[9] = Upload("9.xlsx", asking, Hints(earlier=late))
    found = list(pool.read(uploads, roster=ROSTER, pack=PACK))
    assert [r.file_name for r in found] == [upload.file_name for upload in uploads]
    assert [n for n, r in enumerate(found) if r.refused == Issue("F13")] == [9]
    assert all(accepted(r) == ["区财政局"] for n, r in enumerate(found) if n != 9)
    pool.close()


def test_each_of_many_files_is_told_its_own_earlier_figures(pool: Workers) -> None:
    book = "| 周报（第3周） |\n| 单位名称 | 研讨交流累计 |\n| 区财政局 | 5 |"
    data = workbook(book)
    pasts = [{"u01": Past({"discussion_session_count@cumulative": float(n)})} for n in range(16)]
    uploads = [
        Upload(f"{n}.xlsx", data, Hints(earlier=lambda week, n=n: pasts[n]))  # type: ignore[misc]  # noqa: ARG005
        for n in range(16)
    ]
    found = list(pool.read(uploads, roster=ROSTER, pack=PACK))
    fell = [n for n, r in enumerate(found) if "K05" in {i.code for i in r.all_issues}]
    assert fell == list(range(6, 16))


def test_a_fault_of_the_program_is_named_by_its_place_and_not_by_a_value(
    pool: Workers, caplog: pytest.LogCaptureFixture
) -> None:
    hints = Hints(scope=3)  # type: ignore[arg-type]
    found = pool.read_one(Upload("a.xlsx", BOOK, hints), roster=ROSTER, pack=PACK)
    assert found.refused is not None
    assert found.refused.code == "F16"
    place = str(found.refused.params["place"])
    assert re.fullmatch(r"\w+\.py:\d+ TypeError", place)
    assert place in caplog.text
    assert "区财政局" not in caplog.text


def test_a_closed_pool_starts_again(pool: Workers) -> None:
    pool.close()
    assert outcome(pool, BOOK) == ""


def test_a_worker_knows_no_address_of_a_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    assert "secret" not in str(environment())


def test_a_reading_packs_into_few_bytes() -> None:
    rows = [["周报（第3周）"], ["单位名称", "研讨交流"], ["区财政局", 2.0]]
    reading = read(xlsx(rows))
    assert accepted(pickle.loads(pickle.dumps(reading))) == ["区财政局"]
    assert len(pickle.dumps(reading)) < 40_000


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts a process's data")
def test_a_worker_cannot_grow_beyond_its_cap() -> None:
    grow = (
        "import loaders.processes.memory as m; m.limit_memory(); bytearray(m.MAX_GROWTH * 3 // 2)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", grow],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.strip().endswith("MemoryError")


def test_a_worker_s_peak_is_its_own_and_not_that_of_who_started_it() -> None:
    """A program that once held much starts a worker: the system's usual count would tell of both."""
    code = """if True:
        held = bytearray(600_000_000)
        held[::4096] = b"x" * len(held[::4096])
        del held
        from loaders.processes.pool import Upload, Workers
        from tests.loaders.drawn import PACK, ROSTER, workbook
        pool = Workers(1)
        pool.read_one(Upload("a.xlsx", workbook("| 单位名称 | 研讨交流 |")), roster=ROSTER, pack=PACK)
        print(pool.peak_memory)
        pool.close()
    """
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert 0 < int(told.stdout) < 500_000_000
