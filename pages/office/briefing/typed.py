"""Decisions as lines of the ledger of problems: what was typed or changed goes in; the office's own
sheet with all of them is planned and kept, so that it is traced and audited like any other.

The office's ledger is sent again whole each time: a line left out would count as dropped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from campaign import (
    OFFICE_SENDER,
    CampaignPack,
    FieldRole,
    Form,
    FormRole,
    OptionRole,
    option_of,
)
from ledger import LockedWeek, NothingAsked, Plan, ProblemCheck, StalePlan
from loaders import TypedLine, typed_sheet
from pages.door import View, opened
from pages.drawn import owners_of
from pages.readings import decisions, entries_for

_NEEDED = (FieldRole.PROBLEM, FieldRole.SOURCE, FieldRole.PROGRESS, FieldRole.DUE)


@dataclass(frozen=True)
class Decision:
    """What was decided: of the unit, or of the body where no unit has it."""

    unit_id: str
    owner: str
    what: str
    how: str
    due: date
    mode: str


def form_for(pack: CampaignPack) -> Form | None:
    """The ledger that decisions go into; None where the campaign's has no meeting for a source."""
    form = pack.form_of(FormRole.PROBLEMS)
    if form is None or not meeting_source(pack) or not all(map(form.field_of, _NEEDED)):
        return None
    return form


def meeting_source(pack: CampaignPack) -> str:
    """The id of the source that a meeting is; empty where the pack has none."""
    return option_of(pack.options_of(FormRole.PROBLEMS, FieldRole.SOURCE), OptionRole.MEETING)


def _meeting_words(pack: CampaignPack) -> str:
    """The meeting as a sheet would name it."""
    options = pack.options_of(FormRole.PROBLEMS, FieldRole.SOURCE)
    return next(option.label.zh for option in options if option.role is OptionRole.MEETING)


def line_of(form: Form, pack: CampaignPack, it: Decision, number: str, on: date) -> TypedLine:
    """The decision as a line that is not begun yet."""
    begun = pack.options_of(FormRole.PROBLEMS, FieldRole.PROGRESS)
    told = {
        FieldRole.LINE_NO: number,
        FieldRole.SOURCE: meeting_source(pack),
        FieldRole.PROBLEM: it.what,
        FieldRole.MEASURES: it.how or it.what,
        FieldRole.SECTION: "" if it.unit_id else it.owner,
        FieldRole.MODE: it.mode,
        FieldRole.FOUND_ON: on.isoformat(),
        FieldRole.DUE: it.due.isoformat(),
        FieldRole.PROGRESS: next(option.id for option in begun if option.role is None),
    }
    fields = {id_: said for role, said in told.items() if said and (id_ := form.field_of(role))}
    return TypedLine(it.unit_id, it.owner, fields)


def lines_kept(view: View) -> tuple[pd.DataFrame, list[TypedLine]]:
    """PROBLEMS_KEPT of every decision, and each as the line that counts now."""
    rows = decisions(view.whole)
    places = ["submission_id", "row"]
    entries = entries_for(view.whole, FormRole.PROBLEMS)[[*places, "fields"]]
    told = [json.loads(text) for text in rows[places].merge(entries, how="left")["fields"]]
    owners = owners_of(view, rows)
    return rows, [
        TypedLine(unit, owner, fields)
        for unit, owner, fields in zip(rows["unit_id"], owners, told, strict=True)
    ]


def keep(view: View, form: Form, lines: Sequence[TypedLine], *, n_new: int) -> bool:
    """Keep the lines as the office's ledger; false where another clerk was quicker and nothing was
    kept. Raises LockedWeek in an archived district."""
    words, number = view.words, view.week.number
    title = words.text("briefing.sheet", number=number)
    sent = typed_sheet(form, view.pack, lines, title=title, sender=OFFICE_SENDER)
    at = opened.now()
    plan = opened.ledger().plan(view.district.id, sent, received_at=at)
    if plan.locked:
        raise LockedWeek(plan.locked)
    if not _is_as_meant(plan, n_new):
        return False
    try:
        opened.ledger().accept(plan, by=view.viewer, received_at=at, reason=title)
    except StalePlan:
        return False
    return True


def _is_as_meant(plan: Plan, n_new: int) -> bool:
    """Whether as many lines come in as were typed, and none is changed beside them."""
    return len(plan.new) == n_new and not (n_new and (plan.changed or plan.clash))


def changed(form: Form, line: TypedLine, told: Mapping[FieldRole, str]) -> TypedLine:
    """The line with other answers."""
    fields = {form.field_of(role): said for role, said in told.items()}
    return replace(line, fields={**line.fields, **fields})


def strike_off(view: View, form: Form, line: TypedLine, key: str) -> bool:
    """Write down that the meeting found done what was decided, at the line as it counts now: a body
    of its own, also where the office had it to do. False where the line counts no more."""
    entries = opened.ledger().entries(view.district.id, view.viewer, form.id)
    own = entries[(entries["key"] == key) & (entries["unit_id"] == line.unit_id)]
    if not len(own):
        return False
    last = own.sort_values("submission_id").to_dict("records")[-1]
    check = ProblemCheck(
        submission_id=int(last["submission_id"]),
        row=int(last["row"]),
        unit_id=line.unit_id,
        sender=OFFICE_SENDER,
        key=key,
        passed=True,
        on=min(view.today, opened.now().date()).isoformat(),
        body=_meeting_words(view.pack),
    )
    registers, at = opened.ledger().registers, opened.now()
    try:
        registers.check_problem(view.district.id, check, by=view.viewer, at=at)
    except NothingAsked:
        return False
    return True
