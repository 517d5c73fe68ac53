"""What ledgers add up to, as `figures --json` prints it: a ledger and a panel go in; the lists of
`problems`, `letters` and `research` come out. Unknown is null, never 0."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from campaign import (
    ENTRIES,
    LOCALES,
    VERSIONS,
    CampaignPack,
    FormRole,
    Label,
    Panel,
    asked_words,
    wording,
)
from commands.opened import OPERATOR
from commands.plain_json import plain
from ledger import Ledger
from measures import (
    due_weeks,
    letter_problems,
    letters,
    problem_counts,
    problem_parts,
    problems_kept,
    questions,
    research_counts,
    topic_parts,
    topics,
)

_IN = {locale[:2]: wording(locale) for locale in LOCALES}
Lines = list[dict[str, Any]]


def registers_json(
    ledger: Ledger,
    panel: Panel,
    pack: CampaignPack,
    *,
    today: date,
    by: str,
    names: Mapping[str, str],
) -> dict[str, Any]:
    """The lists by place, as the pages of rectification and research have them."""
    if not panel.weeks:
        return {"problems": {}, "letters": [], "research": {}}
    entries = _entries(ledger, panel, pack, FormRole.LETTERS)
    told = topics(*_sent(ledger, panel, pack, FormRole.RESEARCH), panel, pack, today=today)
    return {
        "problems": _problems(ledger, panel, pack, today=today, by=by, names=names),
        "letters": _lines(letters(letter_problems(entries, panel, pack, today=today))),
        "research": {
            "places": _named(research_counts(told, panel, by=by), names),
            "parts": _named(topic_parts(told, panel, by=by), names),
        },
    }


def _problems(
    ledger: Ledger,
    panel: Panel,
    pack: CampaignPack,
    *,
    today: date,
    by: str,
    names: Mapping[str, str],
) -> dict[str, Lines]:
    listed = _sent(ledger, panel, pack, FormRole.PROBLEMS)
    checked = ledger.registers.checked(panel.district.id, OPERATOR, as_of=panel.revision)
    rows = problems_kept(*listed, checked, panel, pack, today=today)
    return {
        "places": _named(problem_counts(rows, panel, by=by), names),
        "parts": _named(problem_parts(rows, panel, by=by), names),
        "due": _lines(due_weeks(rows, panel.district.calendar)),
        "questions": _questions(questions(rows, panel, pack)),
    }


def _entries(ledger: Ledger, panel: Panel, pack: CampaignPack, role: FormRole) -> pd.DataFrame:
    form, upto = pack.form_of(role), {"through": panel.weeks[-1].week.number}
    if form is None:
        return ENTRIES.frame()
    return ledger.entries(panel.district.id, OPERATOR, form.id, **upto, as_of=panel.revision)


def _sent(
    ledger: Ledger, panel: Panel, pack: CampaignPack, role: FormRole
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A form's ENTRIES up to the panel's week, and all VERSIONS of its lines."""
    form, entries = pack.form_of(role), _entries(ledger, panel, pack, role)
    if form is None:
        return entries, VERSIONS.frame()
    versions = ledger.registers.versions
    return entries, versions(panel.district.id, OPERATOR, form.id, as_of=panel.revision)


def _named(frame: pd.DataFrame, names: Mapping[str, str]) -> Lines:
    """Its lines, each with its place; of a place that sent nothing no count is known."""
    lines = []
    for line in _lines(frame):
        kind, id_ = line.pop("place_kind"), line.pop("place_id")
        lines.append({"place": {"kind": kind, "id": id_, "name": names.get(id_, id_)}, **line})
    return lines


def _lines(frame: pd.DataFrame) -> Lines:
    return [
        {str(name): _told(value) for name, value in line.items()}
        for line in frame.to_dict("records")
    ]


def _told(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return None if value is pd.NaT else plain(value)


def _questions(rows: pd.DataFrame) -> Lines:
    """A line a question with its sentence in both languages and the rows it rests on."""
    told = ("code", "unit_id", "number", "n")
    return [
        {
            **{name: line[name] for name in told},
            "params": {name: _param(value) for name, value in line["params"].items()},
            "sentence": {k: asked_words(line["code"], line["params"], w) for k, w in _IN.items()},
            "rows": [list(place) for place in line["places"]],
        }
        for line in rows.to_dict("records")
    ]


def _param(value: Any) -> Any:
    return value.zh if isinstance(value, Label) else _told(value)
