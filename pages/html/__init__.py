"""Text as HTML and the look of a page; knows no ledger and no view."""

from pages.html import style
from pages.html.bars import Bar, Bars, bar_table
from pages.html.definition_words import index_hover, measure_hover
from pages.html.foot import foot
from pages.html.headings import answer_line, caption, part, question
from pages.html.plain import plain, plain_html
from pages.html.sheet import sheet_html
from pages.html.slot_words import cell_words, slot_words
from pages.html.tiles import Tile, tile_row

__all__ = [
    "Bar",
    "Bars",
    "Tile",
    "answer_line",
    "bar_table",
    "caption",
    "cell_words",
    "foot",
    "index_hover",
    "measure_hover",
    "part",
    "plain",
    "plain_html",
    "question",
    "sheet_html",
    "slot_words",
    "style",
    "tile_row",
]
