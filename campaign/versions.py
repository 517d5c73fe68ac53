"""Ledgers that are sent again and again: frames of their versions and of checks of their lines."""

from __future__ import annotations

from campaign.shape import Shape

VERSIONS = Shape(
    "VERSIONS",
    {
        "submission_id": "int64",
        "row": "int64",
        "unit_id": "str",
        "sender": "str",
        "key": "str",
        "fields": "str",
        "received_on": "datetime64[s]",
        "file": "str",
    },
)
"""One line a version of a ledger's line, the earliest first: `sender` (without one the group of the
row) and `key` say which line it is of, `file` is the SHA-256 of the workbook it stood in."""

CHECKED_LINES = Shape(
    "CHECKED_LINES",
    {
        "revision": "int64",
        "unit_id": "str",
        "sender": "str",
        "key": "str",
        "passed": "bool",
        "on": "datetime64[s]",
        "body": "str",
    },
)
"""One line a check of a ledger's line, recorded by an account, the earliest first: `body` is the
group that made it, or office; `revision` is after the versions it had seen."""
