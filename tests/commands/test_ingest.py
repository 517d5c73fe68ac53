"""`ingest`: files into the ledger from a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from campaign import District, Roster
from commands import command_line
from ledger import open_ledger
from loaders import layout_from_words
from tests.commands.conftest import Terminal
from tests.commands.test_inspect import ROSTER
from tests.ledger.drawn import OFFICE
from tests.loaders.drawn import PACK, workbook

Save = Callable[[str, bytes], Path]


def report(week: int, *figures: str) -> bytes:
    lines = [
        f"| 云岭区周报表（第{week}周） |",
        "| 填报单位：第二指导组 |",
        "| 单位名称 | 集中学习 |",
    ]
    lines += [
        f"| {name} | {n} |" for name, n in zip(("区财政局", "西城街道"), figures, strict=False)
    ]
    return workbook("\n".join(lines))


@pytest.fixture
def folder(save: Save) -> Path:
    """A week's report whose name comes before the roster's, as folders sort them."""
    save("a第3周.xlsx", report(3, "2", "1"))
    return save("z名册.xlsx", workbook(ROSTER)).parent


def figures(terminal: Terminal, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = terminal.json("figures", *words)["quantities"]
    return found


def test_rosters_go_in_first_whatever_their_names(terminal: Terminal, folder: Path) -> None:
    document = terminal.json("ingest", folder)
    assert [f["file"] for f in document["files"]] == ["z名册.xlsx", "a第3周.xlsx"]
    submission = document["files"][1]["submissions"][0]
    assert (submission["form"], submission["week"], submission["sender"]) == (
        "weekly_report",
        3,
        "g02",
    )
    assert len(submission["new"]) == 2
    assert figures(terminal)["study_session_count"]["week"] == 3


def test_a_file_and_a_submission_have_exactly_their_keys(terminal: Terminal, folder: Path) -> None:
    document = terminal.json("ingest", folder)
    assert set(document) == {"district", "revision", "files"}
    file = document["files"][1]
    assert set(file) == {"file", "sha256", "refused", "issues", "submissions"}
    assert set(file["submissions"][0]) == {
        "form", "week", "sheet", "table", "sender", "new", "same", "changed", "clash", "held",
        "absent", "gone", "older", "locked", "already_received", "revision", "submission_id",
        "outranked", "blanks", "answered",
    }  # fmt: skip


def test_the_same_files_again_change_nothing(terminal: Terminal, folder: Path) -> None:
    first = terminal.json("ingest", folder)
    again = terminal.json("ingest", folder)
    assert again["revision"] == first["revision"]
    assert all(s["already_received"] for f in again["files"] for s in f["submissions"])


def test_a_dry_run_writes_nothing_and_says_what_it_would(terminal: Terminal, folder: Path) -> None:
    terminal.json("ingest", folder / "z名册.xlsx")
    before = terminal.json("figures")
    planned = terminal.json("ingest", folder / "a第3周.xlsx", "--dry-run")
    (submission,) = planned["files"][0]["submissions"]
    assert len(submission["new"]) == 2
    assert submission["revision"] is None
    assert terminal.json("figures") == before


def test_a_correction_changes_the_cell_and_is_listed(terminal: Terminal, folder: Path) -> None:
    terminal.json("ingest", folder)
    corrected = folder / "b第3周更正.xlsx"
    corrected.write_bytes(report(3, "4", "1"))
    (file,) = terminal.json("ingest", corrected, "--reason", "更正")["files"]
    (change,) = file["submissions"][0]["changed"]
    assert (change["slot"], change["old"], change["new"]) == ("study_session_count", "2", "4") or (
        change["old"], change["new"]
    ) == (2, 4)  # fmt: skip
    assert figures(terminal)["study_session_count"]["week"] == 5


def test_the_week_of_a_file_that_names_none_can_be_given(terminal: Terminal, folder: Path) -> None:
    bare = folder / "c.xlsx"
    bare.write_bytes(workbook("| 周报 |\n| 单位名称 | 集中学习 |\n| 区财政局 | 6 |"))
    document = terminal.json("ingest", folder / "z名册.xlsx", bare)
    assert [s for f in document["files"] for s in f["submissions"] if s["form"] != "roster"] == []
    document = terminal.json("ingest", bare, "--week", "2023-W43")
    assert [s["week"] for f in document["files"] for s in f["submissions"]] == [4]
    assert terminal.run("ingest", bare, "--week", "nonsense").exit_code == 2


def test_held_rows_stay_out_and_are_named(terminal: Terminal, folder: Path) -> None:
    (folder / "a第3周.xlsx").write_bytes(report(3, "2", "约1"))
    document = terminal.json("ingest", folder)
    (submission,) = document["files"][1]["submissions"]
    assert (len(submission["new"]), len(submission["held"])) == (1, 1)
    assert figures(terminal)["study_session_count"]["week"] == 2


def test_arrivals_are_taken_from_a_table(terminal: Terminal, folder: Path, tmp_path: Path) -> None:
    times = tmp_path / "received.csv"
    times.write_text("file,received_at\na第3周.xlsx,2023-10-20T13:00:00\n", encoding="utf-8")
    terminal.json("ingest", folder, "--received-from", times)
    late = [s for s in terminal.json("figures")["standing"] if s["measure"] == "timeliness"]
    assert [(s["numerator"], s["denominator"]) for s in late] == [(0, 2)]
    assert terminal.run("ingest", folder, "--received", "gestern").exit_code == 2


def test_a_refused_file_is_told_and_the_others_go_in(terminal: Terminal, folder: Path) -> None:
    (folder / "空.xlsx").write_bytes(b"")
    document = terminal.json("ingest", folder)
    refused = {f["file"]: f["refused"]["code"] for f in document["files"] if f["refused"]}
    assert refused == {"空.xlsx": "F01"}
    assert figures(terminal)["study_session_count"]["week"] == 3


def test_the_same_file_name_in_two_folders_is_two_files(terminal: Terminal, folder: Path) -> None:
    other = folder / "第4周"
    other.mkdir()
    (other / "a第3周.xlsx").write_bytes(report(3, "2", "1"))
    assert len(terminal.json("ingest", folder)["files"]) == 3


@pytest.mark.parametrize(
    ("sample_name", "entered"), [("青澜区", ("own", "云岭区")), ("云岭区", ("sample", "云岭区"))]
)
def test_own_sheets_never_join_the_invented_ones(
    terminal: Terminal, folder: Path, sample_name: str, entered: tuple[str, str]
) -> None:
    with closing(open_ledger(f"sqlite:///{terminal.ledger}")) as ledger:
        ledger.add_district(
            District("sample", sample_name, PACK.id, PACK.calendar, is_sample=True), by=OFFICE
        )
        document = terminal.json("ingest", folder)
        named = {district.id: district.name for district in ledger.districts()}
    assert (document["district"], named[document["district"]]) == entered


def test_a_week_s_report_alone_goes_where_its_units_are(terminal: Terminal, folder: Path) -> None:
    terminal.json("ingest", folder)
    with closing(open_ledger(f"sqlite:///{terminal.ledger}")) as ledger:
        before = len(ledger.districts())
        terminal.json("ingest", folder / "a第3周.xlsx")
        assert len(ledger.districts()) == before


def test_a_layout_confirmed_once_goes_in_from_a_terminal_too(
    terminal: Terminal, folder: Path, save: Save
) -> None:
    terminal.json("ingest", folder)
    odd = "| 云岭区周报表（第4周） |\n| 名单 | 谈体会 |\n| 区财政局 | 5 |"
    save("b第4周.xlsx", workbook(odd))
    refused = terminal.json("ingest", folder)["files"][-1]
    assert refused["refused"]["code"] == "L01"
    fields = {"名单": "unit", "谈体会": "discussion_session_count"}
    known = layout_from_words("weekly_report", [("名单",), ("谈体会",)], fields)
    with closing(open_ledger(f"sqlite:///{terminal.ledger}")) as ledger:
        (district,) = ledger.districts()
        ledger.confirm_layout(district.id, known, by=OFFICE, at=datetime.now(UTC))
    (entered,) = terminal.json("ingest", folder)["files"][-1]["submissions"]
    assert (entered["week"], len(entered["new"])) == (4, 1)


TWO_READINGS = workbook("""
    | 云岭区累计情况统计表（第3周） | |
    | 填报单位：第二指导组 | |
    | 单位名称 | 集中学习 |
    | 区财政局 | 9 |
