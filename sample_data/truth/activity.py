"""What the sample district really did: organisations go in, one consistent truth a week comes out.

Everything the workbooks say is read off this truth, so that sheets, totals and running totals agree
wherever no doubt was planted on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from campaign import CampaignPack
from sample_data.truth.organisations import Organisation
from sample_data.truth.paces import Pace

BUSY_WEEKS = range(9, 12)
"""The weeks in which the year's key tasks crowd out study."""

_STUDY = {
    "county_team": (5, 25, 45, 25),
    "section_team": (12, 46, 32, 10),
    "second_tier": (18, 56, 21, 5),
    "grassroots": (20, 58, 18, 4),
    "non_public": (52, 40, 8, 0),
}
_LECTURES = {"county_team": 0.35, "section_team": 0.22, "second_tier": 0.12, "grassroots": 0.1}
_VISITS = {"county_team": (5, 30, 40, 25), "section_team": (35, 40, 20, 5)}
_PROBLEMS = {
    "county_team": (12, 18),
    "section_team": (5, 11),
    "second_tier": (2, 6),
    "grassroots": (1, 4),
}
_SERVICES = {
    "county_team": (5, 7),
    "section_team": (1, 3),
    "second_tier": (1, 2),
    "grassroots": (1, 2),
    "non_public": (0, 1),
}
_PARTY_LECTURES = {"county_team": 3, "section_team": 2}
_LAST_WEEKS = 3
"""How many weeks before the last one count as the end, where a little still goes on."""
_SHARE_FOUND_LATE = 0.07
_SHARE_HELD_LAST = 0.16


@dataclass(frozen=True)
class Activity:
    """One organisation's campaign: for each quantity it owes, a number for every week.

    `conflict` gives the option declared in weeks without study, empty in weeks with it.
    """

    weekly: Mapping[str, tuple[float, ...]]
    conflict: tuple[str, ...]

    def in_week(self, quantity: str, week: int) -> float | None:
        """The number for one week; None where nothing is owed."""
        series = self.weekly.get(quantity)
        return None if series is None else series[week - 1]

    def until(self, quantity: str, week: int) -> float | None:
        """The total since the launch; None where nothing is owed."""
        series = self.weekly.get(quantity)
        return None if series is None else sum(series[:week])


def activity(org: Organisation, pace: Pace, *, pack: CampaignPack, seed: int) -> Activity:
    """The truth of one organisation in every week of the pack's calendar."""
    draw = Random(f"{seed}/activity/{org.name}")
    drawn = _drawn(draw, org, pace, pack)
    owed = {
        quantity: tuple(series)
        for quantity, series in drawn.items()
        if pack.owes(org.type_id, quantity, sub_org_total=org.sub_org_total)
    }
    return Activity(weekly=owed, conflict=tuple(_conflict(draw, drawn["study_session_count"])))


def _drawn(
    draw: Random, org: Organisation, pace: Pace, pack: CampaignPack
) -> dict[str, Sequence[float]]:
    """A number a week for every quantity, owed or not."""
    n_weeks = pack.calendar.n_weeks
    study = _study(draw, org, pace, n_weeks)
    found = _found(draw, org, pace, n_weeks)
    return {
        "study_session_count": study,
        "center_group_study_count": [min(n, draw.choice((0, 1, 1))) for n in study],
        "reading_class_days": _reading_class(draw, org, pace, n_weeks),
        "study_lecture_count": [
            int(n > 0 and draw.random() < _LECTURES.get(org.type_id, 0.0)) for n in study
        ],
        "discussion_session_count": (talks := _discussions(draw, org, pace, pack)),
        "discussion_speaker_count": [n * draw.randint(4, 9) for n in talks],
        "party_lecture_count": _party_lectures(draw, org, pace, n_weeks),
        "study_org_covered": _covered(org, pace, n_weeks),
        "research_visit_count": _visits(draw, org, n_weeks),
        "research_report_count": _reports(draw, org, pace, n_weeks),
        "problem_found_count": found,
        "rect_done_count": _rectified(draw, pace, found),
        "livelihood_done_count": _services(draw, org, pace, n_weeks),
    }


def _study(draw: Random, org: Organisation, pace: Pace, n_weeks: int) -> list[int]:
    sessions: list[int] = []
    for week in range(1, n_weeks + 1):
        number = draw.choices(range(4), weights=_STUDY[org.type_id])[0]
        idle = org.type_id != "non_public" and sessions[-2:] == [0, 0]
        if week < pace.start:
            number = 0
        elif week == pace.start:
            number = max(1, number)
        elif week in BUSY_WEEKS:
            number = min(1, number) if draw.random() < (0.85 if idle else 0.38) else 0
        elif pace.is_behind or (idle and draw.random() < 0.85):
            number = 1 if not pace.is_behind else int(draw.random() < 0.3)
        sessions.append(number)
    return sessions


def _conflict(draw: Random, study: Sequence[float]) -> Iterable[str]:
    for week, number in enumerate(study, start=1):
        usual = ("staffing", "duty", "other", "none")
        if number:
            yield ""
        elif week in BUSY_WEEKS and draw.random() < 0.86:
            yield "key_tasks"
        else:
            yield draw.choices(usual, weights=(35, 15, 20, 30))[0]


