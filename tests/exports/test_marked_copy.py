"""The sender's workbook comes back with its faulty cells marked, and reads as it read before."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from campaign import Address, Issue, wording
from exports import marked_copy
from exports.as_read import as_workbook
from loaders import read_workbook
from loaders.files.sheet import UNCACHED, CellError
from tests.loaders import written
from tests.loaders.drawn import PACK, ROSTER, read, workbook

ZH, EN = wording("zh_CN"), wording("en")
SHEET = """
    | 主题教育工作进展情况周报表（第3周） | <                | <        | <    |
    | 单位名称                           | 研讨交流（场次） | 集中学习 | 备注 |
    | 区财政局                           | 约3              | 1        | =1+1→2 |
    | 区应急管理局                       | 2                | #REF!    |      |
    | 区教育局                           | 2                | 4        | 无   |
    | 合计                               | =SUM(B3:B5)→4    | 5        |      |
    | 填表人：                           |                  |          |      |
"""


def copy_of(data: bytes, words=ZH, file_name="周报.xlsx"):
    """The marked copy's bytes and the copy opened."""
    reading = read_workbook(data, file_name=file_name, roster=ROSTER, pack=PACK)
    copy = marked_copy(data, reading, words, PACK)
    return copy, openpyxl.load_workbook(io.BytesIO(copy))


def told(reading):
    return [(issue.code, str(issue.address), issue.raw) for issue in reading.all_issues]


def test_a_doubtful_cell_is_tinted_and_says_what_to_do():
    _, book = copy_of(workbook(SHEET))
    cell = book["周报"]["B3"]
    assert cell.fill.start_color.rgb == "FFF4B6B6"
    issue = Issue("C04", Address("周报", 3, 2), "约3")
    assert ZH.issue(issue) in cell.comment.text
    assert ZH.remedy(issue, PACK) in cell.comment.text
    assert book["周报"]["B5"].comment is None


def test_the_first_sheet_lists_every_doubt_with_a_link_to_its_cell():
    _, book = copy_of(workbook(SHEET))
    listed = book.worksheets[0]
    assert listed.title == "问题清单"
    lines = {row[0].value: row for row in listed.iter_rows(min_row=5)}
    assert {"周报!B3", "周报!C4"} <= set(lines)
    assert lines["周报!B3"][0].hyperlink.location == "'周报'!B3"
    assert lines["周报!B3"][2].value == "约3"
    assert len(lines) <= len(read(workbook(SHEET)).all_issues)


def test_the_copy_reads_as_the_workbook_read():
    data = workbook(SHEET)
    copy, _ = copy_of(data)
    before, after = read(data), read(copy)
    assert told(after) == told(before)
    assert after.tables[0].entries == before.tables[0].entries


def test_correcting_only_the_marked_cells_leaves_no_error():
    copy, _ = copy_of(workbook(SHEET))
    book = openpyxl.load_workbook(io.BytesIO(copy))
    book["周报"]["B3"], book["周报"]["C4"], book["周报"]["B6"] = 3, 0, 7
    book["周报"]["D3"] = "无"  # this writer would drop its result
    file = io.BytesIO()
    book.save(file)
    reading = read(file.getvalue())
    assert not [issue for issue in reading.all_issues if issue.holds_row]
    assert [entry.accepted for entry in reading.tables[0].entries] == [True] * 3


def test_marks_of_an_earlier_copy_are_taken_away():
    copy, _ = copy_of(workbook(SHEET))
    book = openpyxl.load_workbook(io.BytesIO(copy))
    book["周报"]["B3"] = 3
    file = io.BytesIO()
    book.save(file)
    _, again = copy_of(file.getvalue())
    assert again["周报"]["B3"].comment is None
    assert again["周报"]["B3"].fill.fill_type is None
    assert again.sheetnames.count("问题清单") == 1
    assert again["周报"]["C4"].comment is not None


def test_the_sender_s_own_comment_and_styles_stay():
    book = openpyxl.load_workbook(io.BytesIO(workbook(SHEET)))
    book["周报"]["B3"].comment = Comment("请核", "某科")
    book["周报"]["B5"].fill = PatternFill("solid", start_color="FF00FF00")
    book["周报"].column_dimensions["B"].width = 33
    file = io.BytesIO()
    book.save(file)
    copy, marked = copy_of(file.getvalue())
    assert marked["周报"]["B3"].comment.text.startswith("请核")
    assert marked["周报"]["B5"].fill.start_color.rgb == "FF00FF00"
    assert marked["周报"].column_dimensions["B"].width == 33
    _, again = copy_of(copy)
    assert again["周报"]["B3"].comment.text.count("【") == 1


