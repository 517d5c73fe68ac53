"""A sheet without a column makes no figure 0: what nobody was asked is null in `figures --json`.

Lines of every form beside the weekly report, all cells filled; then one optional column after the
other is left out. Whatever was a figure above 0 with the column may be another or null, never 0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest

from campaign import ENTRIES, VERSIONS, Form, FormField, FormKind, FormRole, load_pack
from commands.figures import figures_json
from commands.printed.registers import registers_json
from exports.papers import Beside
from measures import launches, visits
from tests.measures.told import Told

PACK = load_pack("c2023_ztjy")
STUDY, TODAY = "study_session_count", date(2024, 1, 31)
PANEL = Told(("section_team",) * 3, (2, 2, 2), (({STUDY: 1.0},) * 3,) * 8).panel
FORMS = [form for form in PACK.forms if form.has_entries]
_WRITTEN = {
    "date": "2023-11-06",
    "due": "2023-11-20",
    "number": "1",
    "yes_no": True,
    "figure": STUDY,
    "figure_week": 5,
}
_ALSO = {
    ("livelihood", "progress"): ("done_on",),
    ("livelihood", "done_on"): ("progress",),
    ("research_ledger", "converted"): ("progress",),
    ("research_ledger", "reports"): ("progress", "converted"),
    ("research_ledger", "progress"): ("reports", "converted"),
}
"""What another column tells too is left out with it."""
_BY_RULE = {("problem_ledger", it) for it in ("checked_by", "check_result", "is_closed")}
"""Closed is what another body verified, by its name, reopened what it found wanting; without that
the progress tells, which every ledger has."""
_UNDATED = "/start/milestones"
"""What was done without a day stands there beside what was late."""
_COUNTS_OF_KNOWN = {
    *("n", "of", "known", "n_known", "units_held", "n_units", "n_reported", "units", "base"),
    *("leaders_of", "office_of", "work_office_of", "branches_of", "whole_of", "on_time_of"),
}
"""How many told something: 0 of these is what is the case."""


def written(form: Form, field: FormField, line: int) -> object:
    """What stands in a cell, as entries keep it; each line its own text."""
    listed = PACK.choices.get(f"{form.id}.{field.id}", ())
    if listed:
        option = listed[line % len(listed)].id
        return [option] if field.kind == "choices" else option
    if field.kind == "count":
        return (1, 3, 5)[line]
    return _WRITTEN.get(field.kind, f"{field.id}{line}")


def entries(form: Form, left_out: tuple[str, ...]) -> pd.DataFrame:
    """Three lines of the form, one a unit, of the groups they are in."""
    lines = []
    for line in range(3):
        told = {f.id: written(form, f, line) for f in form.fields
                if not f.ignored and f.kind not in ("unit", "group", "share") and f.id not in left_out}  # fmt: skip
        day = "2023-11-06" if form.kind == FormKind.LOG else ""
        own = {
            "unit_id": f"u{line}",
            "group_id": f"g0{line + 1}",
            "day": day,
            "week": 6 if day else 0,
        }
        lines.append({"submission_id": 1, "form": form.id, "row": line + 4, **own,
                      "key": f"u{line}·{line}", "fields": json.dumps(told)})  # fmt: skip
    return ENTRIES.frame(lines)


def document(form: Form, *left_out: str) -> dict[str, Any]:
    """What `figures --json` prints with these lines and nothing of another form."""
    rows, role = entries(form, left_out), FormRole(form.role)
    again = rows.assign(sender="g01", received_on="2023-11-10", file="0" * 64)
    beside = Beside(
        visits(rows, PACK) if role is FormRole.GUIDANCE_LOG else None,
        launches(rows, PACK) if role is FormRole.LAUNCH else None,
        TODAY,
        others={role: rows},
        versions={role: VERSIONS.frame(again[list(VERSIONS.columns)].to_dict("records"))},
    )
    names: dict[str, str] = {}
    told = figures_json(PANEL, PACK, by="district", beside=beside)
    return told | registers_json(PANEL, PACK, beside, by="district", names=names)


def figures_in(told: object, at: str = "") -> Iterator[tuple[str, object]]:
    """Every leaf with the way to it; a list's lines by what names them."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from figures_in(value, f"{at}/{key}")
    elif isinstance(told, list):
        for n, value in enumerate(told):
            named = (
                "·".join(str(v) for v in value.values() if isinstance(v, str))
                if isinstance(value, dict)
                else ""
            )
            yield from figures_in(value, f"{at}/{named or n}")
    else:
        yield at, told


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_column_left_out_makes_no_figure_0(form: Form) -> None:
    whole = dict(figures_in(document(form)))
    for field in form.fields:
        told_otherwise = field.kind in ("unit", "group", "share") or (form.id, field.id) in _BY_RULE
        if field.required or field.ignored or told_otherwise:
            continue
        without = dict(figures_in(document(form, field.id, *_ALSO.get((form.id, field.id), ()))))
        made = [at for at, told in without.items()
                if told == 0 and told is not False and whole.get(at) not in (0, None)
                and not at.startswith(_UNDATED) and at.rpartition("/")[2] not in _COUNTS_OF_KNOWN]  # fmt: skip
        assert made == [], f"{form.id} without {field.id}"
