"""Which figure a log's checks were of: a log that has claimed and found side by side and does not
say goes in; one question comes out, or what a person once answered for all logs with these
headings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from campaign import Calendar, FieldRole, Form, State
from loaders.entries import CheckQuestion, FileContext, ReadRow, Value
from loaders.tables import Table, fingerprint, normal_heading


@dataclass(frozen=True)
class Checked:
    """What the checks of a table were of: a slot, and how many weeks before the visit's own; or the
    question that is open. Neither where no row has a check, or where columns say it."""

    slot: str = ""
    weeks_before: int = 0
    question: CheckQuestion | None = None


def checked(table: Table, entries: list[ReadRow], file: FileContext) -> Checked:
    """What is known of the checks of a log; the same question for all with these headings."""
    form, columns = table.header.form, table.header.columns
    found = form.field_of(FieldRole.VERIFIED)
    heading = next((h for h in columns.values() if found and h.field == found), None)
    said = form.field_of(FieldRole.CHECKED_FIGURE)
    if heading is None or not said or any(h.field == said for h in columns.values()):
        return Checked()
    if not any(_has_both(entry.values, form) for entry in entries):
        return Checked()
    headings = fingerprint(h.path for h in columns.values())
    key = hashlib.sha256(f"check\n{headings}".encode()).hexdigest()[:16]
    question = CheckQuestion(key, form.id, normal_heading(heading.path))
    known = file.hints.layouts.get(key)
    return Checked(*question.answered(known)) if known else Checked(question=question)


def with_figure(
    values: Mapping[str, Value], form: Form, told: Checked, calendar: Calendar
) -> Mapping[str, Value]:
    """A row's values with the figure and week that its check was of, where a person said which."""
    if not told.slot:
        return values
    day = values.get(form.day_field)
    week = calendar.week_of(date.fromisoformat(str(day.value))) if day and day.value else None
    if week is None or not _has_both(values, form):
        return values
    of = values[form.field_of(FieldRole.VERIFIED)]
    number = float(max(week.number - told.weeks_before, 1))
    more: dict[FieldRole, float | str] = {
        FieldRole.CHECKED_FIGURE: told.slot,
        FieldRole.CHECKED_WEEK: number,
    }
    return {
        **values,
        **{
            form.field_of(role): Value(said, State.VALUE, of.row, of.column, of.raw)
            for role, said in more.items()
        },
    }


def _has_both(values: Mapping[str, Value], form: Form) -> bool:
    """Whether a row says what was claimed and what was found."""
    both = (form.field_of(role) for role in (FieldRole.CLAIMED, FieldRole.VERIFIED))
    return all(id_ in values and values[id_].value is not None for id_ in both)
