"""Writes a young campaign: a whole roster, three weeks, and one guidance group that sends anything.

Nobody reports for the first week; then one group of ten sends its weekly sheets, its launch table
and a log without a column of advice. All else is unknown, and must look so on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from campaign import CampaignPack, Label
from sample_data.books.arrivals import roster_arrival
from sample_data.books.books import Book, write_books
from sample_data.books.guidance_books import launch_books, log_books
from sample_data.books.weekly_books import weekly_books
from sample_data.district import ROSTER_FILE
from sample_data.sheets.roster_sheet import roster_sheet
from sample_data.truth.truth import SampleDistrict, sample_district

YOUNG_NAME = Label("新禾区", "Xinhe District")
GROUP = 3
"""The one that reports; its log has no column of advice."""
N_WEEKS, FIRST_WEEK = 3, 2
SEED = 2026


def write_young(
    folder: Path,
    *,
    pack: CampaignPack,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write every workbook into `folder`: the roster, then what one group sends.

    `progress` is told (done, total) after each workbook. The same cells every time.
    """
    return write_books(folder, list(young_books(young_district(pack=pack))), progress=progress)


def young_district(*, pack: CampaignPack) -> SampleDistrict:
    """The district as it truly was in its first weeks, without a doubt planted."""
    whole = sample_district(pack=pack, seed=SEED)
    return replace(
        whole,
        name=YOUNG_NAME,
        weeks=pack.calendar.weeks[:N_WEEKS],
        own_senders=frozenset(),
        is_doubtful=False,
    )


def young_books(district: SampleDistrict) -> Iterator[Book]:
    """Every workbook, laid out and not yet written."""
    roster = roster_sheet(district.orgs, pack=district.pack, district=district.name.zh)
    yield Book(ROSTER_FILE, (roster,), roster_arrival(district.pack.calendar))
    own = replace(district, orgs=tuple(org for org in district.orgs if org.group == GROUP))
    yield from launch_books(own)
    yield from weekly_books(replace(own, weeks=own.weeks[FIRST_WEEK - 1 :]))
    made = tuple(visit for visit in own.visits if visit.group == GROUP)
    yield from log_books(replace(own, visits=made))
