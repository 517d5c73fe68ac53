"""How the campaign was begun, as `figures --json` prints it: a panel and the forms beside it go in;
launches, plans, contact points, books, office work and milestones come out. Unknown is null."""

from __future__ import annotations

from typing import Any

from campaign import CampaignPack, FormRole, Panel
from commands.printed.plain import Lines, lines, placed
from exports.papers import Beside
from measures import (
    LAUNCHES,
    OFFICE,
    book_rows,
    book_sums,
    launch_rows,
    launch_sums,
    milestones,
    office_work,
    plan_rows,
    plan_sums,
    plans,
    point_rows,
    point_sums,
    staff,
    trainings,
    weekly_ticks,
    weeks_told,
    work_sums,
)


def start_json(
    panel: Panel, pack: CampaignPack, beside: Beside, *, by: str, names: dict[str, str]
) -> dict[str, Any]:
    """The document of `start`; empty where the panel has no week."""
    if not panel.weeks:
        return {}
    today = beside.today
    register = LAUNCHES.frame() if beside.launches is None else beside.launches
    launched = launch_rows(register, panel, pack, today=today)
    reviews = plan_rows(plans(beside.entries(FormRole.PLANS), pack), panel, today=today)
    points = point_rows(beside.entries(FormRole.POINTS), panel, pack, today=today)
    books = book_rows(beside.entries(FormRole.BOOKS), panel, pack)
    return {
        "launches": placed(launch_sums(launched, panel, by=by), names),
        "plans": placed(plan_sums(reviews, panel, by=by), names),
        "books": placed(book_sums(books, panel, by=by), names),
        "contact_points": lines(point_sums(points, pack)) if len(points) else [],
        "milestones": lines(milestones(panel, pack, register, today=today)),
        **_office(panel, pack, beside),
    }


def _office(panel: Panel, pack: CampaignPack, beside: Beside) -> dict[str, Lines]:
    """The office's work and staff by place, trainings by group, what was held by week."""
    work = office_work(beside.entries(FormRole.OFFICE_LOG), pack)
    here = set(panel.weeks[-1].group_index[panel.weeks[-1].member].tolist())
    groups = [group for i, group in enumerate(panel.group_ids) if i in here]
    weeks = [week.week.number for week in panel.weeks]
    told = weeks_told(beside.office_spans, panel)
    ticks = weekly_ticks(work, [OFFICE, *groups], weeks, told) if len(work) else None
    return {
        "office_work": lines(work_sums(work)),
        "staff": lines(staff(work)),
        "trainings": lines(trainings(work, groups)),
        "weekly": [] if ticks is None else lines(ticks),
    }
