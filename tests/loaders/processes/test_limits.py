"""A worker is held to its time and memory from outside, and does any work it is handed."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from campaign import Issue, Past
from loaders import Hints, Upload, Workers
from loaders.processes.memory import MAX_GROWTH, held_memory
from loaders.processes.worker import MAX_ANSWER
from tests.loaders.drawn import PACK, ROSTER, accepted, workbook
from tests.loaders.processes import work

BOOK = workbook("| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |")


@pytest.fixture(scope="module", params=[True, False], ids=["limits itself", "watched only"])
def pool(request: pytest.FixtureRequest) -> Iterator[Workers]:
    """Workers of one process; the second kind as on a system without a limit for a process."""
    opened = Workers(1, limit_themselves=request.param)
    yield opened
    opened.close()


def code(found: object) -> str:
    return found.code if isinstance(found, Issue) else ""


def test_a_worker_does_work_it_never_heard_of(pool: Workers) -> None:
    assert pool.result_of(work.doubled, 21) == 42
    assert pool.result_of(work.told_process) != pool.result_of(work.doubled, 0)


def test_work_that_takes_too_much_memory_is_ended_and_nothing_else_is(pool: Workers) -> None:
    assert code(pool.result_of(work.greedy, 3 * (MAX_GROWTH >> 20))) == "F06"
    assert pool.peak_memory < MAX_GROWTH * 3 // 2
    assert pool.result_of(work.greedy, 64) == 8
    assert pool.read_one(Upload("周报.xlsx", BOOK), roster=ROSTER, pack=PACK).refused is None


def test_an_answer_of_no_reasonable_length_is_not_listened_to(pool: Workers) -> None:
    here = held_memory(os.getpid())
    assert code(pool.result_of(work.talkative, (MAX_ANSWER >> 20) + 1)) == "F06"
    assert held_memory(os.getpid()) - here < MAX_ANSWER
    assert pool.result_of(work.doubled, 1) == 2


def test_a_fault_in_the_work_is_told_by_its_place_and_not_by_a_value(
    pool: Workers, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        found = pool.result_of(work.faulty, "区财政局")
    assert isinstance(found, Issue)
    assert found.code == "F16"
    assert str(found.params["place"]).startswith("work.py:")
    assert str(found.params["place"]) in caplog.text
    assert "区财政局" not in caplog.text + str(found)


def test_work_whose_worker_dies_is_done_again(pool: Workers, tmp_path: Path) -> None:
    assert pool.result_of(work.killed_once, tmp_path / "mark") == "done"


def test_a_worker_that_hangs_is_ended_while_ten_people_upload() -> None:
    """Two workers, one of them stopped dead: ten uploads are read by the other, the hung work is
    refused when its time is over, and the next file finds two workers again."""
    pool = Workers(2, seconds=3.0)
    uploads = [Upload(f"{n}.xlsx", BOOK) for n in range(10)]
    list(pool.read(uploads[:2], roster=ROSTER, pack=PACK))
    with ThreadPoolExecutor(11) as people:
        hung = people.submit(pool.result_of, work.stuck)
        started = time.monotonic()
        read = [
            people.submit(pool.read_one, upload, roster=ROSTER, pack=PACK) for upload in uploads
        ]
        readings = [one.result() for one in read]
        seconds = time.monotonic() - started
        assert hung.result() == Issue("F13")
    assert [reading.file_name for reading in readings] == [u.file_name for u in uploads]
    assert not any(reading.refused for reading in readings)
    assert seconds < 3.0
    again = list(pool.read(uploads, roster=ROSTER, pack=PACK))
    assert not any(reading.refused for reading in again)
    pool.close()


def test_both_workers_hanging_delays_ten_people_and_loses_nothing() -> None:
    pool = Workers(2, seconds=3.0)
    uploads = [Upload(f"{n}.xlsx", BOOK) for n in range(10)]
    list(pool.read(uploads[:2], roster=ROSTER, pack=PACK))
    with ThreadPoolExecutor(12) as people:
        hung = [people.submit(pool.result_of, work.stuck) for _ in range(2)]
        read = [people.submit(pool.read_one, u, roster=ROSTER, pack=PACK) for u in uploads]
        assert [one.result() for one in hung] == [Issue("F13")] * 2
        refused = [one.result().refused for one in read]
    assert refused == [None] * 10
    pool.close()


def test_a_file_is_read_where_it_lies_and_one_that_is_gone_is_told(
    pool: Workers, tmp_path: Path
) -> None:
    file = tmp_path / "a"
    file.write_bytes(BOOK)
    there = pool.read_one(Upload("周报.xlsx", file), roster=ROSTER, pack=PACK)
    here = pool.read_one(Upload("周报.xlsx", BOOK), roster=ROSTER, pack=PACK)
    assert there.sha256 == here.sha256
    assert there.tables[0].entries == here.tables[0].entries
    assert accepted(there) == ["区财政局"]
    file.unlink()
    gone = pool.read_one(Upload("周报.xlsx", file), roster=ROSTER, pack=PACK)
    assert gone.refused == Issue("F24")


def test_a_drop_of_files_that_take_too_long_ends_after_a_few_and_others_are_read() -> None:
    """Ten files that hang, then the same call's rest: three are waited for, the rest is not."""
    pool, never = Workers(1, seconds=0.5), Event()

    def late(week: int) -> dict[str, Past]:  # noqa: ARG001
        never.wait(2)
        return {}

    asking = workbook("| 周报（第3周） |\n| 单位名称 | 研讨交流累计 |\n| 区财政局 | 2 |")
    pool.read_one(Upload("a.xlsx", BOOK), roster=ROSTER, pack=PACK)
    hanging = [Upload(f"{n}.xlsx", asking, Hints(earlier=late)) for n in range(10)]
    found = list(pool.read(hanging, roster=ROSTER, pack=PACK, most_late=3))
    assert [code(reading.refused) for reading in found] == ["F13"] * 3 + ["F26"] * 7
    pool._seconds = 20.0
    others = list(pool.read([Upload("b.xlsx", BOOK)] * 3, roster=ROSTER, pack=PACK, most_late=3))
    assert not any(reading.refused for reading in others)
    pool.close()
