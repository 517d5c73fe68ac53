"""What pages and `figures --json` say: a view or a document goes in; its figures come out, each by
the same name, to be compared."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from campaign import load_pack
from measures import COMPLETENESS, ORG_SHARE, REACH
from pages.door.view import View
from pages.readings import (
    checked_ever,
    counts_by_week,
    doubts,
    findings_now,
    frequencies,
    further_now,
    guidance_reach,
    launch_share,
    launches_by,
    letters_sent,
    listed,
    methods_used,
    milestones_now,
    needs,
    plans_by,
    problem_questions,
    problems_counted,
    services_counted,
    standing_now,
    streams_begun,
    streams_planned,
    study_alone,
    topics_counted,
)

PACK = load_pack("c2023_ztjy")
SHARES = (REACH, ORG_SHARE, COMPLETENESS, "timeliness")
COUNTS = [q.id for q in PACK.quantities if q.kind != "choice"]
SUMS = ("week_sum", "cumulative", "plan", "n_reported", "n_known", "n_expected", "is_lower_bound")
Figures = dict[str, object]


def shown(view: View) -> Figures:
    """Every figure that the pages take from the readings of one view."""
    found: Figures = {}
    for measure in SHARES:
        row = standing_now(view, measure).iloc[0]
        found[measure] = share(row.to_dict(), "plan")
    for quantity in COUNTS:
        found[quantity] = plain(frequencies(view, quantity).iloc[-1][list(SUMS)])
    found["launch"] = share(launch_share(view).iloc[-1].to_dict())
    found["visited"] = share(guidance_reach(view).iloc[-1].to_dict())
    visits, kinds = counts_by_week(view), ["visits", "problems", "advice", "solved"]
    found["visits"] = plain([visits["visits"].iloc[-1], *visits[kinds].sum(min_count=1)])
    found["left open"] = plain(visits[[f"{kind}_open" for kind in kinds]].sum())
    used = methods_used(view)
    found["methods"] = dict(zip(used["method"], used["visits"], strict=True))
    return found


def printed(document: Mapping[str, Any], place: str) -> Figures:
    """The same figures of a place, as the terminal prints them."""

    def of(name: str) -> list[dict[str, Any]]:
        return [line for line in document[name] if line["place"]["id"] == place]

    found: Figures = {line["measure"]: share(line, "plan") for line in of("standing")}
    sums = {line["quantity"]: line for line in document["sums"] if line["place"] == place}
    found |= {id_: plain(sums[id_][name] for name in SUMS) for id_ in COUNTS}
    found["launch"] = share(of("launch")[0])
    (visits,) = of("visits")
    found["visited"] = share(visits["units"])
    found["visits"] = plain([visits["week"], *visits["since_launch"].values()])
    found["left open"] = plain(visits["left_open"].values())
    found["methods"] = {line["method"]: line["visits"] for line in of("methods")}
    return found


def share(line: Mapping[Any, Any], *more: str) -> tuple[float | None, ...]:
    """Numerator, denominator and value; of nothing known there is no numerator."""
    value = plain([line["value"]])[0]
    over = line["numerator"] if value is not None else None
    return plain([over, line["denominator"], value, *(line[name] for name in more)])


def plain(numbers: Any) -> tuple[float | None, ...]:
    """Numbers with unknown as none, to nine digits."""
    return tuple(None if n is None or math.isnan(n) else round(float(n), 9) for n in numbers)


def of_known(found: Figures, asked: Figures) -> Figures:
    """Those figures that the other way has too."""
    return {name: found[name] for name in asked}


def more_shown(view: View) -> Figures:
    """What else the pages say of all units of a view."""
    first, every = listed(view, needs(view)), [n for n in needs(view) if n.attention.reasons]
    return {
        "first": [need.unit_id for need in first],
        "with items": len(every),
        "doubts": doubts(view)[["unit_id", "code", "subject"]].values.tolist(),
        "findings": [[f.code, [place.id for place in f.places]] for f in findings_now(view)],
        "streams": streams_planned(view).values.tolist(),
        "begun": streams_begun(view).values.tolist(),
        "alone": study_alone(view)["unit_id"].tolist(),
        "problems": problems_counted(view)["total"].tolist(),
        "questions": len(problem_questions(view)),
        "letters": letters_sent(view)["letter"].tolist(),
        "research": topics_counted(view)["topics"].tolist(),
        "services": services_counted(view)["units"].tolist(),
        "launches": launches_by(view)["launched"].tolist(),
        "plans": plans_by(view)["passed"].tolist(),
        "milestones": milestones_now(view)["on_time"].tolist(),
        "checked": checked_ever(view).units,
        "further": further_now(view)["cumulative"].tolist(),
    }


def more_printed(document: Mapping[str, Any]) -> Figures:
    """The same, as the terminal prints it of some units."""

    def of(lines: list[dict[str, Any]], *names: str) -> list[Any]:
        return [line[names[0]] if len(names) == 1 else [line[n] for n in names] for line in lines]

    start, listed_first = document["start"], [a for a in document["attention"] if a["listed"]]
    streams = ("stream", "units", "met", "below", "unknown")
    assert len(listed_first) == document["worklist"]["listed"]
    return {
        "first": of(listed_first, "unit_id"),
        "with items": document["worklist"]["with_items"],
        "doubts": of(document["to_verify"], "unit_id", "code", "subject"),
        "findings": [[f["code"], of(f["places"], "id")] for f in document["findings"]],
        "streams": of(document["streams"], *streams),
        "begun": of(document["stream_starts"], *streams),
        "alone": of(document["study_alone"], "unit_id"),
        "problems": of(document["problems"]["places"], "total"),
        "questions": len(document["problems"]["questions"]),
        "letters": of(document["letters"], "letter"),
        "research": of(document["research"]["places"], "topics"),
        "services": of(document["services"]["places"], "units"),
        "launches": of(start["launches"], "launched"),
        "plans": of(start["plans"], "passed"),
        "milestones": of(start["milestones"], "on_time"),
        "checked": document["checks"]["ever"]["units"],
        "further": of(document["further"], "cumulative"),
    }


def plain_all(value: Any) -> Any:
    """Numbers to nine digits, unknown as none, in lists and beside words."""
    if isinstance(value, list):
        return [plain_all(each) for each in value]
    return plain([value])[0] if isinstance(value, int | float) else value
