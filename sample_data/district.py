"""Writes the sample district: a roster, weekly workbooks, guidance logs, launch tables and ledgers.

A pack and a seed go in; some 350 workbooks come out, with `received.csv` (when each arrived) and
`doubts.csv` (every doubt planted in them). One seed always gives the same cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from campaign import CampaignPack
from sample_data.books.arrivals import roster_arrival
from sample_data.books.books import Book, write_books
from sample_data.books.guidance_books import launch_books, log_books
from sample_data.books.ledger_books import ledger_books
from sample_data.books.weekly_books import weekly_books
from sample_data.sheets.roster_sheet import roster_sheet
from sample_data.truth.truth import SampleDistrict, sample_district

ROSTER_FILE = "单位名册.xlsx"


def write_district(
    folder: Path,
    *,
    pack: CampaignPack,
    seed: int = 2023,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write every workbook into `folder`: the roster, the launch tables, then week by week.

    `progress` is told (done, total) after each workbook.
    """
    books = list(district_books(sample_district(pack=pack, seed=seed)))
    return write_books(folder, books, progress=progress)


def district_books(
    district: SampleDistrict, ledgers: Iterable[Book] | None = None
) -> Iterator[Book]:
    """Every workbook of a district, laid out and not yet written, with ledgers of its own or
    others."""
    roster = roster_sheet(district.orgs, pack=district.pack, district=district.name.zh)
    yield Book(ROSTER_FILE, (roster,), roster_arrival(district.pack.calendar))
    yield from launch_books(district)
    yield from ledger_books(district) if ledgers is None else ledgers
    yield from weekly_books(district)
    yield from log_books(district)
