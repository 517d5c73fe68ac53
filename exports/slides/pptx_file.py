"""A deck as a file for PowerPoint and WPS: a Deck goes in; the bytes of a .pptx come out.

Charts are the program's own, with their figures in a workbook behind them, so that they can be
changed there; what nobody knows is a gap. The notes of a slide name the source of each number. The
same deck gives the same bytes: every date is the cut's.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide as Page
from pptx.table import Table
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from campaign import Wording
from exports.papers import Field, plain
from exports.pinned import pinned
from exports.slides.deck import PERCENT, Deck, Drawn, Slide, figure_in
from figures import LIGHT

_WIDE, _HIGH = Inches(13.333), Inches(7.5)
_EDGE, _INSIDE = Inches(0.6), Inches(12.13)
_FACE = "黑体"
"""On every office computer; where it is not installed another one stands in."""
_KINDS = {
    Drawn.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    Drawn.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    Drawn.LINE: XL_CHART_TYPE.LINE_MARKERS,
}
_TITLE_ONLY = 5
"""The layout of the plain template that has a title and nothing else."""
_TITLE, _TEXT, _CELL, _SMALL = 28, 24, 18, 14
"""Points: what a room's last row reads of a slide a metre and a half high, and the source line."""
_FULL, _MANY = 10, 14
"""With more rows letters are smaller, so that all of them end on the slide."""


def pptx_bytes(deck: Deck, words: Wording) -> bytes:
    """The deck as a .pptx, 16:9."""
    show = Presentation()
    _widen(show)
    for number, slide in enumerate(deck.slides, start=1):
        page = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
        _title(page, slide)
        _body(page, slide)
        _foot(page, slide, deck, words, number)
        _notes(page, slide, deck, words)
    show.core_properties.title, show.core_properties.author = deck.title, ""
    show.core_properties.last_modified_by = ""
    file = io.BytesIO()
    show.save(file)
    return pinned(file.getvalue(), deck.cut.frozen_at)


