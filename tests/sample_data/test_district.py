from __future__ import annotations

import csv
import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from campaign import CampaignPack
from sample_data import ROSTER_FILE, write_district
from sample_data.district import district_books
from sample_data.truth.truth import SampleDistrict, sample_district

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as text:
        return list(csv.DictReader(text))


def opened(folder: Path, pattern: str, *, formulas: bool = False) -> Worksheet:
    (path,) = folder.glob(pattern)
    return openpyxl.load_workbook(path, data_only=not formulas).worksheets[0]


def column(sheet: Worksheet, letter: str) -> list[object]:
    return [cell.value for cell in sheet[letter]]


def test_one_workbook_a_group_and_week_one_correction_and_the_teams_own(folder: Path) -> None:
    files = [path.name for path in folder.glob("*.xlsx")]
    own = [file for file in files if file.startswith(("区", "中共"))]
    logs = [file for file in files if "督导" in file]
    launches = [file for file in files if "动员部署" in file]
    assert ROSTER_FILE in files
    assert 75 <= len(own) <= 80
    assert len(launches) == 10
    kept = ("台账", "清单", "配发情况统计表")  # two of them as they stood every other week or so
    ledgers = [file for file in files if any(n in file for n in kept) and file not in logs]
    assert len(ledgers) == 6 + 8 + 6 + 3
    assert len(files) - sum(map(len, (own, logs, launches, ledgers))) == 1 + 10 * 16 + 1


def test_logs_come_weekly_or_fortnightly_and_not_at_all_in_a_gap(folder: Path) -> None:
    logs = [path.name for path in folder.glob("*.xlsx") if "督导" in path.name]
    assert len([file for file in logs if file.startswith("第一组")]) == 8
    assert len([file for file in logs if file.startswith("第十组")]) == 16
    assert len([file for file in logs if file.startswith("指导四组")]) == 16 - 5
    assert len([file for file in logs if file.startswith("9组")]) == 8 - 2


def test_one_seed_gives_the_same_cells(district: SampleDistrict, pack: CampaignPack) -> None:
    again = sample_district(pack=pack, seed=district.seed)
    assert list(district_books(again)) == list(district_books(district))


def test_another_seed_gives_other_figures(district: SampleDistrict, pack: CampaignPack) -> None:
    assert sample_district(pack=pack, seed=1).activities != district.activities


def test_progress_counts_every_workbook(tmp_path: Path, pack: CampaignPack) -> None:
    seen: list[tuple[int, int]] = []
    written = write_district(tmp_path, pack=pack, progress=lambda *at: seen.append(at))
    assert seen == [(done, len(written)) for done in range(1, len(written) + 1)]


def test_every_workbook_has_its_arrival_and_a_few_come_late(
    folder: Path, district: SampleDistrict
) -> None:
    received = lines(folder / "received.csv")
    assert {line["file"] for line in received} == {path.name for path in folder.glob("*.xlsx")}
    assert all(datetime.fromisoformat(line["received_at"]).tzinfo for line in received)
    calendar = district.pack.calendar
    weekly = [book for book in district_books(district) if book.week]
    late = [b for b in weekly if b.received_at > calendar.deadline(calendar.week(b.week or 1))]
    assert 5 <= len(late) <= 16


def test_the_correction_comes_a_week_later_and_changes_three_units_only_upwards(
    folder: Path,
) -> None:
    first, again = (
        opened(folder, "第六组第7周周报.xlsx"),
        opened(folder, "第六组第7周周报（更正）.xlsx"),
    )
    names = column(first, "C")
    changed = {
        names[row - 1]: (first.cell(row, at).value, again.cell(row, at).value)
        for row in range(4, first.max_row + 1)
        for at in (4,)
        if first.cell(row, at).value != again.cell(row, at).value
    }
    units = {name: pair for name, pair in changed.items() if name not in ("小计", "合计")}
    assert len(units) == 3
    assert all(after == before + 1 for before, after in units.values())


