"""How far a file may reach, and how reading ends when it reaches further or is damaged.

A reader's work goes in; its result, or the issue that refuses the file, comes out.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import TypeVar

from campaign import Address, Issue, Term

MAX_BYTES = 20 * 1024 * 1024
"""The upload limit of the page, too; an upload takes about twice its size of memory."""
MAX_INFLATED = 100 * 1024 * 1024
"""A tenth of what a worker may grow by; a bomb of 300 KB inflates to three times as much."""
MAX_SHEETS = 50
"""A convention: a sheet for each group or each week of a campaign is under twenty."""
MAX_CELLS = 500_000
"""Seventy weekly sheets of a county; so many were read in 8 s on a busy machine of two cores."""
MAX_AREA = 4_000_000
"""The box around the cells is filled in memory: a lone cell far out must not make it gigabytes."""
MAX_MEMBERS = 500
"""A zip with a workbook of every unit of a county holds some 350."""
MAX_TEXT = 10_000_000
"""Characters of a workbook: twenty a cell of the largest; what is said of them takes seconds."""
MAX_LENGTH = 250_000
"""Characters of a cell: a spreadsheet has 32,767 at most, a text file whose quotation never ends
the rest of the file, and a report has fewer."""
MAX_NAME = 255
"""Characters of a sheet's name: spreadsheets allow 31, files by hand any number, and every message
repeats it."""
MAX_WIDTH = 2_000
"""Cells of one row: fifty-two weeks of thirty quantities side by side are 1,560."""
MAX_ROWS = 25_000
"""Rows with anything in them, of all sheets: a ledger of a county for a campaign has some 5,000."""
MAX_DEPTH = 200
"""Elements within one another: a cell's text lies some ten deep."""
MAX_MERGES = 50_000
"""A tenth of the cells a sheet may have; a list with one merged cell a row has far fewer."""
FURTHEST_ROW, FURTHEST_COLUMN = 1_048_576, 16_384
"""What a spreadsheet can have."""
_MB = 2**20  # as file managers show it
_Result = TypeVar("_Result")


class RefusedError(Exception):
    """Ends the reading of a file with the issue that refuses it; never leaves the loaders."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.code)
        self.issue = issue


def too_large(size: int) -> Issue:
    """F05 for that many bytes."""
    return Issue("F05", params={"size": f"{size / _MB:.1f} MB", "limit": f"{MAX_BYTES // _MB} MB"})


def too_many(count: int, limit: int) -> Issue:
    """F05 for that many sheets or files."""
    return Issue("F05", params={"size": count, "limit": limit})


def deeper(path: list[str], tag: str) -> None:
    """Step into an element; raises RefusedError (F03) where no document is that deep."""
    path.append(tag)
    if len(path) > MAX_DEPTH:
        raise RefusedError(Issue("F03"))


def inflates_too_far() -> Issue:
    """F06."""
    return Issue("F06", params={"limit": MAX_INFLATED // _MB})


def reaches_too_far(row: int, column: int) -> Issue:
    """F08 with the last cell, 1-based."""
    return Issue("F08", params={"ref": str(Address("", row, column)).rpartition("!")[2]})


def not_put_away(error: OSError) -> Issue:
    """F25 for a file that could not be written to the server's disk."""
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return Issue("F25", params={"why": Term("disk_full" if is_full else "folder_unusable")})


def hide(lines: set[int], first: int, last: int, furthest: int) -> None:
    """Add the rows or columns `first` to `last` to those hidden, up to the `furthest` there can be.

    Raises RefusedError (F08) where more lines are named than there are: no two entries of a real
    sheet speak of the same line, and each may name all of them.
    """
    last = min(last, furthest)
    if len(lines) + last - first + 1 > furthest:
        raise RefusedError(reaches_too_far(furthest, furthest))
    lines.update(range(first, last + 1))


def read_or_refuse(read: Callable[[], _Result]) -> _Result | Issue:
    """What `read` gives, or the issue that refuses the file.

    A parser meets a damaged file with any exception there is: xlrd with AssertionError, calamine
    with a panic that is no Exception at all. Whatever it is, the file is damaged (F03).
    """
    try:
        return read()
    except RefusedError as refused:
        return refused.issue
    except MemoryError:
        return inflates_too_far()
    except Exception:  # noqa: BLE001 - see above
        return Issue("F03")
    except BaseException as panic:
        if type(panic).__name__ == "PanicException":
            return Issue("F03")
        raise
