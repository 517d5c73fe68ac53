"""What ledgers add up to, as `figures --json` prints it: a panel and what is known beside it go in;
the lists of `problems`, `letters`, `research` and `services` come out. Unknown is null, never 0."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from campaign import LOCALES, CampaignPack, Label, Panel, asked_words, wording
from commands.printed.plain import Lines, lines, placed, plain
from exports.papers import Beside
from measures import (
    due_weeks,
    letters,
    problem_counts,
    problem_parts,
    questions,
    research_counts,
    service_counts,
    service_parts,
    topic_parts,
)

_IN = {locale[:2]: wording(locale) for locale in LOCALES}


def registers_json(
    panel: Panel, pack: CampaignPack, beside: Beside, *, by: str, names: Mapping[str, str]
) -> dict[str, Any]:
    """The lists by place, as the pages of rectification and research have them."""
    if not panel.weeks:
        return {"problems": {}, "letters": [], "research": {}, "services": {}}
    told, served = beside.topics(panel, pack), beside.services(panel, pack)
    return {
        "problems": _problems(panel, pack, beside, by=by, names=names),
        "letters": lines(letters(beside.letter_problems(panel, pack))),
        "research": {
            "places": placed(research_counts(told, panel, by=by), names),
            "parts": placed(topic_parts(told, panel, by=by), names),
        },
        "services": {
            "places": placed(service_counts(served, panel, by=by), names),
            "parts": placed(service_parts(served, panel, by=by), names),
        },
    }


def _problems(
    panel: Panel, pack: CampaignPack, beside: Beside, *, by: str, names: Mapping[str, str]
) -> dict[str, Lines]:
    rows = beside.problems(panel, pack)
    return {
        "places": placed(problem_counts(rows, panel, by=by), names),
        "parts": placed(problem_parts(rows, panel, by=by), names),
        "due": lines(due_weeks(rows, panel.district.calendar)),
        "questions": _questions(questions(rows, panel, pack)),
    }


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
    return value.zh if isinstance(value, Label) else plain(value)