def _discussions(draw: Random, org: Organisation, pace: Pace, pack: CampaignPack) -> list[int]:
    target = pack.target("discussion_session_count", org.type_id)
    owed = int(target.amount) if target else 0
    number, n_weeks = round(owed * pace.discussions), pack.calendar.n_weeks
    if not number or pace.start > n_weeks:
        return _on([], n_weeks)
    if owed == 1:
        return _on([max(pace.start, draw.randint(4, 8))], n_weeks)
    weeks = [
        round((place + 0.6) * n_weeks / number + draw.uniform(-1.2, 0.8)) for place in range(number)
    ]
    held = [draw.choice((BUSY_WEEKS.start - 1, w, w + 1)) if w in BUSY_WEEKS else w for w in weeks]
    if draw.random() < _SHARE_HELD_LAST:
        held[-1] = n_weeks - draw.choice((0, 0, 1))
    return _on([max(pace.start, w) for w in held], n_weeks)


def _reading_class(draw: Random, org: Organisation, pace: Pace, n_weeks: int) -> list[float]:
    blocks: tuple[float, ...]
    if org.type_id == "county_team":
        blocks = draw.choice(((4, 3), (5, 2), (3, 2, 2)))
    else:
        blocks = draw.choice(((3,), (1.5, 1.5), (2, 1), (2.5, 1)))
    if pace.is_behind:
        blocks = blocks[:1]
    first = max(pace.start, draw.randint(2, 5)) + (5 if pace.is_slow else 0)
    days = [0.0] * n_weeks
    for place, block in enumerate(blocks):
        if first + place <= n_weeks:
            days[first + place - 1] = block
    return days


def _party_lectures(draw: Random, org: Organisation, pace: Pace, n_weeks: int) -> list[int]:
    if pace.start > n_weeks or pace.is_behind:
        return _on([], n_weeks)
    first = max(pace.start, draw.randint(3, 12)) + (3 if pace.is_slow else 0)
    more = draw.randint(0, _PARTY_LECTURES.get(org.type_id, 0))
    return _on([first, *(first + draw.randint(1, 5) for _ in range(more))], n_weeks)


def _covered(org: Organisation, pace: Pace, n_weeks: int) -> list[int]:
    shares = (
        min(pace.reach_below, max(0, week - pace.start + 1) / pace.weeks_below)
        for week in range(1, n_weeks + 1)
    )
    counts = (int(share * org.sub_org_total + 0.5) for share in shares)
    return list(accumulate(counts, max))


def _visits(draw: Random, org: Organisation, n_weeks: int) -> list[int]:
    weights = _VISITS.get(org.type_id, (1, 0, 0, 0))
    drawn = (draw.choices(range(4), weights=weights)[0] for _ in range(n_weeks))
    return [min(n, 1) if w in BUSY_WEEKS else n for w, n in enumerate(drawn, start=1)]


def _reports(draw: Random, org: Organisation, pace: Pace, n_weeks: int) -> list[int]:
    if org.type_id == "county_team":
        return _on([w + draw.randint(-1, 1) for w in (4, 7, 11, 15)], n_weeks)
    if pace.is_behind:
        return _on([], n_weeks)
    return _on([draw.randint(10, 13) if pace.is_slow else draw.randint(4, 8)], n_weeks)


def _found(draw: Random, org: Organisation, pace: Pace, n_weeks: int) -> list[int]:
    number = draw.randint(*_PROBLEMS.get(org.type_id, (0, 0)))
    if pace.is_behind:
        number //= 3
    first = min(pace.start, n_weeks)
    weeks = (
        max(first, n_weeks - draw.randint(0, _LAST_WEEKS))
        if draw.random() < _SHARE_FOUND_LATE
        else first + int(draw.triangular(0, 12, 3))
        for _ in range(number)
    )
    return _on(weeks, n_weeks)


def _rectified(draw: Random, pace: Pace, found: Sequence[int]) -> list[int]:
    closed = []
    for week, number in enumerate(found, start=1):
        for _ in range(number):
            if draw.random() < (0.4 if pace.is_behind else 0.9):
                closed.append(week + draw.randint(1, 6))
    return _on([week for week in closed if week <= len(found)], len(found))


def _services(draw: Random, org: Organisation, pace: Pace, n_weeks: int) -> list[int]:
    number = draw.randint(*_SERVICES[org.type_id])
    if pace.is_behind or not number:
        return _on([], n_weeks)
    first = draw.randint(9, 12) if pace.is_slow else draw.randint(3, 7)
    step = max(2, (n_weeks - first) // number)
    if org.type_id == "county_team":
        first, step = 2, 2
    weeks = [first + place * step for place in range(number)]
    if draw.random() < _SHARE_FOUND_LATE:
        weeks[-1] = n_weeks - draw.randint(0, _LAST_WEEKS)
    return _on(weeks, n_weeks)


def _on(weeks: Iterable[int], n_weeks: int) -> list[int]:
    """How many of the events fall in each week; those after the end did not happen."""
    counts = [0] * n_weeks
    for week in weeks:
        if week <= n_weeks:
            counts[max(week, 1) - 1] += 1
    return counts
