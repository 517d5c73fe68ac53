"""Bytes in, sheets out: every kind of file, within limits."""

from loaders.files.limits import MAX_BYTES, inflates_too_far, read_or_refused
from loaders.files.locked import unlocked
from loaders.files.parcel import files_within
from loaders.files.secrecy import mark_beside_cells, secrecy_mark
from loaders.files.sheet import (
    UNCACHED,
    CellError,
    CellValue,
    Sheet,
    Told,
    Uncached,
    merged_down,
    shown,
)
from loaders.files.sniff import Kind
from loaders.files.workbook import opened_kind, sheets_of

__all__ = [
    "MAX_BYTES",
    "UNCACHED",
    "CellError",
    "CellValue",
    "Kind",
    "Sheet",
    "Told",
    "Uncached",
    "files_within",
    "inflates_too_far",
    "mark_beside_cells",
    "merged_down",
    "opened_kind",
    "read_or_refused",
    "secrecy_mark",
    "sheets_of",
    "shown",
    "unlocked",
]
