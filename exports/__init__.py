"""Paper and files: what a page shows goes in; bytes to download come out."""

from exports.lists import csv_bytes, xlsx_bytes

__all__ = ["csv_bytes", "xlsx_bytes"]
