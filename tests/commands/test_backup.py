"""`backup` and `restore`: words, JSON and exit status, on the district sample too."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.commands.conftest import Terminal
from tests.commands.test_ingest import Save, report
from tests.commands.test_inspect import ROSTER
from tests.loaders.drawn import workbook


def restored(tmp_path: Path) -> Terminal:
    """A terminal at the ledger that backups are restored into."""
    return Terminal(tmp_path / "other" / "ledger.db")


def test_a_sample_is_restored_figure_by_figure(loaded: Terminal, tmp_path: Path) -> None:
    file, other = tmp_path / "copy.zip", restored(tmp_path)
    told = loaded.json("backup", "--out", file)
    assert set(told) == {
        *("file", "bytes", "sha256", "version", "made_at", "districts", "tables")
    }  # fmt: skip
    assert told["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert told["tables"]["submission"] > 5
    document = other.json("restore", file, "--into", f"sqlite:///{other.ledger}")
    (brought,) = document["districts"]
    assert set(brought) == {
        *("district", "revision", "head_before", "head", "figures_compared", "earlier_version", "faults")
    }  # fmt: skip
    assert brought["figures_compared"] > 20
    assert brought["faults"] == []
    half = str(brought["revision"] // 2)
    for asked in (("figures", "--by", "unit"), ("verify",), ("figures", "--as-of", half)):
        assert other.json(*asked) == loaded.json(*asked)


def test_both_say_in_words_what_they_did(terminal: Terminal, save: Save, tmp_path: Path) -> None:
    terminal.json("ingest", save("r.xlsx", workbook(ROSTER)), save("w.xlsx", report(3, "2", "1")))
    file, other = tmp_path / "copy.zip", restored(tmp_path)
    assert terminal.run("backup", "--out", file).output.startswith("已备份到 copy.zip：1个区，")
    assert file.stat().st_mode & 0o077 == 0
    again = terminal.run("backup", "--out", file)
    assert (again.exit_code, "is there already" in again.output) == (1, True)
    into = f"sqlite:///{other.ledger}"
    assert "逐项一致" in other.run("restore", file, "--into", into).output
    twice = other.run("restore", file, "--into", into)
    assert (twice.exit_code, "备份只恢复到空台账" in twice.output) == (1, True)


def test_a_damaged_file_is_refused_in_words_and_leaves_nothing(
    terminal: Terminal, save: Save, tmp_path: Path
) -> None:
    terminal.json("ingest", save("r.xlsx", workbook(ROSTER)))
    file, other = tmp_path / "copy.zip", restored(tmp_path)
    terminal.json("backup", "--out", file)
    file.write_bytes(file.read_bytes()[:-100])
    refused = other.run("restore", file, "--into", f"sqlite:///{other.ledger}")
    assert (refused.exit_code, "不是备份或数据包" in refused.output) == (1, True)
    assert other.json("verify")["districts"] == []
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []
