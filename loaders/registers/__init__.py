"""Sheets whose rows are entries of a log, a register or a numbered ledger."""
