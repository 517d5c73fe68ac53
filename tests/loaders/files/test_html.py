"""Web pages saved as .xls."""

from __future__ import annotations

import time

import pytest

from campaign import Issue
from loaders.files.html import sheets_of_html
from loaders.files.limits import read_or_refuse
from loaders.files.sheet import CellError, Sheet
from loaders.files.workbook import sheets_of
from tests.loaders.drawn import codes, figures, issue, read
from tests.loaders.written import html, xlsx

ROWS = [
    ["主题教育周报表（第3周）", "", ""],
    ["单位名称", "研讨交流", "集中学习"],
    ["区财政局", "2", "3"],
]
NUMBERS = [*ROWS[:2], ["区财政局", 2.0, 3.0]]


def sheet(page: str) -> Sheet:
    found = sheets_of(f"<html>{page}</html>".encode())
    assert isinstance(found, tuple), found
    return found[0][0]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "GBK", ""])
def test_a_page_is_read_in_the_encoding_it_names_or_the_first_that_fits(charset: str) -> None:
    said = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    page = html(ROWS).replace("<html>", f"<html><head>{said if charset else ''}</head>")
    reading = read(page.encode(charset or "gb18030"), file_name="周报.xls")
    assert figures(reading) == figures(read(xlsx(NUMBERS)))
    assert {"F10", "F11"} <= set(codes(reading))
    expected = "UTF-8" if charset == "utf-8" else "GB18030"
    assert issue(reading, "F11").params == {"encoding": expected}


def test_spans_are_merged_areas_and_push_their_neighbours() -> None:
    found = sheet(
        "<table><tr><th rowspan=2>单位</th><th colspan='2'>研讨</th></tr>"
        "<tr><th>本周</th><th>累计</th></tr><tr><td>甲</td><td>1</td><td>2</td></tr></table>"
    )
    assert found.rows == [["单位", "研讨", ""], ["", "本周", "累计"], ["甲", "1", "2"]]
    assert found.merges == ((1, 1, 2, 1), (1, 2, 1, 3))


def test_tables_stand_below_each_other_with_a_blank_row_between() -> None:
    found = sheet("<table><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table>")
    assert found.rows == [["1"], [""], ["2"]]


def test_a_title_above_a_table_is_a_row() -> None:
    found = sheet(
        "<head><title>x</title></head><h3>周报（第3周）</h3><table><tr><td>1</td></table>"
    )
    assert found.rows == [["周报（第3周）"], ["1"]]


def test_a_table_that_only_lays_out_another_does_not_mix_with_it() -> None:
    inner = "<table><tr><td>甲</td><td>1</td></tr></table>"
    found = sheet(f"<table><tr><td>标题{inner}</td></tr><tr><td>脚注</td></tr></table>")
    assert found.rows == [["标题", ""], ["", ""], ["甲", "1"], ["", ""], ["脚注", ""]]


def test_entities_breaks_and_blanks_are_read_as_a_browser_shows_them() -> None:
    found = sheet("<table><tr><td>  a &amp;\n b<br>c </td><td>&nbsp;</td><td>#REF!</td></table>")
    assert found.rows == [["a & b\nc", "", CellError("#REF!")]]


def test_rows_that_are_not_displayed_are_hidden() -> None:
    found = sheet("<table><tr><td>1</td></tr><tr style='display: none'><td>2</td></tr></table>")
    assert found.hidden_rows == {2}
    assert found.rows == [["1"], ["2"]]


def test_scripts_and_styles_are_no_text() -> None:
    found = sheet("<style>td {}</style><table><tr><td><script>1</script>2</td></tr></table>")
    assert found.rows == [["2"]]


def test_a_span_across_everything_is_refused() -> None:
    found = sheets_of(b"<html><table><tr><td rowspan=99999999 colspan=99999999>1</table>")
    assert isinstance(found, Issue)
    assert found.code == "F08"


@pytest.mark.parametrize(
    "page",
    [
        "<a '" * 1_000_000,
        '<td "' * 1_000_000,
        "<!--" * 1_000_000,
        "<" * 4_000_000,
        "<style>" * 500_000,
        "<td><td " * 500_000,
        "<p>" * 3_000_000,
        "<table>" * 500_000,
        "<td title='a<b" * 300_000,
        "&#" * 2_000_000,
        "<td" + " a=1" * 1_000_000 + ">",
    ],
    ids=lambda page: page[:10],
)
def test_a_broken_page_costs_no_more_than_its_length(page: str) -> None:
    begun = time.process_time()
    kept = {i % 1000: str(i) for i in range(2_000_000)}
    floor, begun = time.process_time() - begun, time.process_time()
    found = read_or_refuse(lambda: sheets_of_html(f"<html>{page}".encode()))
    assert time.process_time() - begun < 20 * floor
    assert kept
    assert not isinstance(found, Issue) or found.code in ("F03", "F05", "F08")


def test_a_mark_within_quotes_is_no_tag_and_an_open_comment_hides_nothing() -> None:
    page = "<table><tr><td title='a<b'>1</td><td>2<!-- <td>3</td></tr></table><!-- 5 -->"
    (sheet,) = sheets_of_html(f"<html>{page}".encode())[0]
    assert sheet.rows[0][:2] == ["1", "2"]
    (open_,) = sheets_of_html(b"<html><table><tr><td>1<!-- <td>2</td></tr></table>")[0]
    assert open_.rows[0] == ["1", "2"]
