"""Bytes in, sheets out: every kind of file, within limits."""

from loaders.files.anywhere import texts_anywhere
from loaders.files.covered import as_seen
from loaders.files.limits import inflates_too_far, not_put_away, read_or_refuse
from loaders.files.locked import unlock
from loaders.files.mending import MendedCells, mended
from loaders.files.parcel import Piece, Room, files_within
from loaders.files.parts import parts_of
from loaders.files.secrecy import mark_beside_cells, secrecy_mark
from loaders.files.sheet import (
    UNCACHED,
    CellError,
    CellMemory,
    CellValue,
    Sheet,
    Uncached,
    cell_text,
    texts_of_merges,
)
from loaders.files.sniff import FileKind, path_of
from loaders.files.workbook import open_kind, sheets_of
