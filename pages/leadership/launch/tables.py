"""The tables of the launch page: a view goes in; frames in the reader's words come out, places and
units in the pack's and the roster's order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from campaign import FieldRole, FormRole, Label, Wording
from measures import point_sums
from pages.door import View, drawing
from pages.drawn import type_names
from pages.leadership.launch.office_tables import office_table, staff_table
from pages.readings import (
    books_by,
    books_now,
    launch_of_units,
    launches_by,
    milestones_now,
    plans_by,
    plans_of_units,
    points_now,
)

FEW = 8
"""As many lines are shown without a frame to scroll in."""
_POINTS = {
    "point_points": "points",
    "point_leaders": "leaders",
    "point_units": "units",
    "point_never": "never",
    "point_undated": "undated",
    "point_over": "over",
}
_SETS = {"sets_due": "due", "sets_given": "given"}
_OF_FORMS = {
    FormRole.PLANS: ("plan", "pass_days"),
    FormRole.POINTS: ("point_points",),
    FormRole.BOOKS: ("sets_missing",),
}
"""What stands of a unit from which form: a campaign without it has no such column."""


@drawing
def by_type(view: View) -> pd.DataFrame:
    """Launches, lags, leading groups and branches of each type."""
    rows = _in_order(launches_by(view, by="type"), type_names(view))
    return pd.DataFrame(
        {
            "type": rows["place_id"].map(type_names(view)),
            **{name: rows[name] for name in ("units", "known", "launched")},
            **{name: _whole(rows[name]) for name in ("late", "overdue")},
            "lag": rows["lag"],
            "longest_lag": _whole(rows["longest_lag"]),
            "leaders": _of(rows, "leaders", "leaders_of", view.words),
            "work_office": _of(rows, "work_office", "work_office_of", view.words),
            "branches_of": _of(rows, "branches_launched", "branches_total", view.words),
        }
    ).set_axis(list(rows["place_id"]))


@drawing
def plan_table(view: View) -> pd.DataFrame:
    """Plan reviews of each type with a plan in the register."""
    rows = plans_by(view, by="type")
    rows = _in_order(rows, type_names(view))
    return pd.DataFrame(
        {
            "type": rows["place_id"].map(type_names(view)),
            **{name: rows[name] for name in ("units", "known", "passed", "first_pass", "returns")},
            "most_rounds": _whole(rows["most_rounds"]),
            "pass_days": rows["days"],
            "longest_pass_days": _whole(rows["longest_days"]),
        }
    ).set_axis(list(rows["place_id"]))


@drawing
def milestone_table(view: View) -> pd.DataFrame:
    """What has a date, against it."""
    words, rows = view.words, milestones_now(view)
    quantity = view.pack.quantity
    return pd.DataFrame(
        {
            "milestone": [
                words.label(quantity[subject].label)
                if subject in quantity
                else words.text("launch.milestone.launch")
                for subject in rows["subject"]
            ],
            "date_due": [
                _span(row["first_due"], row["last_due"], words) for row in rows.to_dict("records")
            ],
            **{name: rows[name] for name in ("units", "on_time", "late", "undated")},
            **{name: rows[name] for name in ("overdue", "ahead", "unknown")},
        }
    ).set_axis(list(rows["subject"]))


@drawing
def tier_table(view: View) -> pd.DataFrame:
    """Contact points by tier."""
    if points_now(view).empty:
        return pd.DataFrame()
    rows = point_sums(points_now(view), view.pack)
    return pd.DataFrame(
        {
            "tier": [_tier(view, tier) for tier in rows["tier"]],
            **{shown: _whole(rows[name]) for shown, name in _POINTS.items()},
            "point_visits": _whole(rows["visits"]),
            **{name: _whole(rows[name]) for name in ("solved", "longest_days")},
        }
    ).set_axis(list(rows["tier"]))


@drawing
def book_table(view: View) -> pd.DataFrame:
    """Sets due and given by type and basis."""
    rows = _in_order(books_by(view, by="type"), type_names(view))
    share = rows["given"] / rows["due"].where(rows["due"] > 0)
    return pd.DataFrame(
        {
            "type": rows["place_id"].map(type_names(view)),
            "basis": [_basis(basis, view.words) for basis in rows["basis"]],
            "point_units": rows["units"],
            "titles": rows["titles"],
            **{shown: _whole(rows[name]) for shown, name in _SETS.items()},
            "sets_share": [view.words.percent(s) if s == s else None for s in share],
            "sets_short": rows["short"],
            "left_open": rows["left_open"],
        }
    ).set_axis(list(rows["place_id"]))


@drawing
def point_list(view: View) -> pd.DataFrame:
    """A line a contact point."""
    rows = points_now(view)
    return pd.DataFrame(
        {
            **_units(rows, view),
            "tier": [_tier(view, tier) for tier in rows["tier"]],
            "leader": rows["leader"],
            "point_visits": _whole(rows["visits"]),
            "solved": _whole(rows["solved"]),
            "point_last": [_day(day, view.words) for day in rows["last_on"]],
            "days": _whole(rows["days"]),
        }
    )


@drawing
def plan_list(view: View) -> pd.DataFrame:
    """A line a unit whose plan went back or has not passed yet."""
    rows = plans_of_units(view)
    rows = rows[
        (rows["state"] != "unknown") & ((rows["state"] != "passed") | (rows["returns"] > 0))
    ]
    reasons = _reasons(view)
    return pd.DataFrame(
        {
            **_units(rows, view),
            "plan": [view.words.text(f"plan.{state}") for state in rows["state"]],
            "rounds": rows["rounds"],
            "reasons": ["、".join(reasons[i] for i in own) for own in rows["reasons"]],
            "pass_days": _whole(rows["days"]),
        }
    )


@drawing
def book_list(view: View) -> pd.DataFrame:
    """A line a unit, title and basis with fewer sets given out than due, or with one left open."""
    rows = books_now(view)
    rows = rows[~(rows["given"] >= rows["due"])]
    return pd.DataFrame(
        {
            **_units(rows, view),
            "book": rows["book"],
            "basis": [_basis(basis, view.words) for basis in rows["basis"]],
            **{shown: _whole(rows[name]) for shown, name in _SETS.items()},
        }
    )


@drawing
def unit_rows(view: View) -> pd.DataFrame:
    """A line a unit: its launch, leading group, branches, plan, contact points and books."""
    rows, words, plan = launch_of_units(view), view.words, plans_of_units(view)
    points, books = points_now(view), books_now(view)
    short = (books["due"] - books["given"]).clip(lower=0).groupby(books["unit_id"])
    kinds = {1.0: "yes", 0.0: "no"}
    shown = pd.DataFrame(
        {
            **{k: v for k, v in _units(rows, view).items() if k != "unit_id"},
            "launched": [words.text(f"launch.state.{state}") for state in rows["state"]],
            "launched_on": [_day(day, words) for day in rows["launched_on"]],
            **{name: _whole(rows[name]) for name in ("lag_days", "days_late")},
            "leaders": [
                words.text(f"trace.{kinds[told]}") if told in kinds else None
                for told in rows["leaders"]
            ],
            "branches_of": _of(rows, "branches_launched", "branches_total", words),
            "plan": [words.text(f"plan.{state}") for state in plan["state"]],
            "pass_days": _whole(plan["days"]),
            "point_points": _counted(rows, points.groupby("unit_id").size()),
            "sets_missing": _counted(rows, short.sum(min_count=1)),
        }
    )
    lacking = [c for role, own in _OF_FORMS.items() if not view.pack.form_of(role) for c in own]
    return shown.drop(columns=lacking)


def _units(rows: pd.DataFrame, view: View) -> dict[str, pd.Series[str]]:
    groups = {g.id: view.words.label(g.label) for g in view.pack.groups}
    return {
        "unit_id": rows["unit_id"],
        "unit": rows["name"],
        "type": rows["type_id"].map(type_names(view)),
        "group": rows["group_id"].map(groups),
    }


def _counted(rows: pd.DataFrame, counts: pd.Series[Any]) -> pd.Series[int]:
    return _whole(rows["unit_id"].map(counts).astype("float64"))


def _in_order(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    order = {place: i for i, place in enumerate(names)}
    return rows.sort_values(
        "place_id", key=lambda ids: ids.map(order), kind="stable", ignore_index=True
    )


def _whole(values: pd.Series[float]) -> pd.Series[int]:
    return values.round().astype("Int64")


def _of(rows: pd.DataFrame, part: str, whole: str, words: Wording) -> list[str | None]:
    """n/N; nothing where N is unknown or nobody tells."""
    return [
        f"{words.number(n)}/{words.number(total)}" if n == n and total == total and total else None
        for n, total in zip(rows[part], rows[whole], strict=True)
    ]


def _day(day: pd.Timestamp, words: Wording) -> str | None:
    return None if pd.isna(day) else words.day(day.date())


def _span(first: pd.Timestamp, last: pd.Timestamp, words: Wording) -> str | None:
    said = [_day(day, words) for day in dict.fromkeys((first, last))]
    return None if None in said else "—".join(str(day) for day in said)


def _tier(view: View, tier: str) -> str:
    labels = _labels(view, FormRole.POINTS, FieldRole.TIER)
    return view.words.label(labels[tier]) if tier in labels else view.words.text("unknown")


def _labels(view: View, role: FormRole, field: FieldRole) -> dict[str, Label]:
    return {option.id: option.label for option in view.pack.options_of(role, field)}


def _reasons(view: View) -> dict[str, str]:
    labels = _labels(view, FormRole.PLANS, FieldRole.RETURN_REASONS)
    return {id_: view.words.label(label) for id_, label in labels.items()}


def _basis(basis: str, words: Wording) -> str:
    return words.text(f"basis.{basis}" if basis else "unknown")


TABLES: Mapping[str, tuple[FormRole, Callable[[View], pd.DataFrame]]] = {
    "types": (FormRole.LAUNCH, by_type),
    "plans": (FormRole.PLANS, plan_table),
    "milestones": (FormRole.LAUNCH, milestone_table),
    "tiers": (FormRole.POINTS, tier_table),
    "books": (FormRole.BOOKS, book_table),
    "office": (FormRole.OFFICE_LOG, office_table),
    "staff": (FormRole.OFFICE_LOG, staff_table),
}
LISTS: Mapping[str, tuple[FormRole, Callable[[View], pd.DataFrame]]] = {
    "plan_list": (FormRole.PLANS, plan_list),
    "point_list": (FormRole.POINTS, point_list),
    "book_list": (FormRole.BOOKS, book_list),
}
