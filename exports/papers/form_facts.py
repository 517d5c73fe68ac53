"""What the forms beside the weekly report tell of progress: what is known goes in; the lines of a
fact come out, empty where nothing is known of it, None where the campaign has no such form."""

from __future__ import annotations

import pandas as pd

from campaign import FieldRole, FormRole, OptionRole
from exports.papers.known import Known, Line, lines_of, type_of
from measures import (
    book_rows,
    book_sums,
    guidance_coverage,
    launch_rows,
    launch_sums,
    letters,
    office_work,
    plan_rows,
    plan_sums,
    plans,
    point_rows,
    point_sums,
    problem_counts,
    research_counts,
    service_counts,
    staff,
    visits_by_method,
    visits_by_week,
    work_sums,
)


def groups_told(known: Known, _: str) -> list[Line]:
    """How many groups guide how many units."""
    last = known.panel.weeks[-1]
    own = last.group_index[last.member]
    values = {"groups": len(set(own[own >= 0].tolist())), "units": int(last.member.sum())}
    return [Line("guided", values, ("all",), {})]


def _launched(known: Known, by: str) -> pd.DataFrame | None:
    if known.beside.launches is None:
        return None
    register, panel = known.beside.launches, known.panel
    if register.empty:
        return pd.DataFrame()
    rows = launch_rows(register, panel, known.pack, today=known.beside.today)
    sums = launch_sums(rows, panel, by=by)
    return sums.assign(unknown=sums["units"] - sums["known"])


def setup_told(known: Known, _: str) -> list[Line] | None:
    """How many units set up a leading group and a working body."""
    sums = _launched(known, "district")
    return (
        None if sums is None else lines_of(sums, "start/launches/{place_id}", "leaders", "office")
    )


def launch_told(known: Known, _: str) -> list[Line] | None:
    """Who has launched, by type; who has not, and of whom nobody knows."""
    whole, types = _launched(known, "district"), _launched(known, "type")
    if whole is None or types is None:
        return None
    figure = "start/launches/{place_id}"
    return [
        *lines_of(whole, figure, "all"),
        *lines_of(types, figure, "type", label=type_of(known), listed=True),
        *lines_of(whole, figure, "end", "unknown+", "overdue+", "below"),
    ]


def work_told(known: Known, of: str) -> list[Line] | None:
    """How often the office did one thing, by the id of its option."""
    options = known.pack.options_of(FormRole.OFFICE_LOG, FieldRole.CATEGORY)
    option = next((it for it in options if it.id == of), None)
    if option is None:
        return None
    work = office_work(known.beside.entries(FormRole.OFFICE_LOG), known.pack)
    if option.role is OptionRole.STAFFING:
        return _staff_told(work)
    sums = work_sums(work)
    own = sums[sums["kind"] == str(option.role or "")]
    values = {row["place"]: row["times"] for row in own.to_dict("records")}
    figure, role = f"start/office_work/{option.role}", str(option.role)
    return [Line(figure, values, (f"{role}.office", f"{role}.groups"), {})] if values else []


def _staff_told(work: pd.DataFrame) -> list[Line]:
    """How many work in the office and in all groups, as it was told last."""
    values = {row["place"]: row["people"] for row in staff(work).to_dict("records")}
    clauses = ("staffing.office", "staffing.groups")
    return [Line("start/staff", values, clauses, {})] if values else []


def points_told(known: Known, _: str) -> list[Line] | None:
    """Contact points by tier."""
    entries, form = known.beside.entries(FormRole.POINTS), known.pack.form_of(FormRole.POINTS)
    if form is None:
        return None
    rows = point_rows(entries, known.panel, known.pack, today=known.beside.today)
    options = known.pack.options_of(FormRole.POINTS, FieldRole.TIER)
    labels = {option.id: known.words.label(option.label) for option in options}
    sums = point_sums(rows, known.pack) if len(rows) else rows.head(0)
    figure = "start/contact_points/{tier}"
    return lines_of(
        sums,
        figure,
        "all",
        "leaders",
        "visits",
        "solved",
        "never+",
        label=lambda row: labels.get(row["tier"], ""),
    )


