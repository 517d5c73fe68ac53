"""Text as HTML and the look of a page; knows no ledger and no view."""

from pages.markup import style
from pages.markup.bars import Bar, Bars, bar_table, pressable
from pages.markup.definition_words import index_hover, measure_hover
from pages.markup.foot import foot
from pages.markup.headings import answer_line, caption, drop_words, part, question
from pages.markup.paper import is_of_figures, paper
from pages.markup.picture import picture
from pages.markup.plain import plain, plain_html
from pages.markup.sheet import sheet_html
from pages.markup.slot_words import cell_words, slot_words
from pages.markup.tiles import Tile, tile_row
