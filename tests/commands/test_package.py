"""`export`, `import` and `archive`: a district read by people, taken elsewhere, and closed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from commands import package_lists
from tests.commands.conftest import Terminal
from tests.commands.test_ingest import Save, report
from tests.commands.test_inspect import ROSTER
from tests.loaders.drawn import workbook


@pytest.fixture
def own(terminal: Terminal, save: Save) -> Terminal:
    """A district with a roster and one week; the originals are kept."""
    terminal.json("ingest", save("r.xlsx", workbook(ROSTER)), save("=w.xlsx", report(3, "2", "0")))
    return terminal


def elsewhere(tmp_path: Path) -> Terminal:
    """A terminal at another ledger."""
    return Terminal(tmp_path / "elsewhere" / "ledger.db")


def rows_of(package: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    """A list of a package, as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(package.read(f"lists/{name}.csv").decode("utf-8-sig"))))


def test_a_package_is_taken_in_elsewhere_and_says_the_same(
    loaded: Terminal, tmp_path: Path
) -> None:
    file, other = tmp_path / "p.zip", elsewhere(tmp_path)
    (district,) = loaded.json("verify")["districts"]
    told = loaded.json("export", "--district", district["district"], "--out", file)
    assert set(told) == {
        *("file", "bytes", "sha256", "version", "made_at", "tables", "files"),
        *("district", "name", "revision", "head"),
    }
    brought = other.json("import", file)
    assert set(brought) == {
        *("file", "district", "revision", "head_before", "head", "figures_compared", "earlier_version", "faults")
    }  # fmt: skip
    assert (brought["revision"], brought["head_before"]) == (told["revision"], told["head"])
    assert brought["head"] != told["head"]
    assert other.json("verify")["faults"] == []
    half = str(told["revision"] // 2)
    for asked in (("figures", "--by", "unit"), ("figures", "--as-of", half)):
        assert other.json(*asked) == loaded.json(*asked)
    again = other.run("import", file)
    assert (again.exit_code, "本台账中已有区" in again.output) == (1, True)
    assert (
        "单个区的数据包"
        in other.run("restore", file, "--into", f"sqlite:///{tmp_path}/n.db").output
    )


def test_it_comes_beside_other_districts_and_its_chain_goes_on(
    own: Terminal, tmp_path: Path, save: Save
) -> None:
    file, other = tmp_path / "p.zip", elsewhere(tmp_path)
    other.json("sample", "--set", "scale", "--units", "3", "--weeks", "2")
    assert "已导出" in own.run("export", "--district", "own", "--out", file).output
    assert "逐项一致" in other.run("import", file).output
    assert [d["district"] for d in other.json("verify")["districts"]] == ["own", "scale-3x2"]
    again = tmp_path / "again.zip"
    other.json("export", "--district", "own", "--out", again)
    with zipfile.ZipFile(again) as package:
        acts = [row["操作"] for row in rows_of(package, "audit")]
        assert acts[:3] == ["exported", "imported", "exported"]
        ids = {json.loads(line)[0] for line in package.read("tables/audit.jsonl").splitlines()}
        assert ids == {"own"}
    other.json("ingest", save("w4.xlsx", report(4, "1", "1")), "--district", "own")
    assert other.json("verify")["faults"] == []


def test_people_read_figures_with_why_a_cell_has_none_and_no_cell_is_a_formula(
    own: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "p.zip"
    own.json("export", "--district", "own", "--out", file)
    with zipfile.ZipFile(file) as package:
        manifest = json.loads(package.read("manifest.json"))
        assert set(manifest["files"]) | {"manifest.json"} == set(package.namelist())
        for name, told in manifest["files"].items():
            assert sha256(package.read(name)).hexdigest() == told["sha256"]
        week = [row for row in rows_of(package, "figures") if row["周次"] == "2023-W42"]
        said = {row["单位名称"]: row for row in week}
        reported = [row for row in week if row["报送情况"] == "已报"]
        assert reported
        assert {row["集中学习"] for row in reported} == {"2", "0"}
        assert {row["办实事"] for row in reported} == {"未填"}
        silent = [row for row in rows_of(package, "figures") if row["周次"] == "2023-W41"]
        assert {(row["报送情况"], row["集中学习"]) for row in silent} == {("未报", "未报")}
        assert len(said) == len(week)
        assert [row["文件名"] for row in rows_of(package, "submissions")] == ["'=w.xlsx", "r.xlsx"]
        originals = [name for name in package.namelist() if name.startswith("originals/")]
        assert sorted(name.partition(" ")[2] for name in originals) == ["=w.xlsx", "r.xlsx"]
        sent = (tmp_path / "sent" / "=w.xlsx").read_bytes()
        assert package.read(next(n for n in originals if "=w" in n)) == sent
        for name in (
            n for n in package.namelist() if n.startswith("lists/") and n.endswith("xlsx")
        ):
            book = load_workbook(io.BytesIO(package.read(name)))
            cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
            assert {cell.data_type for cell in cells} <= {"s", "n"}
            listed = package.read(name.replace("xlsx", "csv")).decode("utf-8-sig")
            assert book.worksheets[0].max_row - 2 == len(list(csv.reader(io.StringIO(listed))))


@pytest.mark.parametrize(("lengths", "due"), [([3, 2], [5]), ([3, 3], [3, 3]), ([12], [5, 5, 2])])
def test_a_list_is_cut_into_files_that_open_and_loses_no_row(
    lengths: list[int], due: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_lists, "PART_ROWS", 5)
    numbers = iter(range(sum(lengths)))
    frames = [pd.DataFrame({"n": [next(numbers) for _ in range(n)]}) for n in lengths]
    parts = list(package_lists._parts("figures", frames))
    assert [len(part) for _, part in parts] == due
    assert [name for name, _ in parts] == ["figures", "figures-2", "figures-3"][: len(due)]
    assert [n for _, part in parts for n in part["n"]] == list(range(sum(lengths)))


def test_a_package_whose_chain_was_changed_is_refused(own: Terminal, tmp_path: Path) -> None:
    file, changed, other = tmp_path / "p.zip", tmp_path / "changed.zip", elsewhere(tmp_path)
    own.json("export", "--district", "own", "--out", file)
    with zipfile.ZipFile(file) as package, zipfile.ZipFile(changed, "w") as written:
        parts = {name: package.read(name) for name in package.namelist()}
        parts["tables/audit.jsonl"] = parts["tables/audit.jsonl"].replace(b"terminal", b"somebody")
        manifest = json.loads(parts["manifest.json"])
        digest = sha256(parts["tables/audit.jsonl"]).hexdigest()
        manifest["files"]["tables/audit.jsonl"]["sha256"] = digest
        parts["manifest.json"] = json.dumps(manifest).encode()
        for name, content in parts.items():
            written.writestr(name, content)
    refused = other.run("import", changed)
    assert refused.exit_code == 1
    assert "audit_changed" in refused.output
    assert other.json("verify")["districts"] == []


def test_a_finished_campaign_is_frozen_packed_and_takes_nothing_more(
    own: Terminal, tmp_path: Path, save: Save
) -> None:
    file = tmp_path / "finished.zip"
    told = own.json("archive", "--district", "own", "--out", file, "--reason", "活动结束")
    assert told["weeks_frozen"] == list(range(1, 17))
    (refused,) = own.json("ingest", save("w4.xlsx", report(4, "1", "1")))["files"]
    assert [it["locked"] for it in refused["submissions"]] == [[0]]
    assert "已归档，不再收报" in own.run("ingest", save("w5.xlsx", report(5, "1", "1"))).output
    with zipfile.ZipFile(file) as package:
        assert len(rows_of(package, "cuts")) == 16
        assert [row["操作"] for row in rows_of(package, "audit")][:2] == ["exported", "archived"]
    packed_again = own.json("archive", "--district", "own", "--out", tmp_path / "again.zip")
    assert packed_again["weeks_frozen"] == []
    other = elsewhere(tmp_path)
    other.json("import", file)
    assert "已归档" in other.run("ingest", save("w6.xlsx", report(6, "1", "1"))).output
    assert own.json("verify")["faults"] == other.json("verify")["faults"] == []


def test_it_is_opened_again_with_a_reason_only(own: Terminal, tmp_path: Path) -> None:
    reopen = ("archive", "--district", "own", "--reopen", "--reason", "补正")
    assert "没有归档" in own.run(*reopen).output
    own.json("archive", "--district", "own", "--out", tmp_path / "p.zip")
    assert own.run(*reopen[:4]).exit_code == 2
    told = own.json(*reopen)
    assert set(told) == {"district", "revision"}
    assert "已归档" in own.run("archive", "--district", "own", "--out", tmp_path / "q.zip").output
    assert own.run("archive", "--district", "own").exit_code == 2