def books_told(known: Known, _: str) -> list[Line] | None:
    """Sets of books due and given, one a head and one an organisation."""
    if known.pack.form_of(FormRole.BOOKS) is None:
        return None
    rows = book_rows(known.beside.entries(FormRole.BOOKS), known.panel, known.pack)
    sums = book_sums(rows, known.panel)
    own = (sums[sums["basis"] == basis] for basis in ("per_head", "per_org"))
    return [
        line
        for frame, basis in zip(own, ("per_head", "per_org"), strict=True)
        for line in lines_of(frame, "start/books/{basis}", basis)
    ]


def plans_told(known: Known, _: str) -> list[Line] | None:
    """Plans reviewed, and how."""
    if known.pack.form_of(FormRole.PLANS) is None:
        return None
    made = plans(known.beside.entries(FormRole.PLANS), known.pack)
    sums = plan_sums(plan_rows(made, known.panel, today=known.beside.today), known.panel)
    return lines_of(sums, "start/plans/{place_id}", "all", "returns", "days")


def visits_told(known: Known, _: str) -> list[Line] | None:
    """Visits made, what they found and solved, and how many units were visited at all."""
    made, panel = known.beside.visits, known.panel
    if made is None:
        return None
    spans, week = known.beside.spans, known.cut.week.number
    rows = guidance_coverage(made, panel, week=week, spans=spans).to_dict("records")
    by_week = visits_by_week(made, panel, spans=spans)
    gaps, found = by_week["visits_open"].sum(), ("problems", "solved")
    n = {name: float(by_week[name].sum(min_count=1)) for name in ("visits", *found)}
    n |= {f"{name}_open": float(by_week[f"{name}_open"].sum() + gaps) for name in found}
    n["visits_open"] = float(gaps)
    return [
        Line(
            "visits",
            {**n, "n": row["numerator"], "of": row["denominator"]}
            if not pd.isna(row["value"])
            else {},
            ("all", "found", "solved", "units"),
            {},
        )
        for row in rows
    ]


def methods_told(known: Known, _: str) -> list[Line] | None:
    """By which methods visits were made."""
    if known.beside.visits is None:
        return None
    rows = visits_by_method(known.beside.visits, known.panel, known.pack)
    options = known.pack.options_of(FormRole.GUIDANCE_LOG, FieldRole.METHODS)
    labels = {option.id: known.words.label(option.label) for option in options}
    used = rows[rows["visits"] > 0]
    lines = lines_of(
        used, "methods/{method}", "one", label=lambda row: labels[row["method"]], listed=True
    )
    return [Line("", {}, ("begin",), {}), *lines, Line("", {}, ("end",), {})] if lines else []


def letters_told(known: Known, _: str) -> list[Line] | None:
    """Letters issued, and what came of their problems."""
    if known.pack.form_of(FormRole.LETTERS) is None:
        return None
    rows = letters(known.beside.letter_problems(known.panel, known.pack))
    counted = ("problems", "closed", "overdue", "open")
    sums = {name: float(rows[name].sum(min_count=1)) for name in counted}
    sums |= {f"{name}_open": float(rows["unknown"].sum()) for name in counted[1:]}
    values = {"letters": float(len(rows)), **sums} if len(rows) else {}
    return [Line("letters", values, ("all", "closed", "overdue+"), {})]


def problems_told(known: Known, _: str) -> list[Line] | None:
    """Problems in the ledgers, and what came of them."""
    if known.pack.form_of(FormRole.PROBLEMS) is None:
        return None
    rows = problem_counts(known.beside.problems(known.panel, known.pack), known.panel)
    going = rows.assign(going=rows[["open", "reopened", "claimed"]].sum(axis=1))
    return lines_of(going[going["total"] > 0], "problems/places/{place_id}", "all", "overdue+")


def research_told(known: Known, _: str) -> list[Line] | None:
    """Research topics, and how far they are."""
    if known.pack.form_of(FormRole.RESEARCH) is None:
        return None
    rows = research_counts(known.beside.topics(known.panel, known.pack), known.panel)
    return lines_of(rows[rows["topics"] > 0], "research/places/{place_id}", "all")


def services_told(known: Known, _: str) -> list[Line] | None:
    """Practical services in the lists, and how far they are."""
    if known.pack.form_of(FormRole.SERVICES) is None:
        return None
    rows = service_counts(known.beside.services(known.panel, known.pack), known.panel)
    clauses = ("all", "stage+", "overdue+")
    return lines_of(rows[rows["listed"] > 0], "services/places/{place_id}", *clauses)