def test_between_one_and_four_in_a_hundred_reports_are_missing(district: SampleDistrict) -> None:
    assert 0.015 <= len(district.silent) / (340 * 16) <= 0.04


def test_the_roster_lists_340_organisations_under_a_merged_two_row_header(folder: Path) -> None:
    sheet = opened(folder, ROSTER_FILE)
    assert "K3:N3" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["K3"].value == "下级党组织数"
    assert [cell.value for cell in sheet["K4:N4"][0]] == ["党委", "总支", "支部", "党小组"]
    codes = [value for value in column(sheet, "B") if re.fullmatch(r"A\d\d-\d{3}", str(value))]
    assert len(codes) == len(set(codes)) == 340


@pytest.mark.parametrize(
    ("pattern", "cell", "text"),
    [
        ("第一组第5周周报.xlsx", "A1", "云岭区主题教育工作进展情况周报表（第5周）"),
        ("2组 第五周*.xlsx", "C4", "本周"),
        ("2组 第五周*.xlsx", "A5", "甲"),
        ("第三组第5周周报.xlsx", "A1", "云岭区主题教育工作进展情况统计表（10月30日—11月5日）"),
        ("第三组第5周周报.xlsx", "B3", "单 位 名 称"),
        ("第三组第5周周报.xlsx", "C3", "集中\n学习"),
        ("指导四组周报10.30-11.5.xlsx", "A1", "附件1"),
        ("第五指导组*第5周.xlsx", "C5", "本周"),
        ("第八组 第5周 统计表.xlsx", "C4", "合计"),
        ("9组 第五周 周报.xlsx", "B25", "序号"),
        ("区纪委监委周报（第五周）.xlsx", "A2", "填报单位：区纪委监委"),
        ("第一组督导*10月30日*", "A1", "第一指导组督导工作台账（2023年10月30日—11月12日）"),
        ("第一组督导*10月30日*", "L3", "抽查核实"),
        ("第一组督导*10月30日*", "M4", "核实数"),
        ("2组督导*10月30日*", "A1", "附件2"),
        ("第五指导组督导*10月30日*", "A5", "甲"),
        ("七组督导*10月30日*", "B1", "第七指导组督导工作台账（10月30日—11月12日）"),
        ("第三指导组动员部署*", "C4", "是/否"),
        ("第三指导组动员部署*", "J3", "支部启动数/应启动数"),
        ("第六指导组动员部署*", "L3", "应启动数"),
    ],
)
def test_senders_keep_their_own_furniture(folder: Path, pattern: str, cell: str, text: str) -> None:
    assert opened(folder, pattern)[cell].value == text


def test_figures_stand_as_people_type_them(folder: Path) -> None:
    assert isinstance(opened(folder, "指导四组周报10.30-11.5.xlsx")["C6"].value, str)
    assert "无" in column(opened(folder, "第八组 第5周 统计表.xlsx"), "H")
    assert "/" in column(opened(folder, "第八组 第5周 统计表.xlsx"), "E")
    texts = [c.value for row in opened(folder, "七组周报（第5周）.xlsx")["D4:R30"] for c in row]
    assert "０" in texts
    texts = [c.value for row in opened(folder, "2组 第五周*.xlsx")["C6:T30"] for c in row]
    assert any(str(text).endswith("场次") for text in texts)


def test_totals_are_numbers_cached_sums_or_sums_nobody_computed(folder: Path) -> None:
    def total(pattern: str, place: str, *, formulas: bool) -> object:
        sheet = opened(folder, pattern, formulas=formulas)
        at = next(c for c in sheet[place] if c.value == "合计")
        return sheet.cell(at.row, at.column + 1).value

    assert isinstance(total("第一组第5周周报.xlsx", "B", formulas=True), int)
    assert str(total("第五指导组*第5周.xlsx", "B", formulas=True)).startswith("=SUM(")
    assert isinstance(total("第五指导组*第5周.xlsx", "B", formulas=False), int)
    assert str(total("指导四组周报10.30-11.5.xlsx", "B", formulas=True)).startswith("=SUM(")
    assert total("指导四组周报10.30-11.5.xlsx", "B", formulas=False) is None


