"""A shared folder is looked into again and again; what still changes is left for later."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commands import files
from commands.files import new_files


def test_a_file_is_given_out_once_it_lies_still_and_again_when_it_was_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "第一组.xlsx"
    writes = iter([b"half", b"half and the rest", None, None, b"corrected, and longer", None, None])

    def pass_time(seconds: float) -> None:
        assert seconds == 2
        if (data := next(writes)) is not None:
            path.write_bytes(data)
            os.utime(path, ns=(len(data), len(data)))

    monkeypatch.setattr(files.time, "sleep", pass_time)
    given = [
        [(it.name, it.read_bytes()) for it in files]
        for files in new_files([tmp_path], every=2, rounds=7)
    ]
    assert given == [
        [("第一组.xlsx", b"half and the rest")],
        [("第一组.xlsx", b"corrected, and longer")],
    ]
