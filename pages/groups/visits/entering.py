"""A visit that was made, entered on the page: it goes through the log's own blank form and readers,
and stands beside what logs say; the ledger's audit has who entered it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from campaign import CUMULATIVE, NO_DAYS, FieldRole, FormRole, Kind, Submission, Unit, Wording
from exports import Addressee, FormCell, template, template_name
from ledger import LockedWeek, NotAllowed, StalePlan
from loaders import Hints, read_workbook
from measures import known_totals
from pages.door import View, opened
from pages.groups.visits.words import logged, slot_name
from pages.markup import caption
from pages.readings import guidance_log

_SAID, _MADE = "visit_said", "visits_made"
_COUNTS = (FieldRole.PROBLEMS_FOUND, FieldRole.ADVICE, FieldRole.SOLVED)


def entering(view: View) -> None:
    """The questions of one visit and the button that stores it."""
    words = view.words
    with st.expander(words.text("visits.enter"), key="screen_only_enter"):
        caption(words.text("visits.enter.note"))
        with st.form(f"visit_{st.session_state.get(_MADE, 0)}", border=False):
            told = _asked(view)
            pressed = st.form_submit_button(words.text("visits.store"), type="primary")
        if pressed:
            _store(view, told)
    if said := st.session_state.pop(_SAID, ""):
        caption(said)


def _asked(view: View) -> dict[str, Any]:
    """What was answered: unit, day, what the log has of the visit, the slot checked and found."""
    words = view.words
    units = {unit.id: unit for unit in view.scope.units if view.viewer.sees(unit)}
    first, last = view.district.calendar.starts_on, _last_day(view)
    where, when, how, on = st.columns(4, gap="small")
    unit = where.selectbox(
        words.text("visits.field.unit"),
        list(units),
        index=None,
        format_func=lambda id_: units[id_].name,
    )
    day = when.date_input(words.text("visits.field.day"), last, first, last)
    told: dict[FieldRole, Any] = {
        FieldRole.METHODS: _options(view, FieldRole.METHODS, how),
        FieldRole.STREAMS: _options(view, FieldRole.STREAMS, on),
    }
    for role, column in zip(_COUNTS, st.columns(3, gap="small"), strict=True):
        told[role] = _count(view, role, column)
    return {"unit": units.get(unit or ""), "day": day, "told": told} | _figure(view)


def _figure(view: View) -> dict[str, Any]:
    """Which figure was checked, and what was found."""
    which, found = st.columns(2, gap="small")
    slot = which.selectbox(
        view.words.text("visits.field.figure"),
        _slots(view),
        index=None,
        format_func=lambda slot: _slot_words(view, slot),
    )
    verified = found.number_input(view.words.text("visits.field.found"), 0, value=None)
    return {"slot": slot, "found": verified}


def _options(view: View, role: FieldRole, column: DeltaGenerator) -> str:
    """What was chosen, as the log has it; an option that is two others is no choice of its own."""
    options = [o for o in view.pack.options_of(FormRole.GUIDANCE_LOG, role) if "+" not in o.id]
    labels = {o.label.zh: view.words.label(o.label) for o in options}
    title = view.words.text(f"visits.field.{role}")
    return "、".join(column.multiselect(title, list(labels), format_func=labels.__getitem__))


def _count(view: View, role: FieldRole, column: DeltaGenerator) -> float | str:
    value = column.number_input(view.words.text(f"visits.field.{role}"), 0, value=None)
    return "" if value is None else float(value)


def _slots(view: View) -> list[str]:
    counts = [q for q in view.pack.quantities if q.kind is not Kind.CHOICE and q.adds_up]
    return [q.id + CUMULATIVE for q in counts]


def _slot_words(view: View, slot: str) -> str:
    label = view.words.label(view.pack.quantity[slot.removesuffix(CUMULATIVE)].label)
    return view.words.text("tile.total", what=label)


def _last_day(view: View) -> date:
    calendar = view.district.calendar
    today = calendar.local(opened.now()).date()
    return max(min(today, calendar.week(calendar.n_weeks).ends_on), calendar.starts_on)


def _store(view: View, told: Mapping[str, Any]) -> None:
    """Read the visit as a log of one line, and store it; else say what stands against it."""
    words, unit = view.words, told["unit"]
    if unit is None or not told["told"][FieldRole.METHODS] or not told["told"][FieldRole.STREAMS]:
        st.session_state[_SAID] = words.text("visits.enter.asks")
        return
    sent = _read(view, unit, told)
    if isinstance(sent, str):
        st.session_state[_SAID] = sent
        return
    ledger, at = opened.ledger(), opened.now()
    try:
        plan = ledger.plan(view.district.id, sent, received_at=at)
        ledger.accept(plan, by=view.viewer, received_at=at, reason=words.text("visits.enter"))
    except LockedWeek as refusal:
        st.session_state[_SAID] = words.issue(refusal.issue)
    except (NotAllowed, StalePlan):
        st.session_state[_SAID] = words.text("record.moved_on")
    else:
        st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1
        st.session_state[_SAID] = words.text(
            "visits.stored", unit=unit.name, day=words.day(told["day"])
        )
        st.rerun()


def _read(view: View, unit: Unit, told: Mapping[str, Any]) -> Submission | str:
    """The submission, or in words why there is none."""
    asked = _form(view, unit, told)
    calendar, group = view.district.calendar, asked.addressee.id
    hints = Hints(sender=group, calendar=calendar, received_at=opened.now(), today=_last_day(view))
    reading = read_workbook(
        template(asked),
        file_name=f"{template_name(asked)}.xlsx",
        roster=opened.ledger().roster(view.district.id),
        pack=view.pack,
        hints=hints,
    )
    if len(reading.submissions) != 1 or not reading.submissions[0].n_accepted:
        return _why(reading.all_issues, view.words)
    return replace(reading.submissions[0], period=NO_DAYS)


def _form(view: View, unit: Unit, told: Mapping[str, Any]) -> FormCell:
    """The log's blank form with the visit as its one line."""
    group = view.viewer.group_id or unit.group_id
    named = {FieldRole.UNIT: unit.name, FieldRole.VISITED_ON: told["day"]}
    line = logged(view, {**named, **told["told"], **_checked(view, unit, told)}, group=group)
    addressee = Addressee(group, _name(view, group), (unit,))
    form = guidance_log(view)
    return FormCell(view.district, view.pack, form, view.week, addressee, view.words, [line])


def _why(issues: Any, words: Wording) -> str:
    held = [issue for issue in issues if issue.holds_row or issue.severity == "stop"]
    return " ".join(words.issue(issue) for issue in held) or words.text("visits.enter.asks")


def _checked(view: View, unit: Unit, told: Mapping[str, Any]) -> dict[FieldRole, Any]:
    """A check of the figure that was known by the end of the view's week; nothing without both
    numbers."""
    slot, found = told["slot"], told["found"]
    at = next((i for i, each in enumerate(view.scope.units) if each.id == unit.id), None)
    if slot is None or found is None or at is None:
        return {}
    quantity = view.pack.quantity[slot.removesuffix(CUMULATIVE)]
    claim = float(known_totals(view.scope, quantity)[-1].cumulative[at])
    if math.isnan(claim):
        return {}
    return {
        FieldRole.CHECKED_FIGURE: slot_name(view, slot),
        FieldRole.CHECKED_WEEK: float(view.week.number),
        FieldRole.CLAIMED: claim,
        FieldRole.VERIFIED: float(found),
    }


def _name(view: View, group: str) -> str:
    found = view.pack.group.get(group)
    return view.words.label(found.label) if found else ""
