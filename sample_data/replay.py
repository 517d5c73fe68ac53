"""Writes the replay: the source report as data, as far as roster, weekly sheets, guidance logs and
launch tables carry it.

Ten groups, thirty units at three levels that have all launched, one hundred discussions, three
methods of guidance; and three of the report's four problems: enterprises' organisations behind, a
week in which work crowds out study, and guidance that looks at little but study.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from campaign import CampaignPack
from sample_data.books.books import Book, write_books
from sample_data.books.ledger_books import Problems, ledger_books, replay_ledgers
from sample_data.district import district_books
from sample_data.replay_activity import BUSY_WEEK, N_WEEKS, replay_activities
from sample_data.replay_problems import replay_problems
from sample_data.sheets.layouts import GROUP_LAYOUTS
from sample_data.truth.guiding import MOSTLY_STUDY, Guiding, Habits, visits
from sample_data.truth.launches import launches
from sample_data.truth.names import NAMES, REPLAY_NAME
from sample_data.truth.organisations import N_GROUPS, Organisation
from sample_data.truth.silences import SilencePlan
from sample_data.truth.truth import SampleDistrict

_METHODS = {"hear": 0.55, "spot": 0.4, "join": 0.45}
_N_SILENT = 9
_N_NOT_LAUNCHED = 3
SEED = 2023


def write_replay(
    folder: Path,
    *,
    pack: CampaignPack,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write every workbook into `folder`: the roster, the launch tables, then week by week.

    `progress` is told (done, total) after each workbook. The same cells every time.
    """
    return write_books(folder, replay_books(replay_district(pack=pack)), progress=progress)


def replay_books(replay: SampleDistrict) -> list[Book]:
    """Every workbook, laid out and not yet written; its own ledger of problems comes from each
    group in the last week."""
    problems = Problems(range(1, N_GROUPS + 1), (N_WEEKS,), replay_problems)
    own = list(replay_ledgers(replay))
    others = {book.file for book in own}
    books = district_books(replay, ledger_books(replay, problems))
    return [*(book for book in books if book.file not in others), *own]


def replay_district(*, pack: CampaignPack) -> SampleDistrict:
    """The replay as it truly was."""
    orgs = replay_organisations()
    silent = _silent(orgs)
    did = replay_activities(orgs, silent, pack=pack, seed=SEED)
    habits = Habits(methods=_METHODS, streams=MOSTLY_STUDY, second_stream=0.1)
    guiding = Guiding(dict.fromkeys(range(1, N_GROUPS + 1), habits), N_WEEKS)
    enterprises = [org.name for org in orgs if org.type_id == "non_public"]
    idle = [n for n in enterprises if not any(did[n].weekly["study_session_count"])]
    never = frozenset(idle[:_N_NOT_LAUNCHED])
    return SampleDistrict(
        name=REPLAY_NAME,
        orgs=orgs,
        activities=did,
        silent=silent,
        visits=visits(orgs, did, guiding, calendar=pack.calendar, seed=SEED),
        launches=launches(orgs, did, pack=pack, seed=SEED, late={}, never=never),
        pack=pack,
        seed=SEED,
        weeks=pack.calendar.weeks[:N_WEEKS],
        tells_further=True,
    )


def _silent(orgs: Sequence[Organisation]) -> dict[tuple[str, int], SilencePlan]:
    """One report in a hundred is missing: none of the thirty units', none of the last week, and
    only in groups whose next 累计 says what the missing week held."""
    lower = [
        org.name
        for org in orgs
        if org.type_id in ("grassroots", "non_public") and GROUP_LAYOUTS[org.group].paired
    ]
    draw = Random(f"{SEED}/replay/silences")
    names = draw.sample(lower, _N_SILENT)
    return {(name, draw.randint(2, BUSY_WEEK - 1)): SilencePlan.ABSENT for name in names}


_NAMES = NAMES["replay"]
_SUB_TOTALS = {"county_team": 3, "section_team": 7, "second_tier": 2}


def replay_organisations() -> tuple[Organisation, ...]:
    """Every organisation in protocol order, coded by group: 90 of them, 10 at county level, 10 at
    section level, 10 second-tier, 40 primary-level and 20 of enterprises, nine in each group."""
    seen = dict.fromkeys(range(1, N_GROUPS + 1), 0)
    coded = []
    for place, org in enumerate(_listed(), start=1):
        seen[org.group] += 1
        code = f"B{org.group:02d}-{seen[org.group]:03d}"
        branches = _SUB_TOTALS.get(org.type_id, 0)
        coded.append(replace(org, sort_no=place, code=code, branches=branches))
    return tuple(coded)


def _listed() -> Iterator[Organisation]:
    for group, name in enumerate(_NAMES["leading_bodies"], start=1):
        yield Organisation(name, (), "county_team", "机关", "党组", group=group)
    for group, name in enumerate(_NAMES["families"], start=1):
        yield Organisation(name, (), "section_team", "机关", "党委", group=group)
    for group, (parent, (name, _, _)) in enumerate(_NAMES["families"].items(), start=1):
        yield Organisation(name, (), "second_tier", "事业", "党总支", parent, group)
    for group, (parent, (_, places, sector)) in enumerate(_NAMES["families"].items(), start=1):
        for place in places.split():
            name = f"{place}党支部"
            yield Organisation(name, (place,), "grassroots", sector, "党支部", parent, group)
    parents = tuple(_NAMES["families"])
    for at, brand in enumerate(_NAMES["enterprises"].split()):
        group = at % N_GROUPS + 1
        firm, parent = f"{brand}公司", parents[group - 1]
        yield Organisation(
            f"{firm}党支部", (firm,), "non_public", "非公企业", "党支部", parent, group
        )
