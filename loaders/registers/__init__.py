"""Sheets whose rows are entries of a log, a register or a numbered ledger."""

from loaders.registers.table import read_row_form
from loaders.registers.typed import TypedLine, typed_sheet