""")


@pytest.mark.parametrize(("said", "slot"), [("week", ""), ("cumulative", "@cumulative")])
def test_figures_of_two_readings_go_in_only_as_somebody_says(
    terminal: Terminal, save: Save, said: str, slot: str
) -> None:
    terminal.json("ingest", save("z名册.xlsx", workbook(ROSTER)))
    path = save("a.xlsx", TWO_READINGS)
    (file,) = terminal.json("ingest", path)["files"]
    assert file["submissions"] == []
    assert "P12" in [issue["code"] for issue in file["issues"]]
    terminal.json("ingest", path, "--figures", said)
    (told,) = terminal.json("inspect", path, "--figures", said)["files"][0]["sheets"][0]["tables"]
    assert list(told["entries"][0]["values"]) == [f"study_session_count{slot}"]
    stored = figures(terminal)["study_session_count"]
    assert stored["week"] == (9 if said == "week" else None)


def test_a_week_far_from_its_arrival_waits_until_somebody_says_it(
    terminal: Terminal, save: Save
) -> None:
    terminal.json("ingest", save("z名册.xlsx", workbook(ROSTER)))
    path, late = save("a.xlsx", report(3, "2", "1")), ("--received", "2023-12-20")
    for received, code in (("2023-12-20", "P26"), ("2023-10-10", "P25")):
        (file,) = terminal.json("ingest", path, "--received", received)["files"]
        assert (file["submissions"], file["issues"][0]["code"]) == ([], code)
    (file,) = terminal.json("ingest", path, *late, "--week", "2023-W42", "--week-stands")["files"]
    assert [sent["week"] for sent in file["submissions"]] == [3]


def test_a_week_far_ahead_of_the_district_waits_where_arrival_says_nothing(
    terminal: Terminal, save: Save
) -> None:
    terminal.json(
        "ingest", save("z名册.xlsx", workbook(ROSTER)), save("a.xlsx", report(3, "2", "1"))
    )
    (file,) = terminal.json("ingest", save("b.xlsx", report(14, "2", "1")))["files"]
    assert (file["submissions"], file["issues"][0]["code"]) == ([], "P27")
    (file,) = terminal.json("ingest", save("c.xlsx", report(4, "2", "1")))["files"]
    assert [sent["week"] for sent in file["submissions"]] == [4]


def test_the_terminal_begins_with_the_latest_week_half_of_the_units_reported(
    terminal: Terminal, save: Save
) -> None:
    three = workbook(f"{ROSTER.rstrip()}\n| 区教育局 | 科级单位 | 二组 |")
    sent = [save("z名册.xlsx", three), save("a.xlsx", report(3, "2", "1"))]
    terminal.json("ingest", *sent, save("b.xlsx", report(4, "2")))
    assert terminal.json("figures")["week"] == "2023-W42"  # of week 4 one of three is in
    assert terminal.json("figures", "--week", "2023-W43")["week"] == "2023-W43"


def test_a_week_goes_against_the_title_only_when_that_is_said(
    terminal: Terminal, save: Save
) -> None:
    terminal.json("ingest", save("z名册.xlsx", workbook(ROSTER)))
    path = save("a.xlsx", report(3, "2", "1"))
    (file,) = terminal.json("ingest", path, "--week", "2023-W43")["files"]
    assert file["submissions"] == []
    assert "P01" in [issue["code"] for issue in file["issues"]]
    (file,) = terminal.json("ingest", path, "--week", "2023-W43", "--week-stands")["files"]
    assert [sent["week"] for sent in file["submissions"]] == [4]


def test_a_rosters_own_words_are_answered_once_and_remembered(
    terminal: Terminal, save: Save
) -> None:
    roster = """
        | 云岭区参学单位名册 | < | < |
        | 单位名称 | 单位性质 | 组别 |
        | 区财政局 | 机关 | 第一组 |
        | 区一中 | 学校 | 教育系统指导组 |
        | 某商会 | 两新组织 | 教育系统指导组 |
    """
    file = save("名册.xlsx", workbook(roster))
    told = terminal.run("ingest", file, "--dry-run").output
    assert "“学校”（1家）是哪一类单位？近似“二级单位”。" in told
    words = ["--means", "机关=科级领导班子", "--own", "学校=二级单位", "--own", "教育系统指导组"]
    document = terminal.json("ingest", file, *words, "--means", "某商会=社会组织党组织")
    assert document["files"][0]["submissions"][0]["held"] == []
    units = {u.name: (u.type_id, u.group_id) for u in roster_of(terminal).units}
    assert units == {
        "区财政局": ("section_team", "g01"),
        "区一中": ("学校", "教育系统指导组"),
        "某商会": ("social_org", "教育系统指导组"),
    }
    again = terminal.json("ingest", file)["files"][0]["submissions"][0]
    assert (again["held"], again["already_received"]) == ([], True)


def roster_of(terminal: Terminal) -> Roster:
    with closing(open_ledger(f"sqlite:///{terminal.ledger}")) as ledger:
        return ledger.roster("own")


def test_districts_begun_in_two_ledgers_may_meet_in_one(tmp_path: Path, save: Save) -> None:
    path, found = save("名册.xlsx", workbook(ROSTER)), []
    for name in ("a", "b"):
        env = {"DATABASE_URL": f"sqlite:///{tmp_path / name}.db"}
        done = CliRunner().invoke(command_line, ["ingest", str(path), "--json"], env=env)
        found.append(json.loads(done.stdout)["district"])
    assert len(set(found)) == 2
