"""Bytes in, sheets out: every kind of file, within limits."""
