"""One unit's figures of the last weeks: a view of one unit goes in; a row a quantity comes out."""

from __future__ import annotations

import math
from base64 import b64encode
from dataclasses import dataclass

import pandas as pd

from campaign import ORGS_STUDYING, Kind, Quantity, Unit, quantity_of
from figures import sparkline
from measures import ORG_SHARE
from pages.door import View, drawing
from pages.readings import frequencies, joined_now, overclaimed, weeks_of_units

WEEKS = 8
_WIDE, _HIGH = 60, 20


@dataclass(frozen=True)
class FigureRow:
    """One quantity: its figure or the word for its state in each of the last weeks, their course as
    a picture, what is known since the launch, and the plan to date."""

    quantity: Quantity
    said: tuple[str, ...]
    course: str
    total: str
    plan: str


def shown_weeks(view: View) -> list[int]:
    """The numbers of the last weeks, at most `WEEKS` of them."""
    return [week.week.number for week in view.panel.weeks][-WEEKS:]


@drawing
def figure_rows(view: View, unit: Unit) -> list[FigureRow]:
    """A row for each quantity that the unit owes, in the order of the pack, and for each further
    one of which it ever said anything."""
    asked = [
        quantity
        for quantity in view.pack.quantities
        if quantity.kind is not Kind.CHOICE
        and view.pack.owes(unit.type_id, quantity.id, sub_org_total=unit.sub_org_total)
    ]
    return [_row(view, unit, quantity) for quantity in (*asked, *_further(view, unit))]


def _further(view: View, unit: Unit) -> list[Quantity]:
    at = [it.id for it in view.panel.units].index(unit.id)
    said = {
        quantity_of(slot)
        for week in view.panel.weeks
        for slot, (numbers, _) in week.further.items()
        if numbers[at] == numbers[at]
    }
    return [it for it in view.pack.further if it.id in said and it.kind is not Kind.CHOICE]


def _row(view: View, unit: Unit, quantity: Quantity) -> FigureRow:
    words = view.words
    cells = weeks_of_units(view, quantity.id).tail(WEEKS)
    since_launch = frequencies(view, quantity.id)
    now = since_launch.iloc[-1]
    total = "" if math.isnan(now["cumulative"]) else words.number(now["cumulative"])
    if total and quantity.id == ORGS_STUDYING:
        total = f"{total}/{unit.sub_org_total}"
    if total and now["is_lower_bound"]:
        total = words.text("known.at_least.brief", n=total)
    return FigureRow(
        quantity=quantity,
        said=tuple(_cell(row, view) for row in cells.to_dict("records")),
        course=picture(view, cells["value"].tolist()),
        total=total or words.text("no_report"),
        plan=_plan(view, _orgs_due(view, unit) if quantity.id == ORGS_STUDYING else now["plan"]),
    )


def _cell(row: dict[object, object], view: View) -> str:
    """The figure as it counts, or the word for its state; a dash where nothing was owed. A figure
    that includes units below stands beside it, one worked out of two totals has a star."""
    value, sent = float(str(row["value"])), float(str(row["sent"]))
    if not math.isnan(value):
        said = view.words.number(value) + ("*" if row["is_derived"] else "")
        if sent != value:
            said = view.words.text("unit.own_part", own=said, sent=view.words.number(sent))
        return said
    return "—" if row["state"] == "not_owed" else view.words.text(f"state.{row['state']}")


def _orgs_due(view: View, unit: Unit) -> float:
    """How many subordinate organisations should have studied by now; NaN where none is planned."""
    target = view.pack.target(ORG_SHARE, unit.type_id)
    if target is None:
        return math.nan
    share = target.expected_share(view.week.number, view.district.calendar.n_weeks)
    return target.amount * share * unit.sub_org_total


def counting_notes(view: View, unit: Unit) -> list[str]:
    """How the week's figures count where they are not those that were sent."""
    words, notes, is_derived = view.words, [], False
    for quantity in view.pack.quantities:
        if quantity.kind is Kind.CHOICE or not view.pack.owes(
            unit.type_id, quantity.id, sub_org_total=unit.sub_org_total
        ):
            continue
        cells = weeks_of_units(view, quantity.id).tail(WEEKS)
        is_derived |= bool(cells["is_derived"].any())
        now = cells.iloc[-1]
        if now["sent"] != now["value"] and now["sent"] == now["sent"]:
            told = {"sent": words.number(now["sent"]), "own": words.number(now["value"])}
            what = words.label(quantity.label)
            notes.append(words.text("unit.including", quantity=what, **told))
    notes += [said for said in (_joined(view, unit), _checked(view, unit)) if said]
    return [*notes, *([words.text("unit.derived")] if is_derived else [])]


def _joined(view: View, unit: Unit) -> str:
    """What its totals have of units that were closed into it; empty without any."""
    words = view.words
    told = [
        words.text("unit.joined.of", quantity=words.label(each.label), n=words.number(more))
        for each in view.pack.quantities
        if each.kind is not Kind.CHOICE and (more := float(joined_now(view, each.id)[unit.id])) > 0
    ]
    return (
        words.text("unit.joined", parts=words.text("finding.list_mark").join(told)) if told else ""
    )


def _checked(view: View, unit: Unit) -> str:
    """Which figures count against their plans with what a check found; empty without any."""
    words, told = view.words, []
    for (unit_id, quantity_id), over in overclaimed(view).items():
        claimed = float(frequencies(view, quantity_id).iloc[-1]["cumulative"])
        if unit_id == unit.id and not math.isnan(claimed):
            what = words.label(view.pack.quantity[quantity_id].label)
            numbers = {"claimed": words.number(claimed), "counted": words.number(claimed - over)}
            told.append(words.text("unit.checked.of", quantity=what, **numbers))
    parts = words.text("finding.list_mark").join(told)
    return words.text("unit.checked", parts=parts) if told else ""


def _plan(view: View, plan: float) -> str:
    """The plan to date with at most one decimal; a dash where there is none."""
    return "—" if math.isnan(plan) else view.words.number(round(plan, 1))


def picture(view: View, values: list[float]) -> str:
    """The values as a small line, in a form that tables and pages take as an image."""
    drawn = sparkline(values, view.palette, width=_WIDE, height=_HIGH)
    if not drawn:
        return ""
    packed = b64encode(drawn.replace('width="100%"', f'width="{_WIDE}"').encode()).decode()
    return f"data:image/svg+xml;base64,{packed}"


def figure_frame(view: View, rows: list[FigureRow]) -> pd.DataFrame:
    """The rows as a table is drawn: headings in the reader's language."""
    words = view.words
    heads = [words.text("unit.week", number=number) for number in shown_weeks(view)]
    listed = [
        [words.label(row.quantity.label), row.course, *row.said, row.total, row.plan]
        for row in rows
    ]
    titles = [words.text(f"unit.column.{name}") for name in ("quantity", "course", "total", "plan")]
    return pd.DataFrame(listed, columns=[*titles[:2], *heads, *titles[2:]], dtype="str")
