"""A drawn grid as a table."""

from __future__ import annotations

from campaign import Grid, wording
from pages.markup.sheet import sheet_html

WORDS = wording("zh_CN")
ROLES = {1: "title", 2: "header", 30: "total"}


def grid(n_rows: int = 30) -> Grid:
    """A title over three columns, a header, data rows and a total, beginning at B1."""
    rows = [("周报表", "", ""), ("单位", "学习", "研讨")]
    rows += [(f"单位{row}", str(row), "0") for row in range(3, n_rows)]
    return Grid("周报", 1, 2, (*rows, ("合计", "9", "9")), ((1, 2, 1, 4),), ROLES)


def test_the_cell_is_marked_where_the_office_would_look_for_it() -> None:
    html = sheet_html(grid(), {(10, 3): "here"}, WORDS)
    assert '<td class="here">10</td>' in html
    assert html.count('class="here"') == 1
    assert "<th>10</th>" in html
    assert "<th>B</th><th>C</th><th>D</th>" in html


def test_rows_far_from_the_cell_are_left_out_and_counted() -> None:
    html = sheet_html(grid(), {(10, 3): "here"}, WORDS)
    assert "单位6" in html
    assert "单位5<" not in html
    assert "……其余3行……" in html
    assert "……其余15行……" in html


def test_header_and_total_are_always_shown() -> None:
    html = sheet_html(grid(), {(10, 3): "here"}, WORDS)
    assert "周报表" in html
    assert '<tr class="total"><th>30</th>' in html


def test_a_title_runs_over_its_line() -> None:
    html = sheet_html(grid(), {(3, 3): "here"}, WORDS)
    assert 'colspan="3">周报表</td></tr>' in html


def test_a_merged_heading_covers_its_columns() -> None:
    merged = Grid(
        "周报", 1, 1, (("单位", "学习", ""), ("甲", "1", "2")), ((1, 2, 1, 3),), {1: "header"}
    )
    html = sheet_html(merged, {(2, 2): "here"}, WORDS)
    assert '<td>单位</td><td colspan="2">学习</td></tr>' in html


def test_text_of_a_cell_is_never_markup() -> None:
    html = sheet_html(Grid("s", 1, 1, (("<b>",),)), {(1, 1): "here"}, WORDS)
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
