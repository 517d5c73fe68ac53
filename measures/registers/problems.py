"""The problem ledger: ENTRIES, their VERSIONS and what was found at them go in; one line a problem
comes out, with the state that counts (docs/design.md §8.23)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from campaign import (
    OFFICE_SENDER,
    CampaignPack,
    FieldRole,
    Form,
    FormRole,
    OptionRole,
    Panel,
    fold,
)
from measures.counting import shape
from measures.registers.histories import DONE, History, LineName, histories, line_of
from measures.registers.told import Line, Told, asked_in, told_lines
from measures.registers.verdicts import (
    Check,
    States,
    Verdict,
    checks_by_line,
    states_of,
    verdict,
)

ELEMENTS = {
    "problem": FieldRole.PROBLEM,
    "owner": FieldRole.SECTION,
    "standard": FieldRole.STAGE_GOAL,
    "measures": FieldRole.MEASURES,
    "deadline": FieldRole.DUE,
}
"""The five things a line must make clear (五明确), and the field that tells each."""
_CHOICES = {
    "source": FieldRole.SOURCE,
    "aspect": FieldRole.ASPECT,
    "nature": FieldRole.NATURE,
    "field": FieldRole.FIELD,
    "mode": FieldRole.MODE,
}
DIMENSIONS = ("state", *_CHOICES)
"""By what problems are told apart."""

_TEXTS = {
    "number": FieldRole.LINE_NO,
    "problem": FieldRole.PROBLEM,
    "result": FieldRole.RESULT,
    "measures": FieldRole.MEASURES,
    "section": FieldRole.SECTION,
    **_CHOICES,
}

PROBLEMS_KEPT = shape("PROBLEMS_KEPT")
"""One line a problem, in the ledger's order. `state` and the other dimensions are ids of options,
empty where not told; `standing` is closed, stage, claimed, open, reopened or withdrawn; `age` the
days from finding it to its closing, or to today, `waits` those since it was reported done and not
verified; `tells_…` 1 or 0, NaN where its sheet has no such
column; `done_on` as its sheet says, else the day it first came as done; `is_held` what was looked
back at and holds."""

_GOING = ("open", "reopened", "claimed")
_STANDINGS = {
    OptionRole.VERIFIED: "closed",
    OptionRole.KEPT_UP: "stage",
    OptionRole.CLAIMED_DONE: "claimed",
    OptionRole.REOPENED: "reopened",
    OptionRole.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True)
class _Ledger:
    """One ledger and all that is known beside its lines."""

    form: Form
    states: States
    pasts: Mapping[LineName, History]
    checks: Mapping[LineName, list[Check]]
    names: Mapping[str, Collection[str]]
    asked: Mapping[str, Collection[int]]
    limits: Mapping[str, float]
    today: date


def problems_kept(
    entries: pd.DataFrame,
    versions: pd.DataFrame,
    checked: pd.DataFrame,
    panel: Panel,
    pack: CampaignPack,
    *,
    today: date,
    of_bodies: bool = False,
) -> pd.DataFrame:
    """PROBLEMS_KEPT of the ledger's ENTRIES that are of the panel's units in its last week; with
    `of_bodies` those of no unit too, whose owner their section names."""
    form = pack.form_of(FormRole.PROBLEMS)
    if form is None or not panel.weeks:
        return PROBLEMS_KEPT.frame()
    names = {**_names(panel), **({"": ()} if of_bodies else {})}
    own = with_senders(entries[entries["unit_id"].isin(names)], versions)
    asked = {name: asked_in(own, form, role) for name, role in ELEMENTS.items()}
    pasts, checks = histories(versions, form, pack), checks_by_line(checked)
    states, limits = states_of(form, pack), pack.thresholds
    ledger = _Ledger(form, states, pasts, checks, names, asked, limits, today)
    return PROBLEMS_KEPT.frame(_problem(row, told, ledger) for row, told in told_lines(own, form))


def decided(problems: pd.DataFrame, pack: CampaignPack) -> pd.DataFrame:
    """Those of PROBLEMS_KEPT that a meeting decided: the office's own lines with that source."""
    options = pack.options_of(FormRole.PROBLEMS, FieldRole.SOURCE)
    of_meeting = {option.id for option in options if option.role is OptionRole.MEETING}
    is_own = (problems["sender"] == OFFICE_SENDER) & problems["source"].isin(of_meeting)
    return problems[is_own].reset_index(drop=True)


def _names(panel: Panel) -> Mapping[str, Collection[str]]:
    """By unit of the panel's last week, the names it goes by."""
    return {
        unit.id: {fold(name) for name in (unit.name, *unit.short_names)}
        for unit, is_here in zip(panel.units, panel.weeks[-1].member, strict=True)
        if is_here
    }


def with_senders(entries: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """ENTRIES beside whose lines they are and the day they came."""
    told = versions[["submission_id", "row", "sender", "received_on"]]
    return entries.merge(told, on=["submission_id", "row"], how="inner")


def _problem(row: Line, told: Told, ledger: _Ledger) -> dict[str, object]:
    name = line_of(row)
    past, checks = ledger.pasts[name], ledger.checks.get(name, [])
    names = ledger.names[str(row["unit_id"])]
    found = verdict(row, told, states=ledger.states, past=past, checks=checks, names=names)
    role = ledger.states.roles.get(found.state)
    standing = _STANDINGS.get(role, "open") if role else "open"
    return {
        **{key: row[key] for key in ("submission_id", "row", "unit_id", "sender", "key")},
        "state": found.state,
        **{key: told.text(of) for key, of in _TEXTS.items()},
        "standing": standing,
        **_days(told, found, past, standing, ledger),
        **_elements(row, told, ledger),
        "n_moved": past.n_moved,
        "n_reopened": past.n_reopened + found.n_failed,
        "is_dropped": past.is_dropped and standing not in ("closed", "withdrawn"),
        "is_reworded": past.is_reworded,
        **{key: getattr(found, key) for key in ("is_unnamed", "is_own", "is_held", "verifier")},
    }


def _days(
    told: Told, found: Verdict, past: History, standing: str, ledger: _Ledger
) -> dict[str, object]:
    due, found_on, today = told.day(FieldRole.DUE), told.day(FieldRole.FOUND_ON), ledger.today
    is_done = ledger.states.roles.get(told.text(FieldRole.PROGRESS)) in DONE
    done_on = told.day(FieldRole.DONE_ON) or (past.done_seen if is_done else None)
    closed_on, limits = found.closed_on, ledger.limits
    age = ((closed_on or today) - found_on).days if found_on and standing != "withdrawn" else np.nan
    waits = (today - done_on).days if done_on and standing == "claimed" else np.nan
    left = (due - today).days if standing in _GOING and due else np.nan
    is_back = closed_on is not None and closed_on + ledger.states.look_back <= today
    return {
        "found_on": found_on,
        "due": due,
        "first_due": past.first_due,
        "done_on": done_on,
        "undone_on": past.undone_on,
        "closed_on": closed_on,
        "age": age,
        "waits": waits,
        "is_overdue": left < 0,
        "is_near": 0 <= left <= limits["near_days"],
        "is_look_back_due": standing == "closed" and is_back and not found.is_held,
        "is_waiting_long": waits > limits["unverified_days"],
    }


def _elements(row: Line, told: Told, ledger: _Ledger) -> dict[str, object]:
    return {
        f"tells_{name}": float(bool(told.text(role)))
        if row["submission_id"] in ledger.asked[name]
        else np.nan
        for name, role in ELEMENTS.items()
    }