def _widen(show: Slides) -> None:
    """The plain template made 16:9, its faces those of an office."""
    was = show.slide_width or _WIDE
    show.slide_width, show.slide_height = _WIDE, _HIGH
    master = show.slide_master
    for shape in [*master.shapes, *(s for layout in master.slide_layouts for s in layout.shapes)]:
        if shape.width:
            shape.left = Emu(shape.left * _WIDE // was)
            shape.width = Emu(shape.width * _WIDE // was)
    for relation in master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            theme = relation.target_part
            face = f'<a:ea typeface="{_FACE}"/>'.encode()
            theme._blob = theme.blob.replace(b'<a:ea typeface=""/>', face)


def _title(page: Page, slide: Slide) -> None:
    title, is_cover = page.shapes.title, slide.drawn is Drawn.COVER
    if title is None:
        raise ValueError("the layout has no title")
    title.left, title.width = _EDGE, _INSIDE
    title.top, title.height = (
        (Inches(2.0), Inches(1.6)) if is_cover else (Inches(0.35), Inches(1.2))
    )
    frame = title.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    _say(frame, [plain(slide.title).strip()], 40 if is_cover else _TITLE, bold=True)
    below = title.top + title.height + Inches(0.05)
    rule = page.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT, _EDGE, below, Emu(_EDGE + _INSIDE), below
    )
    rule.line.color.rgb, rule.line.width = _colour(LIGHT.blue), Pt(2)


def _body(page: Page, slide: Slide) -> None:
    if slide.is_chart:
        _chart(page, slide)
    elif slide.drawn is Drawn.TABLE:
        _table(page, slide)
    else:
        top = Inches(3.9) if slide.drawn is Drawn.COVER else Inches(1.9)
        box = page.shapes.add_textbox(_EDGE, top, _INSIDE, Inches(2.6))
        box.text_frame.word_wrap = True
        _say(box.text_frame, (plain(row[0]) for row in slide.rows), _TEXT)


def _chart(page: Page, slide: Slide) -> None:
    """The figures as a chart of the program's own; what nobody knows is left out of it."""
    format_ = PERCENT if slide.is_share else "General"
    figures = CategoryChartData(number_format=format_)
    figures.categories = slide.categories
    for head, values in slide.series:
        figures.add_series(head, values)
    place = (_EDGE, Inches(1.75), _INSIDE, Inches(4.9))
    chart = page.shapes.add_chart(_KINDS[slide.drawn], *place, figures).chart
    _dress(chart, slide, format_)


def _dress(chart: Chart, slide: Slide, format_: str) -> None:
    """One look for all charts: figures at the marks, no grid, places from the top."""
    size = 16 if len(slide.categories) <= _FULL else _SMALL
    chart.font.size, chart.font.color.rgb = Pt(size), _colour(LIGHT.ink)
    chart.has_title, chart.has_legend = False, len(slide.series) > 1
    if chart.has_legend and chart.legend is not None:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    values, places = chart.value_axis, chart.category_axis
    values.has_major_gridlines, values.visible = False, False
    values.minimum_scale = 0
    if slide.is_share:
        values.maximum_scale = 1.1  # room for what stands beside a whole bar
    if slide.drawn is Drawn.BARS:
        places.reverse_order = True
    every = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')  # else some places go unnamed
    places._element.insert_element_before(every, "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")
    places.format.line.color.rgb = _colour(LIGHT.grey)
    _marks(chart, slide, format_)


def _marks(chart: Chart, slide: Slide, format_: str) -> None:
    plot, is_line = chart.plots[0], slide.drawn is Drawn.LINE
    for series, colour in zip(plot.series, (LIGHT.blue, LIGHT.blue_middle), strict=False):
        if is_line:
            series.smooth = False
            series.format.line.color.rgb, series.format.line.width = _colour(colour), Pt(3)
            series.marker.style = XL_MARKER_STYLE.CIRCLE
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = _colour(colour)
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = _colour(colour)
            series.invert_if_negative = False
    plot.has_data_labels = not is_line
    labelled = plot.series[0] if is_line else plot
    labels = labelled.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, format_, False
    labels.font.size = Pt(_SMALL)
    labels.position = XL_LABEL_POSITION.ABOVE if is_line else XL_LABEL_POSITION.OUTSIDE_END
    if not is_line:
        plot.gap_width, plot.overlap = 45, 0


def _table(page: Page, slide: Slide) -> None:
    """The rows as a table that can be changed."""
    n, columns = len(slide.rows), len(slide.rows[0])
    height = Inches(min(0.5, 4.9 / n))
    shape = page.shapes.add_table(n, columns, _EDGE, Inches(1.75), _INSIDE, Emu(height * n))
    size = _CELL if n <= _FULL else 16 if n <= _MANY else _SMALL
    _set_widths(shape.table)
    for at, row in enumerate(slide.rows):
        shape.table.rows[at].height = height
        for cell, said in zip(shape.table.rows[at].cells, row, strict=True):
            cell.margin_top = cell.margin_bottom = Inches(0.02)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = _colour(LIGHT.blue_faint if at == 0 else LIGHT.surface)
            _say(cell.text_frame, [plain(said)], size, bold=at == 0)
            if at and figure_in(said) is not None:
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _set_widths(table: Table) -> None:
    """Give the first column, of words, two parts of the width and each of the others one."""
    part = _INSIDE // (len(table.columns) + 1)
    for at, column in enumerate(table.columns):
        column.width = Emu(2 * part if at == 0 else part)


def _foot(page: Page, slide: Slide, deck: Deck, words: Wording, number: int) -> None:
    """What the reader has to know besides, the cut, and the slide's number."""
    if slide.drawn is Drawn.COVER:
        return
    told = words.text("slide.foot", week=deck.cut.week.iso, revision=deck.cut.revision)
    said = words.text("needs.line_mark").join(filter(None, (slide.counting, told)))
    box = page.shapes.add_textbox(_EDGE, Inches(6.8), Inches(11.2), Inches(0.4))
    _say(box.text_frame, [said], _SMALL, colour=LIGHT.grey)
    corner = page.shapes.add_textbox(Inches(12.0), Inches(6.8), Inches(0.73), Inches(0.4))
    run = f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
    size = f'<a:rPr sz="{_SMALL}00"/><a:t>{number}</a:t></a:fld>'
    corner.text_frame.paragraphs[0]._p.append(parse_xml(run + size))


def _notes(page: Page, slide: Slide, deck: Deck, words: Wording) -> None:
    """Where each number of the slide is from."""
    cut = deck.cut
    named = {"week": cut.week.iso, "revision": cut.revision, "head": cut.head}
    lines = [words.text("slide.notes", **named), *map(_source, slide.fields)]
    frame = page.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(lines)


def _source(field: Field) -> str:
    return f"{field.said} = {field.figure}"


def _say(
    frame: TextFrame,
    lines: Iterable[str],
    size: int,
    *,
    bold: bool = False,
    colour: str = LIGHT.ink,
) -> None:
    """Paragraphs of one size, each from the left."""
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.text, paragraph.alignment = line, PP_ALIGN.LEFT
        paragraph.space_after = Pt(size // 3)
        font = paragraph.font
        font.size, font.bold, font.color.rgb = Pt(size), bold, _colour(colour)


def _colour(web: str) -> RGBColor:
    colour: RGBColor = RGBColor.from_string(web.removeprefix("#"))
    return colour
