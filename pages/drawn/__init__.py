"""What several pages draw: charts, lists of units, the way to the cell, answers."""

from pages.drawn import attention_list, charts, unit_list
from pages.drawn.answer import CAUSES, cause_of, overview_answer, points, reach_answer, whole_of
from pages.drawn.attention_words import (
    items_of,
    need_headings,
    need_rows,
    needs_answer,
    only_silent,
    paper_notes,
    rest_of,
    seen_words,
)
from pages.drawn.behind import open_pressed
from pages.drawn.behind_words import behind_since, low_groups_words, uneven_findings
from pages.drawn.change_lines import change_lines, local_moment, who
from pages.drawn.chart import chart, trend
from pages.drawn.charts import draw, draw_trend, group_names, place_names, type_names
from pages.drawn.check_words import ever_words, factor_words, unit_checks
from pages.drawn.control_charts import control_chart, pace_line
from pages.drawn.date_line import date_line, held_line
from pages.drawn.decision_lines import decision_lines, owners_of
from pages.drawn.doubt_words import Cell, cells_behind, doubt_cell_words, doubt_words
from pages.drawn.download import buttons, downloads, view_note
from pages.drawn.figure_tiles import (
    count_change,
    count_tile,
    overview_tiles,
    standing_tile,
    units_words,
)
from pages.drawn.follow_words import follow_words, phoned_words
from pages.drawn.frozen_week import frozen_week
from pages.drawn.grid_choices import grid_choices
from pages.drawn.issued_changes import corrections_now, issued_changes
from pages.drawn.log_words import missing_logs, n_unknown, untold_figures
from pages.drawn.mark import (
    DOUBT,
    DUE,
    IS,
    REACHED,
    REPORTS,
    WEEKLY_WORK,
    Mark,
    cells,
    is_mark,
    option_mark,
    places,
    weeks,
)
from pages.drawn.outcome_words import outcome_words
from pages.drawn.part_bars import part_bars
from pages.drawn.press import is_search, listen, page_step
from pages.drawn.proof import proof
from pages.drawn.reach_rows import bound_words, figure_or_word, reach_headings, reach_rows
from pages.drawn.register_words import day_words, option_words, share_words, unit_columns
from pages.drawn.row_list import row_list
from pages.drawn.search import search
