"""Every command on a campaign none of whose forms, fields, types and workstreams is packaged."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from campaign import Door, FormRole, Viewer, load_pack, wording
from commands.documents.forms import forms_page
from commands.documents.measures import measures_page
from exports import Addressee, FormCell, template
from ledger import open_ledger
from loaders import Reading, read_workbook
from tests.commands.conftest import Terminal
from tests.second_pack.sheets import FAULTS, PACK_ID, PACKS
from tests.second_pack.told import spelled_ids

ROOT = Path(__file__).resolve().parents[2]
FORMS = {
    "机构册.xlsx": ("unit_book", 6, 0),
    "巡访簿.xlsx": ("tour_book", 4, 0),
    "开局簿.xlsx": ("opening", 4, 0),
    "毛病簿.xlsx": ("fault_book", 4, 1),
    "餐簿.xlsx": ("meal_book", 1, 0),
    "东片第1周.xlsx": ("week_sheet", 3, 0),
    "西片第3周.xlsx": ("week_sheet", 2, 0),
}


def test_inspect_knows_each_form_by_its_own_headings(entered: Terminal, folder: Path) -> None:
    asked = ("inspect", "--pack", PACK_ID, "--roster", folder / "机构册.xlsx", folder)
    found = {file["file"]: file["sheets"][0]["tables"][0] for file in entered.json(*asked)["files"]}
    read = {
        name: (
            table["form"],
            table["n_data_rows"],
            sum(not e["accepted"] for e in table["entries"]),
        )
        for name, table in found.items()
    }
    assert {name: read[name] for name in FORMS} == FORMS
    (wrong,) = found["毛病簿.xlsx"]["issues"]
    assert (wrong["code"], wrong["cell"]) == ("C23", "毛病簿!K6"), "crossed off, and 不实"


def test_a_share_cell_gives_the_two_fields_that_follow_it(entered: Terminal, folder: Path) -> None:
    asked = (
        "inspect",
        "--pack",
        PACK_ID,
        "--roster",
        folder / "机构册.xlsx",
        folder / "开局簿.xlsx",
    )
    first = entered.json(*asked)["files"][0]["sheets"][0]["tables"][0]["entries"][0]["values"]
    assert (first["begun"]["value"], first["due_ones"]["value"]) == (3, 4)


def test_a_problem_crossed_off_with_a_verification_is_kept_as_found_mended(
    entered: Terminal,
) -> None:
    ledger = open_ledger(f"sqlite:///{entered.ledger}")
    frame = ledger.entries("own", Viewer(Door.OFFICE), "fault_book")
    ledger.close()
    stages = dict(
        zip(frame["key"], [json.loads(told)["stage"] for told in frame["fields"]], strict=True)
    )
    assert stages == {"B01 1": "proven", "B01 2": "said_done", "T01 1": "going"}
    assert len(FAULTS) == 2 + 4, "the fourth is held"


def test_the_shares_of_the_week(entered: Terminal) -> None:
    told = entered.json("figures")
    shares = {s["measure"]: (s["numerator"], s["denominator"]) for s in told["standing"]}
    assert shares == {
        "study_reach": (4, 6),
        "study_org_share": (7, 11),
        "completeness": (5, 6),
        "timeliness": (5, 6),
    }
    by_type = {
        line["place"]["id"]: (line["numerator"], line["denominator"], line["place"]["name"])
        for line in entered.json("figures", "--by", "type")["standing"]
        if line["measure"] == "study_reach"
    }
    assert by_type == {
        "bureau": (2, 2, "局级机关"),
        "township": (1, 2, "乡镇机关"),
        "hamlet": (1, 2, "村居组织"),
    }
    faults = told["quantities"]["problem_found_count"]
    assert (faults["week"], faults["cumulative"]) == (2, 13)


def test_attention_is_drawn_from_the_log_and_the_register_by_their_roles(entered: Terminal) -> None:
    """The register says who has opened by 10 March, the log who was visited, as of 26 March."""
    told = entered.json("figures")["attention"]
    assert {unit["unit"]: [(r["code"], r["value"]) for r in unit["reasons"]] for unit in told} == {
        "市水利局": [],
        "市教育局": [("overdue", 16), ("not_visited", 11)],
        "青山乡政府": [("not_visited", 17)],
        "白水镇政府": [("not_visited", 20), ("zero_streak", 3)],
        "河口村委会": [("behind_plan", 0), ("overdue", 16), ("not_visited", 20)],
        "石桥村委会": [
            ("behind_plan", None),
            ("overdue", 16),
            ("not_visited", 20),
            ("not_reported", 3),
        ],
    }
    assert {unit["type"] for unit in told} == {"bureau", "township", "hamlet"}


def test_the_chain_and_every_sheet_verify(entered: Terminal) -> None:
    assert entered.json("verify")["faults"] == []


def test_a_backup_comes_back_figure_by_figure(entered: Terminal, tmp_path: Path) -> None:
    entered.json("backup", "--out", tmp_path / "b.zip")
    other = Terminal(tmp_path / "other" / "ledger.db")
    (back,) = other.json("restore", tmp_path / "b.zip", "--into", f"sqlite:///{other.ledger}")[
        "districts"
    ]
    assert back["faults"] == []
    for asked in (("figures", "--by", "unit"), ("figures", "--by", "group"), ("verify",)):
        assert other.json(*asked) == entered.json(*asked)


def test_a_package_lists_its_entries_in_its_own_words(entered: Terminal, tmp_path: Path) -> None:
    entered.json("export", "--district", "own", "--out", tmp_path / "p.zip")
    with zipfile.ZipFile(tmp_path / "p.zip") as package:
        names = [n for n in package.namelist() if n.startswith("lists/") and n.endswith(".csv")]
        texts = {name: package.read(name).decode("utf-8-sig") for name in names}
    (visits,) = (text for text in texts.values() if "到访做法" in text)
    rows = list(csv.DictReader(io.StringIO(visits)))
    assert len(rows) == 4
    assert [row["单位编号"] for row in rows] == ["B01", "T01", "B02", "B01"]
    assert rows[1]["到访主题"] == "texts、mend"
    assert spelled_ids("\n".join(texts.values())) == set()
    other = Terminal(tmp_path / "other" / "ledger.db")
    assert other.json("import", tmp_path / "p.zip")["faults"] == []
    assert other.json("figures") == entered.json("figures")


def test_the_reference_pages_are_of_its_forms(entered: Terminal) -> None:  # noqa: ARG001
    pack = load_pack(PACK_ID)
    forms = forms_page(pack)
    assert all(form.label.zh in forms for form in pack.forms)
    assert "边读边改" in forms
    assert spelled_ids(forms + measures_page(pack)) == set()


def test_a_weekly_template_filled_in_comes_back_under_its_own_headings(entered: Terminal) -> None:
    reading = handed_out(entered, "week_sheet", {(4, 4): 2, (5, 4): 0, (6, 4): 1})
    (table,) = reading.tables
    assert (table.form, [week.number for week in table.weeks]) == ("week_sheet", [3])
    told = {entry.unit_name: entry.values["study_session_count"].value for entry in table.entries}
    assert told == {"市水利局": 2, "青山乡政府": 0, "河口村委会": 1}
    assert not {i.code for i in reading.all_issues} & {"L02", "L03", "L04", "L10", "L12"}


@pytest.mark.parametrize(
    ("form_id", "day"),
    [("tour_book", True), ("opening", False), ("fault_book", False), ("meal_book", False)],
)
def test_an_empty_form_handed_out_is_recognised(entered: Terminal, form_id: str, day: bool) -> None:
    cells: dict[tuple[int, int], object] = {(4, 2): "市水利局"}
    reading = handed_out(entered, form_id, cells | ({(4, 3): "2023-03-08"} if day else {}))
    assert [table.form for table in reading.tables] == [form_id]
    assert not {i.code for i in reading.all_issues} & {"L01", "L02", "L03", "L04", "L12"}


def handed_out(entered: Terminal, form_id: str, cells: Mapping[tuple[int, int], object]) -> Reading:
    """An empty form for the eastern team, with some cells filled in, read again."""
    ledger = open_ledger(f"sqlite:///{entered.ledger}")
    (district,), roster = ledger.districts(), ledger.roster("own")
    ledger.close()
    pack, week = load_pack(PACK_ID), district.calendar.week(3)
    east = Addressee("east", "东片巡导队", tuple(u for u in roster.units if u.group_id == "east"))
    data = template(FormCell(district, pack, form_id, week, east, wording("zh_CN")))
    book, file = load_workbook(io.BytesIO(data)), io.BytesIO()
    for (row, column), value in cells.items():
        book.worksheets[0].cell(row, column).value = value
    book.save(file)
    return read_workbook(file.getvalue(), file_name="空表.xlsx", roster=roster, pack=pack)


def test_the_packs_folder_is_named_by_the_environment(folder: Path) -> None:
    words = ("inspect", "--pack", PACK_ID, str(folder / "巡访簿.xlsx"))
    command = [sys.executable, "-m", "commands", *words]
    for packs, said in (
        (PACKS, "tour_book 4"),
        ("", "C31"),
        (folder / "x", "CAMPAIGN_PACKS"),
    ):
        env = {**os.environ, "CAMPAIGN_PACKS": str(packs), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, env=env, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert said in done.stdout + done.stderr


def test_every_role_is_played(entered: Terminal) -> None:  # noqa: ARG001
    assert {form.role for form in load_pack(PACK_ID).forms} - {None} == set(FormRole)
