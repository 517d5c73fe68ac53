"""Whom the guidance groups visited: organisations and habits go in; every visit comes out.

County and section level are visited about every two weeks, everyone below about every four; a few
are never visited, and a group may let weeks go by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from campaign import Calendar
from sample_data.truth.activity import Activity
from sample_data.truth.organisations import Organisation

UPPER = frozenset({"county_team", "section_team"})
_INTERVALS = {True: 14, False: 28}
_HOLIDAYS = frozenset({date(2023, 10, day) for day in range(1, 7)} | {date(2024, 1, 1)})
_WORKED_WEEKENDS = frozenset({date(2023, 10, 7), date(2023, 10, 8)})
_FRIDAY = 4
_PROBLEMS = (40, 30, 18, 8, 4)
_CHECKS = frozenset({"spot", "read"})
_SHARE_CHECKED = 0.55
_SHARE_DIFFERING = 0.04
_SHARE_REVISITS = 0.4

Weights = Mapping[str, float]

USUAL_METHODS: Weights = {
    "hear": 0.5,
    "spot": 0.35,
    "join": 0.4,
    "sit_in": 0.08,
    "read": 0.25,
    "talk": 0.12,
    "site": 0.15,
    "other": 0.02,
}
USUAL_STREAMS: tuple[Weights, ...] = (
    {"study": 50, "research": 25, "develop": 5, "review": 10, "rectify": 5, "institution": 5},
    {"study": 32, "research": 25, "develop": 8, "review": 20, "rectify": 10, "institution": 5},
    {"study": 24, "research": 12, "develop": 14, "review": 14, "rectify": 26, "institution": 10},
)
"""What visits look at in each third of the campaign."""
MOSTLY_STUDY: tuple[Weights, ...] = ({"study": 84, "research": 8, "review": 5, "rectify": 3},)


@dataclass(frozen=True)
class Habits:
    """How one group goes about it.

    `methods`: each one's chance at a visit · `streams`: weights of the workstreams, by equal parts
    of the campaign · `second_stream`: the chance of a second one · `gaps`: weeks without a visit.
    """

    methods: Weights = field(default_factory=lambda: USUAL_METHODS)
    streams: tuple[Weights, ...] = USUAL_STREAMS
    second_stream: float = 0.22
    gaps: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Visit:
    """One visit. `methods` and `streams` are option ids; `claimed` and `verified` are the study
    sessions reported and found, None where nothing was checked."""

    day: date
    group: int
    unit: str
    methods: tuple[str, ...]
    streams: tuple[str, ...]
    problems: int
    advice: int
    solved: int
    is_revisit: bool
    claimed: int | None
    verified: int | None


@dataclass(frozen=True)
class Guiding:
    """A district's guidance: each group's habits, how many weeks, how many are never visited."""

    habits: Mapping[int, Habits]
    n_weeks: int
    n_never: int = 0


def visits(
    orgs: Sequence[Organisation],
    activities: Mapping[str, Activity],
    guiding: Guiding,
    *,
    calendar: Calendar,
    seed: int,
) -> tuple[Visit, ...]:
    """Every visit by day, then group, then protocol order."""
    draw = Random(f"{seed}/visits")
    below = [org.name for org in orgs if org.type_id != "county_team"]
    never = set(draw.sample(below, guiding.n_never))
    made = [
        (visit.day, visit.group, org.sort_no, visit)
        for org in orgs
        if org.name not in never
        for visit in _of_unit(org, activities[org.name], guiding, calendar, seed)
    ]
    return tuple(visit for *_, visit in sorted(made, key=lambda line: line[:3]))


def _of_unit(
    org: Organisation, did: Activity, guiding: Guiding, calendar: Calendar, seed: int
) -> Iterator[Visit]:
    draw = Random(f"{seed}/visits/{org.name}")
    habits, before = guiding.habits[org.group], 0
    for day in _days(draw, org, guiding, calendar):
        week = calendar.week_of(day)
        if week is None or week.number in habits.gaps:
            continue
        methods = _methods(draw, habits)
        claimed, verified = _check(draw, methods, did, week.number)
        problems = draw.choices(range(len(_PROBLEMS)), weights=_PROBLEMS)[0]
        yield Visit(
            day=day,
            group=org.group,
            unit=org.name,
            methods=methods,
            streams=_streams(draw, habits, (week.number - 1) / guiding.n_weeks),
            problems=problems,
            advice=problems + draw.choice((0, 0, 1, 2)),
            solved=draw.randint(0, problems),
            is_revisit=before > 0 and draw.random() < _SHARE_REVISITS,
            claimed=claimed,
            verified=verified,
        )
        before = problems


def _days(draw: Random, org: Organisation, guiding: Guiding, calendar: Calendar) -> Iterator[date]:
    interval = _INTERVALS[org.type_id in UPPER]
    last = calendar.week(guiding.n_weeks).starts_on + timedelta(days=_FRIDAY)
    day = calendar.starts_on + timedelta(days=draw.randint(5, interval + 2))
    while (kept := office_day(day)) <= last:
        yield kept
        day += timedelta(days=interval + draw.randint(-4, 3))


def office_day(day: date) -> date:
    """The first day from `day` on when offices work."""
    while not is_office_day(day):
        day += timedelta(days=1)
    return day


def is_office_day(day: date) -> bool:
    """Whether offices work: Monday to Friday and worked weekends, but no public holiday."""
    return day in _WORKED_WEEKENDS or (day.weekday() <= _FRIDAY and day not in _HOLIDAYS)


def _methods(draw: Random, habits: Habits) -> tuple[str, ...]:
    chosen = tuple(method for method, chance in habits.methods.items() if draw.random() < chance)
    return chosen or ("hear",)


def _streams(draw: Random, habits: Habits, at: float) -> tuple[str, ...]:
    """One or two workstreams; `at` is how much of the campaign has passed (0-1)."""
    weights = habits.streams[int(at * len(habits.streams))]
    chosen = set(draw.choices(tuple(weights), weights=tuple(weights.values())))
    if draw.random() < habits.second_stream:
        chosen |= set(draw.choices(tuple(weights), weights=tuple(weights.values())))
    return tuple(stream for stream in weights if stream in chosen)


def _check(
    draw: Random, methods: Sequence[str], did: Activity, week: int
) -> tuple[int | None, int | None]:
    """Study sessions claimed until the week before, and how many of them were found."""
    claimed = int(did.until("study_session_count", week - 1) or 0)
    if not claimed or not _CHECKS & set(methods) or draw.random() > _SHARE_CHECKED:
        return None, None
    return claimed, claimed - (draw.random() < _SHARE_DIFFERING)
