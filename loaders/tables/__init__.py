"""A sheet in, its tables out: header, rows, what stands around them."""

from loaders.tables.any_table import added_columns, any_tables, figure_columns
from loaders.tables.arrangement import View
from loaders.tables.cell_kinds import Lines
from loaders.tables.fingerprint import fingerprint, normal_heading
from loaders.tables.guard import (
    Guarded,
    emptied,
    guarded,
    is_person_heading,
    is_person_list,
    without_persons,
)
from loaders.tables.header import key_field
from loaders.tables.header_rows import grid_paths
from loaders.tables.layout_guess import (
    field_choices,
    guessed_slots,
    layout_said,
    likely_form,
    missing_fields,
    slot_of,
)
from loaders.tables.surroundings import (
    Surroundings,
    district_named,
    group_named,
    group_within,
    other_district,
    surroundings,
)
from loaders.tables.table import Table, tables_of
from loaders.tables.units_across import turned_views
from loaders.tables.weeks_across import names_weeks, wide_views

__all__ = [
    "Guarded",
    "Lines",
    "Surroundings",
    "Table",
    "View",
    "added_columns",
    "any_tables",
    "district_named",
    "emptied",
    "field_choices",
    "figure_columns",
    "fingerprint",
    "grid_paths",
    "group_named",
    "group_within",
    "guarded",
    "guessed_slots",
    "is_person_heading",
    "is_person_list",
    "key_field",
    "layout_said",
    "likely_form",
    "missing_fields",
    "names_weeks",
    "normal_heading",
    "other_district",
    "slot_of",
    "surroundings",
    "tables_of",
    "turned_views",
    "wide_views",
    "without_persons",
]
