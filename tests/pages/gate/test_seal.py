"""A download is one browser's own, and no two share a name."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from exports import csv_bytes
from pages.gate.seal import COOKIE, browser_of, is_sealed_for, new_browser, sealed

MINE, YOURS = {COOKIE: new_browser()}, {COOKIE: new_browser()}
NAME, MIME = "单位情况_2023-W47.csv", "text/csv"


def scope(group: str) -> bytes:
    """A long list whose only difference between two groups stands between its head and its middle.

    | 单位名称 | 指导组 |
    | 单位0    | 同     |
    | …        | …      |
    | 单位9000 | 甲或乙 |
    """
    rows = pd.DataFrame({"name": [f"单位{i}" for i in range(70_000)], "group": "同"})
    rows.loc[9000, "group"] = group
    return csv_bytes(rows, {"name": "单位名称", "group": "指导组"}, note="第3周")


def handed(files: MediaFileManager, data: bytes, mime: str) -> bytes:
    """What the address gives that is made for a button when it is pressed."""
    file_id = files.add_deferred(lambda: data, mime, "1", file_name=NAME)
    found = files.read_file(files.execute_deferred(file_id).rpartition("/")[2])
    assert found is not None
    return found.content


def test_streamlit_gives_two_long_lists_one_name_and_the_second_reader_the_first_list() -> None:
    """Where this fails the seal's nonce is needed no more."""
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    one, other = scope("甲"), scope("乙")
    assert len(one) > 1 << 20
    assert handed(files, one, MIME) == one
    assert handed(files, other, MIME) == one != other


def test_sealed_each_reader_gets_the_list_that_was_asked_for() -> None:
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    one, other = scope("甲"), scope("乙")
    assert handed(files, one, sealed(MIME, MINE)) == one
    assert handed(files, other, sealed(MIME, MINE)) == other, "the same browser, another scope"
    assert handed(files, one, sealed(MIME, YOURS)) == one


def test_a_seal_is_one_browsers() -> None:
    seal = sealed(MIME, MINE)
    assert is_sealed_for(seal, browser_of(MINE))
    assert not is_sealed_for(seal, browser_of(YOURS))
    assert not is_sealed_for(seal, "")


def test_what_was_made_for_a_browser_without_a_name_is_nobodys() -> None:
    assert not is_sealed_for(sealed(MIME, {}), "")


@pytest.mark.parametrize("mime", [MIME, f"{MIME}; seal=", f"{MIME}; seal={'0' * 80}", ""])
def test_what_bears_no_seal_of_ours_is_nobodys(mime: str) -> None:
    assert not is_sealed_for(mime, browser_of(MINE))


@pytest.mark.parametrize("name", ["", "x", "g" * 32, "a" * 33, "a" * 31, "A" * 32, "a" * 32 + "\n"])
def test_a_name_that_the_gate_did_not_give_is_none(name: str) -> None:
    assert browser_of({COOKIE: name}) == ""