def test_a_type_spans_its_rows_and_has_a_subtotal(folder: Path) -> None:
    sheet = opened(folder, "第六组第5周周报.xlsx")
    assert column(sheet, "C").count("小计") == 4
    assert any(str(area).startswith("B4:B") for area in sheet.merged_cells.ranges)


def test_running_totals_grow_by_the_week_wherever_both_weeks_were_sent(folder: Path) -> None:
    fifth, sixth = (opened(folder, f"第六组第{n}周周报.xlsx") for n in (5, 6))

    def running(sheet: Worksheet) -> dict[str, tuple[int, int]]:
        rows = sheet.iter_rows(min_row=4, min_col=3, max_col=5, values_only=True)
        return {
            r[0]: (r[1], r[2]) for r in rows if r[1] is not None and r[0] not in ("小计", "合计")
        }

    before, after = running(fifth), running(sixth)
    both = before.keys() & after.keys()
    assert len(both) >= 25
    assert all(after[unit][1] == before[unit][1] + after[unit][0] for unit in both)


def test_some_units_are_written_by_alias_or_with_blanks(folder: Path) -> None:
    names = column(opened(folder, "第三组第5周周报.xlsx"), "B")
    assert "组织部" in names
    assert any(str(name).startswith("中共云岭区") for name in names)
    assert any(re.fullmatch(r"\S\S \S+", str(name)) for name in names if name)


def test_each_planted_doubt_stands_where_it_is_listed(folder: Path) -> None:
    doubts = lines(folder / "doubts.csv")
    cells = {line["code"]: line for line in doubts if re.search(r"![A-Z]", line["cell"])}
    of_logs = {"C05", "C06", "C17"}
    assert set(cells) == {"C10", "C04", "C01", "C15", "C03", "K05", "K01", "U01"} | of_logs
    found = {}
    for code, line in cells.items():
        name, place = line["cell"].split("!")
        book = openpyxl.load_workbook(folder / line["file"], data_only=True)
        found[code] = book[name][place].value
    assert found["C04"] == "约3"
    assert found["C01"] == "#REF!"
    assert found["C15"] == "待报"
    assert found["C03"] == 2.5
    assert found["C10"] is None
    assert found["U01"] == "区招商服务中心"
    assert found["C05"] == "11月31日"
    assert found["C06"] == "2023年11月"
    assert found["C17"] == "听取汇报、电话询问"


def test_blank_rows_are_listed_by_their_line(folder: Path) -> None:
    rows = [d for d in lines(folder / "doubts.csv") if re.search(r"!\d+$", d["cell"])]
    assert 10 <= len(rows) <= 40
    for line in rows:
        name, number = line["cell"].split("!")
        sheet = openpyxl.load_workbook(folder / line["file"])[name]
        assert "未报" in [cell.value for cell in sheet[int(number)]]


def test_the_falling_total_is_below_the_week_before(folder: Path) -> None:
    (line,) = [d for d in lines(folder / "doubts.csv") if d["code"] == "K05"]
    sheet = opened(folder, line["file"])
    at = sheet[line["cell"].split("!")[1]]
    unit = sheet.cell(at.row, 2).value
    before = opened(folder, "2组 第十一周*.xlsx")
    row = column(before, "B").index(unit) + 1
    earlier = str(before.cell(row, at.column).value).removesuffix("场次")
    assert at.value == int(earlier) - 1


def test_nothing_points_to_a_person(district: SampleDistrict) -> None:
    texts = {
        str(value)
        for book in district_books(district)
        for sheet in book.sheets
        for value, _ in sheet.cells.values()
    }
    assert not [text for text in texts if _MOBILE.search(text) or _ID_NUMBER.search(text)]
    headings = {"姓名", "手机号", "身份证号", "书记", "负责人"}
    assert not texts & headings
