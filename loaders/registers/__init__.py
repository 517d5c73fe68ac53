"""Sheets whose rows are entries of a log, a register or a numbered ledger."""

from loaders.registers.table import read_row_form

__all__ = [
    "read_row_form",
]
