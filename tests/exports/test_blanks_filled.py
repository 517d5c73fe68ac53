"""Every form's blank, in both languages, filled in every column, comes back with all it says."""

import json
from dataclasses import replace

import pytest

from campaign import FormKind, wording
from exports import template
from tests.exports.test_templates import ASKED, PACK, UNITS, filled, opened
from tests.loaders.drawn import read

SAID = {
    "count": 3,
    "date": "2023-10-18",
    "due": "2023-12-31",
    "text": "窗口等候",
    "number": "1",
    "group": "第二指导组",
    "yes_no": "是",
    "leader": "L01",
    "unit": UNITS[0].name,
    "figure": "集中学习",
    "figure_week": 3,
}
"""What is written in a cell of a kind; in one with options stands one of them. A share (3/3) is
left out: the two columns beside it say the same."""
CHOSEN = {
    "problem_ledger.progress": "verified_closed",
    "problem_ledger.check_result": "passed",
    "problem_ledger.checked_by": "区纪委监委",
    "plan_review.review_result": "passed",
}
"""Where the last option would contradict the other cells of its line; a body is written out."""
OWN = [form for form in PACK.forms if form.kind not in (FormKind.WEEKLY, FormKind.ROSTER)]


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize("form", OWN, ids=lambda form: form.id)
def test_a_blank_filled_in_every_column_comes_back_with_all_it_says(form, locale):
    blank = template(replace(ASKED, form_id=form.id, words=wording(locale)))
    sheet = opened(blank).worksheets[0]
    at = {str(cell.value): cell.column for cell in sheet[3]}
    asked = [f for f in form.fields if f.kind in SAID or options_of(form, f)]
    asked = [f for f in asked if not f.ignored]
    cells = {(4, at[f.title]): option_at(form, f)[1] for f in asked}
    (table,) = read(filled(blank, cells, sheet.title)).tables
    (line,) = table.submission.rows.to_dict("records")
    kept = json.loads(line["fields"])
    kept |= {f.id: line["group_id"] for f in asked if f.kind == "group"}
    kept |= {f.id: line["unit_id"] for f in asked if f.kind == "unit"}
    kept = {f.id: line["day"] for f in asked if f.kind == "date" and line["day"]} | kept
    assert table.form == form.id
    assert line["accepted"]
    assert kept == {f.id: option_at(form, f)[0] for f in asked}


def options_of(form, field):
    return PACK.choices.get(f"{form.id}.{field.id}", ())


def option_at(form, field):
    """What a cell of the field is kept as, and what is written in it."""
    options, named = options_of(form, field), f"{form.id}.{field.id}"
    if options:
        wish = CHOSEN.get(named, options[-1].id)
        label = {option.id: option.label.zh for option in options}.get(wish, wish)
        return [wish] if field.kind == "choices" else wish, label
    kept = {"yes_no": True, "group": "g02", "unit": UNITS[0].id, "figure": "study_session_count"}
    return kept.get(field.kind, SAID[field.kind]), SAID[field.kind]
