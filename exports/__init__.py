"""Paper and files: what a page shows goes in; bytes to download come out."""

from exports.lists import csv_bytes, xlsx_bytes
from exports.marked_copy import marked_copy

__all__ = ["csv_bytes", "marked_copy", "xlsx_bytes"]
