"""The figures of a deck as a workbook with charts of its own: a Deck goes in; the bytes of an
.xlsx come out. A sheet a slide, its rows beside the chart that is drawn of them."""

from __future__ import annotations

import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from campaign import Wording
from exports.lists import AS_IT_IS, sheet_name
from exports.papers import Field, Passage, plain
from exports.slides.deck import PERCENT, Deck, Drawn, Slide
from figures import LIGHT

_KINDS = {Drawn.BARS: "bar", Drawn.COLUMNS: "column", Drawn.LINE: "line"}
_HEAD = 3
"""The row of the headings: above it the answer, and what it is of."""
_COLOURS = (LIGHT.blue, LIGHT.blue_middle)


def chart_book(deck: Deck, words: Wording) -> bytes:
    """The workbook; the same deck gives the same bytes."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, AS_IT_IS)
    made = deck.cut.frozen_at.replace(tzinfo=None)
    book.set_properties({"title": deck.title, "created": made})
    for slide in deck.slides:
        sheet = book.add_worksheet(sheet_name(slide.subject))
        _rows(book, sheet, slide)
        sheet.write_string(1, 0, _below(slide, deck, words))
        if slide.is_chart:
            _chart(book, sheet, slide)
    book.close()
    return file.getvalue()


def _below(slide: Slide, deck: Deck, words: Wording) -> str:
    """What the reader has to know besides, and of which cut the figures are."""
    gap = any(None in values for _, values in slide.series) if slide.is_chart else False
    cut = words.text("slide.foot", week=deck.cut.week.iso, revision=deck.cut.revision)
    said = (slide.counting, words.text("slide.gap") if gap else "", cut)
    return words.text("needs.line_mark").join(filter(None, said))


def _rows(book: xlsxwriter.Workbook, sheet: Worksheet, slide: Slide) -> None:
    """The answer, the headings and every row. A number is a number; what nobody knows is a word,
    and below a chart an empty cell, since a chart draws a word as 0."""
    sheet.write_string(0, 0, plain(slide.title), book.add_format({"bold": True, "font_size": 14}))
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": LIGHT.blue_faint})
    share = book.add_format({"num_format": PERCENT})
    for at, row in enumerate(slide.rows):
        for column, cell in enumerate(row):
            value = _number(cell)
            if at == 0 and slide.drawn not in (Drawn.COVER, Drawn.LINES):
                sheet.write_string(_HEAD, column, plain(cell), head)
            elif value is None and slide.is_chart and column:
                continue
            elif value is None:
                sheet.write_string(_HEAD + at, column, plain(cell))
            else:
                sheet.write_number(_HEAD + at, column, value, share if slide.is_share else None)
    is_text = slide.drawn in (Drawn.COVER, Drawn.LINES)
    sheet.set_column(0, 0, 100 if is_text else 32)
    sheet.set_column(1, 6, 16)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _number(cell: Passage) -> float | None:
    """A cell that is one number and nothing else."""
    only = cell[0] if len(cell) == 1 else None
    return (
        float(only.value) if isinstance(only, Field) and not isinstance(only.value, str) else None
    )


def _chart(book: xlsxwriter.Workbook, sheet: Worksheet, slide: Slide) -> None:
    """A chart of the rows; what nobody knows is a gap."""
    chart = book.add_chart({"type": _KINDS[slide.drawn]})
    for column, (_, colour) in enumerate(zip(slide.series, _COLOURS, strict=False), start=1):
        chart.add_series(_series(sheet.get_name(), slide, column, colour))
    chart.set_title({"none": True})
    chart.set_legend({"position": "top"} if len(slide.series) > 1 else {"none": True})
    values = {"min": 0, "major_gridlines": {"visible": False}}
    values |= {"max": 1, "num_format": "0%"} if slide.is_share else {}
    chart.set_x_axis({"reverse": True} if slide.drawn is Drawn.BARS else {})
    chart.set_y_axis(values)
    chart.show_blanks_as("gap")
    chart.set_size({"width": 720, "height": max(360, 26 * len(slide.categories))})
    sheet.insert_chart(_HEAD, len(slide.rows[0]) + 1, chart)


def _series(name: str, slide: Slide, column: int, colour: str) -> dict[str, object]:
    """One column of the rows, over the places in the first."""
    first, last = _HEAD + 1, _HEAD + len(slide.categories)
    look = "line" if slide.drawn is Drawn.LINE else "fill"
    return {
        "name": [name, _HEAD, column],
        "categories": [name, first, 0, last, 0],
        "values": [name, first, column, last, column],
        "data_labels": {"value": column == 1},
        look: {"color": colour},
    }