def test_a_doubt_in_a_merged_cell_is_marked_at_its_first_cell():
    _, book = copy_of(
        workbook("""
            | 工作进展情况周报表（第3周） | <        |
            | 单位名称                   | 研讨交流 |
            | 区财政局                   | 约3      |
            | 区教育局                   | ^        |
        """)
    )
    assert book["周报"]["B3"].comment is not None


def test_formulas_keep_their_results():
    copy, book = copy_of(workbook(SHEET))
    values = openpyxl.load_workbook(io.BytesIO(copy), data_only=True)
    assert values["周报"]["B6"].value == 4
    assert values["周报"]["D3"].value == 2
    assert book["周报"]["B6"].value == "=SUM(B3:B5)"


def test_a_text_like_a_formula_stays_a_text_in_copy_and_list():
    data = workbook("""
        | 单位名称（第3周周报）    | 研讨交流 | 备注              |
        | '=HYPERLINK("http://x")  | 2        | '+1               |
        | 区财政局                 | '@SUM(1) | '=1+2             |
    """)
    copy, book = copy_of(data)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert told(read(copy)) == told(read(data))


def test_the_list_speaks_the_reader_s_language_under_its_fixed_name():
    _, book = copy_of(workbook(SHEET), EN)
    assert book.sheetnames[0] == "问题清单"
    assert book.worksheets[0]["A1"].value == EN.text("reply.title")


def test_no_macro_goes_back():
    data = io.BytesIO(workbook(SHEET))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    copy, _ = copy_of(data.getvalue(), file_name="周报.xlsm")
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        assert not [name for name in package.namelist() if "vba" in name.lower()]


def test_a_file_of_another_kind_comes_back_as_it_was_read():
    data = workbook(SHEET)
    reading = read(data)
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(reading.sheets)))
    assert book["周报"]["B5"].value == 2
    assert book["周报"]["A1"].value.startswith("主题教育")
    assert str(next(iter(book["周报"].merged_cells.ranges))) == "A1:D1"


def test_a_workbook_with_broken_styles_comes_back_as_it_was_read():
    broken = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(SHEET))) as before,
        zipfile.ZipFile(broken, "w") as after,
    ):
        for member in before.infolist():
            content = before.read(member)
            if member.filename == "xl/styles.xml":
                content = content.replace(b"<cellXfs", b'<cellXfs x="1"').replace(
                    b'"solid"', b'"?"'
                )
                content = content.replace(b'patternType="none"', b'patternType="nothing"')
            after.writestr(member, content)
    _, book = copy_of(broken.getvalue())
    assert book["周报"]["B3"].comment is not None


def test_a_refused_file_has_no_copy():
    reading = read_workbook(b"", file_name="空.xlsx", roster=ROSTER, pack=PACK)
    with pytest.raises(ValueError, match="no copy"):
        marked_copy(b"", reading, ZH, PACK)


def test_a_very_large_workbook_comes_back_as_it_was_read(monkeypatch):
    monkeypatch.setattr("exports.own_workbook._WHOLE", 100)
    data = workbook(SHEET)
    copy, book = copy_of(data)
    assert book["周报"]["E3"].value is None
    assert book["周报"]["D3"].value == 2
    assert "约3" in book["周报"]["B3"].comment.text
    assert told(read(copy)) == told(read(data))


@pytest.mark.parametrize("write", [written.ods, written.xml2003])
def test_a_copy_of_what_was_read_keeps_what_held_its_cells(write):
    rows = [
        ["周报表（第3周）", "", "", ""],
        ["单位名称", "研讨交流", "集中学习", "备注"],
        ["区财政局", UNCACHED, CellError("#REF!"), "12.0"],
        ["西城街道", "2.0", 1.0, ""],
    ]
    data = write(rows)
    data = data.encode() if isinstance(data, str) else data
    before = read_workbook(data, file_name="周报.ods", roster=ROSTER, pack=PACK)
    after = read(marked_copy(data, before, ZH, PACK))
    doubts = [line for line in told(before) if line[0] != "F10"]
    assert told(after) == doubts
    assert ("C02", "周报!B3", "") in doubts
    assert ("C01", "周报!C3", "#REF!") in doubts
