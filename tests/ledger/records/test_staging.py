"""Where uploads rest: owner only, whole or not at all, and gone when told."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from ledger import Staging
from tests.ledger.drawn import hour


def test_bytes_come_back_by_their_sha256(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staging")
    key = staging.put(b"PK workbook", file_name="周报（1）.xlsx", at=hour(1))
    assert key == sha256(b"PK workbook").hexdigest()
    assert staging.read(key) == b"PK workbook"
    assert staging.file_name(key) == "周报（1）.xlsx"


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_only_the_owner_may_read_them(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staging")
    key = staging.put(b"x", file_name="a.xlsx", at=hour(1))
    assert stat.S_IMODE(staging.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in staging.folder.iterdir()} == {0o600}
    assert key in os.listdir(staging.folder)


def test_dropped_bytes_are_gone_with_their_name(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    key = staging.put(b"x", file_name="a.xlsx", at=hour(1))
    staging.drop(key)
    staging.drop(key)
    with pytest.raises(FileNotFoundError):
        staging.read(key)
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_takes_what_is_older_and_putting_again_makes_it_new(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    old = staging.put(b"old", file_name="a.xlsx", at=hour(0))
    again = staging.put(b"again", file_name="b.xlsx", at=hour(0))
    staging.put(b"again", file_name="b.xlsx", at=hour(30))
    assert staging.sweep(before=hour(24)) == (old,)
    assert staging.read(again) == b"again"
    assert Staging(tmp_path / "nothing").sweep(before=hour(24) + timedelta(1)) == ()


def test_no_name_but_a_sha256_opens_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    with pytest.raises(ValueError, match="SHA-256"):
        Staging(tmp_path / "staging").read("../secret")


def test_the_same_bytes_of_two_are_each_one_s_until_each_takes_them_away(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staging" / "d1")
    key = staging.put(b"x", file_name="a.xlsx", at=hour(1), by="unit")
    assert staging.put(b"x", file_name="b.xlsx", at=hour(5), by="group") == key
    (waiting,) = staging.waiting()
    assert waiting.owners == {"unit", "group"}
    assert waiting.put_at == hour(1), "it came when it first did"
    assert [staging.left(by).n_bytes for by in ("unit", "group")] == [256 * 2**20 - 1] * 2
    assert not staging.drop(key, of="unit")
    assert [it.owners for it in staging.waiting()] == [{"group"}]
    assert staging.drop(key, of="group")
    assert list(staging.folder.iterdir()) == []


def test_whoever_takes_a_file_over_has_it_alone(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    for by in ("unit", "group"):
        key = staging.put(b"x", file_name="a.xlsx", at=hour(1), by=by)
    staging.give_to(key, "office")
    assert [it.owners for it in staging.waiting()] == [{"office"}]
