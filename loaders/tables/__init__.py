"""A sheet in, its tables out: header, rows, what stands around them."""

from loaders.tables.activity_list import is_activity_list
from loaders.tables.any_table import any_tables, figure_columns, summable_columns
from loaders.tables.cell_kinds import NUMBER, WORD, Lines, kind_of_cell
from loaders.tables.column_names import fingerprint, normal_heading
from loaders.tables.guard import (
    PersonalPlaces,
    empty_out,
    filled,
    is_person_heading,
    is_person_list,
    personal_places,
    without_persons,
)
from loaders.tables.head_span import grid_paths
from loaders.tables.header import key_field
from loaders.tables.laid_out.arrangement import Arrangement, Line, Place, arranged, whole_rows
from loaders.tables.laid_out.joined import joined_arrangement
from loaders.tables.laid_out.said import said_of_views
from loaders.tables.laid_out.two_figures import pair_columns, parted_arrangement
from loaders.tables.laid_out.unit_lines import line_arrangements, stands_on_lines
from loaders.tables.laid_out.units_across import upright_arrangements
from loaders.tables.laid_out.weeks_across import names_weeks, week_arrangements
from loaders.tables.layout_guess import (
    field_choices,
    layout_from_words,
    likely_form,
    likely_slots,
    objection,
    slot_of,
)
from loaders.tables.other_span import other_span
from loaders.tables.pointing import Pointing
from loaders.tables.strangers import STRANGER, without_strangers
from loaders.tables.surroundings import (
    Surroundings,
    district_in,
    group_in,
    group_within,
    other_district,
    surroundings,
    weeks_named,
)
from loaders.tables.table import Table, tables_of
from loaders.tables.unheaded import unheaded_figures
from loaders.tables.veil import bare_places, veil_issues, veiled, veiled_table
