"""Damaged files of every kind: always a reading or a coded refusal, never a fault of ours."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from random import Random

import pytest

from campaign import wording
from loaders import Upload, Workers
from loaders.files.sheet import UNCACHED, CellError
from tests.loaders import written
from tests.loaders.drawn import PACK, ROSTER

N = 1000 if os.environ.get("SOAK") else 100
ROWS = [
    ["主题教育工作进展情况周报表（第3周）", "", "", "", ""],
    ["单位名称", "集中学习", "研讨交流", "填报日期", "备注"],
    ["区财政局", 2.0, 3.0, date(2023, 10, 20), "已完成"],
    ["区应急管理局", 1.0, CellError("#REF!"), date(2023, 10, 19), "a\nb"],
    ["西城街道", True, 0.5, "10月18日", ""],
    ["合计", 3.0, 3.5, "", ""],
]
PLAIN = [[7.0 if isinstance(value, date) else value for value in row] for row in ROWS]
FILES: dict[str, bytes] = {
    "周报.xlsx": written.xlsx([*ROWS, ["幸福社区党支部", UNCACHED]]),
    "周报.xls": written.xls(ROWS),
    "周报.ods": written.ods(ROWS),
    "周报.xlsb": written.xlsb(PLAIN),
    "周报.csv": written.csv_text(ROWS).encode("gb18030"),
    "周报.htm": written.html(ROWS).encode("gb18030"),
    "周报.xml": written.xml2003(ROWS).encode(),
}
SPOTS = (0x00, 0xFF, 0x30, 0x3C, 0x22, 0x2C)


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    opened = Workers()
    yield opened
    opened.close()


def flipped(data: bytes, draw: Random) -> bytes:
    """A few bytes changed, some to those that markup is made of."""
    out = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 4, 8))):
        at = draw.randrange(len(out))
        out[at] = draw.choice((draw.randrange(256), draw.choice(SPOTS), out[at] ^ 1))
    return bytes(out)


def flipped_inside(data: bytes, draw: Random) -> bytes:
    """An archive whose check sums are right and one of whose members is damaged."""
    source = zipfile.ZipFile(io.BytesIO(data))
    members: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    name = draw.choice(sorted(members))
    content = members[name]
    assert isinstance(content, bytes)
    return written.zipped(members | {name: flipped(content, draw)})


def cut_off(data: bytes, draw: Random) -> bytes:
    """The first part of a file."""
    return data[: draw.randrange(len(data))]


def ways(data: bytes) -> list[Callable[[bytes, Random], bytes]]:
    """How a file of this kind may be damaged."""
    return [flipped, flipped, cut_off, *([flipped_inside] * 3 if data[:2] == b"PK" else [])]


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_ends_in_a_reading_or_a_coded_refusal(pool: Workers, name: str) -> None:
    words, whole = wording("zh_CN"), FILES[name]
    seeds = [f"{name} {n}" for n in range(N)]
    damaged = (
        Upload(seed, way(whole, draw))
        for seed in seeds
        for draw in [Random(seed)]
        for way in [draw.choice(ways(whole))]
    )
    read = list(pool.read(damaged, roster=ROSTER, pack=PACK))
    assert len(read) == N
    for reading in read:
        refused = reading.refused
        assert refused is None or refused.code not in ("F13", "F16"), (reading.file_name, refused)
        assert all(words.issue(issue) for issue in reading.all_issues)


@pytest.mark.parametrize("name", FILES)
def test_the_whole_file_is_read(pool: Workers, name: str) -> None:
    reading = pool.read_one(Upload(name, FILES[name]), roster=ROSTER, pack=PACK)
    assert reading.refused is None
    assert not {"F10", "F15"} & {issue.code for issue in reading.all_issues}
