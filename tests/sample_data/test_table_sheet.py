from __future__ import annotations

from datetime import date

from sample_data.sheets.table_sheet import TableSheet, draw_table

DAY = date(2023, 10, 20)
TABLE = TableSheet(
    sheet="台账",
    title="督导工作台账",
    line="填报单位：第一指导组",
    columns={
        "sequence": ("序号",),
        "day": ("日期",),
        "unit": ("被指导单位",),
        "checked_claimed": ("抽查核实", "上报数"),
        "checked_verified": ("抽查核实", "核实数"),
    },
    rows=[
        {"day": DAY, "unit": "区财政局", "checked_claimed": 2, "checked_verified": 2},
        {"day": DAY, "unit": "区民政局"},
        {"day": date(2023, 10, 23), "unit": "区司法局"},
    ],
    footers=("填表人：张某某",),
    merges="day",
    annex="附件2",
    with_numbering=True,
)


def test_furniture_stands_above_and_below_the_rows() -> None:
    """附件, title, line, two heading rows, 栏次, three visits, footer."""
    sheet = draw_table(TABLE).sheet
    first = {row: sheet.cells[row, 1][0] for row in (1, 2, 3, 4, 6, 7, 9, 10)}
    assert first == {
        1: "附件2", 2: "督导工作台账", 3: "填报单位：第一指导组", 4: "序号", 6: "甲", 7: 1, 9: 3,
        10: "填表人：张某某",
    }  # fmt: skip
    assert (4, 4, 4, 5) in sheet.merges
    assert sheet.cells[5, 5][0] == "核实数"


def test_equal_days_below_each_other_are_one_cell() -> None:
    sheet = draw_table(TABLE).sheet
    assert (7, 2, 8, 2) in sheet.merges
    assert sheet.cells[7, 2] == (DAY, "day")
    assert (8, 2) not in sheet.cells
    assert sheet.cells[9, 2][0] == date(2023, 10, 23)


def test_places_say_where_each_value_stands() -> None:
    drawn = draw_table(TABLE)
    assert drawn.places[1, "unit"] == (8, 3)
    assert drawn.sheet.cells[8, 3][0] == "区民政局"
