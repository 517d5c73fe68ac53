"""What several pages draw: charts, lists of units, the way to the cell, answers."""

from pages.drawn.charts.chart import chart, trend
from pages.drawn.charts.control_charts import control_chart, pace_line
from pages.drawn.charts.date_line import date_line, held_line
from pages.drawn.charts.drawing import (
    draw,
    draw_trend,
    group_names,
    place_names,
    type_names,
    week_grid,
)
from pages.drawn.charts.figure_tiles import (
    count_change,
    count_tile,
    overview_tiles,
    standing_tile,
    units_words,
)
from pages.drawn.charts.grid_choices import grid_choices
from pages.drawn.charts.part_bars import part_bars
from pages.drawn.frozen_week import frozen_week
from pages.drawn.lists import attention_list, unit_list
from pages.drawn.lists.change_lines import change_lines, local_moment, who
from pages.drawn.lists.decision_lines import decision_lines, owners_of
from pages.drawn.lists.download import buttons, downloads, view_note
from pages.drawn.lists.issued_changes import corrections_now, issued_changes
from pages.drawn.lists.reach_rows import bound_words, figure_or_word, reach_headings, reach_rows
from pages.drawn.lists.row_list import row_list
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
from pages.drawn.opened.behind import open_pressed
from pages.drawn.opened.press import is_search, listen, page_step
from pages.drawn.opened.proof import proof
from pages.drawn.opened.search import search
from pages.drawn.words.answer import (
    CAUSES,
    cause_of,
    inside,
    overview_answer,
    points,
    reach_answer,
    text_width,
    whole_of,
)
from pages.drawn.words.attention_words import (
    heaviest_sentence,
    items_of,
    marked,
    need_headings,
    need_rows,
    needs_answer,
    only_silent,
    paper_notes,
    rest_of,
    seen_words,
)
from pages.drawn.words.behind_words import behind_since, low_groups_words, uneven_findings
from pages.drawn.words.check_words import ever_words, factor_words, unit_checks
from pages.drawn.words.doubt_words import Cell, cells_behind, doubt_cell_words, doubt_words
from pages.drawn.words.follow_words import follow_words, phoned_words
from pages.drawn.words.log_words import missing_logs, n_unknown, untold_figures
from pages.drawn.words.outcome_words import outcome_words
from pages.drawn.words.register_words import day_words, option_words, share_words, unit_columns
