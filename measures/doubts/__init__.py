"""Figures to verify: cells and entries go in; DOUBTS with their evidence come out, by check."""

from measures.doubts.digits import heaped, last_digit
from measures.doubts.entries import (
    back_filled,
    closed_before_found,
    closed_before_measure,
    closed_in_batch,
    closed_without_reference,
    dated_after,
    identical_sheets,
    reopened_same_day,
)
from measures.doubts.facts import (
    above_most,
    children_differ,
    denominator_drift,
    falls,
    part_over_whole,
)
from measures.doubts.rhythm import (
    count_outlier,
    deadline_catch_up,
    modified_z_outlier,
    too_regular,
    z_outlier,
)
from measures.doubts.rows import duplicate_rows, repeated_row
from measures.doubts.texts import duplicate_text
from measures.doubts.verdict import DETERMINISTIC, Cells, escalated

__all__ = [
    "DETERMINISTIC",
    "Cells",
    "above_most",
    "back_filled",
    "children_differ",
    "closed_before_found",
    "closed_before_measure",
    "closed_in_batch",
    "closed_without_reference",
    "count_outlier",
    "dated_after",
    "deadline_catch_up",
    "denominator_drift",
    "duplicate_rows",
    "duplicate_text",
    "escalated",
    "falls",
    "heaped",
    "identical_sheets",
    "last_digit",
    "modified_z_outlier",
    "part_over_whole",
    "reopened_same_day",
    "repeated_row",
    "too_regular",
    "z_outlier",
]
