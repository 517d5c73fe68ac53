"""Lines of a ledger by the roles of its fields: ENTRIES or VERSIONS go in; what each line tells, a
mapping a line, comes out."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from campaign import FieldRole, Form

Line = Mapping[Hashable, object]


@dataclass(frozen=True)
class Told:
    """What one line of a form tells, asked for by role."""

    form: Form
    fields: Mapping[str, object]

    def text(self, role: FieldRole) -> str:
        """Words or the id of an option; empty where nothing is told."""
        said = self.fields.get(self.form.field_of(role))
        return "" if said is None else str(said)

    def texts(self, role: FieldRole) -> tuple[str, ...]:
        """The ids of several options."""
        said = self.fields.get(self.form.field_of(role), ())
        return tuple(map(str, said)) if isinstance(said, list | tuple) else ()

    def count(self, role: FieldRole) -> float:
        """A count; NaN where nothing is told."""
        said = self.fields.get(self.form.field_of(role))
        return float(said) if isinstance(said, int | float) else math.nan

    def is_told(self, role: FieldRole) -> bool:
        """Whether the field says anything."""
        return self.fields.get(self.form.field_of(role)) is not None

    def is_yes(self, role: FieldRole) -> bool:
        """Whether yes is told."""
        return self.fields.get(self.form.field_of(role)) is True

    def day(self, role: FieldRole) -> date | None:
        """A day; None where none is told."""
        said = self.text(role)
        return date.fromisoformat(said) if said else None


def told_lines(rows: pd.DataFrame, form: Form) -> Iterator[tuple[Line, Told]]:
    """Each row with what it tells, in the order of the frame."""
    for row in rows.to_dict("records"):
        yield row, Told(form, json.loads(str(row["fields"])))


def asked_in(rows: pd.DataFrame, form: Form, role: FieldRole) -> Collection[int]:
    """The submissions with the column of a role, as far as one can know: a row of it tells
    something there. A column that is not there was not left empty."""
    field = form.field_of(role)
    told = [field in json.loads(text) for text in rows["fields"]]
    return set(rows["submission_id"][told])
