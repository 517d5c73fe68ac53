"""One unit in words: a view of one unit goes in; answer, facts, visits and doubts come out."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from campaign import (
    ORGS_STUDYING,
    FieldRole,
    FormRole,
    Severity,
    Unit,
    Wording,
    issue_of_row,
)
from measures import READ_AS, explained_totals
from pages.door import View, drawing, opened
from pages.drawn import (
    cells_behind,
    doubt_cell_words,
    doubt_words,
    items_of,
    outcome_words,
    phoned_words,
    seen_words,
)
from pages.readings import (
    Need,
    is_guided,
    launch_of_units,
    phoned,
    register,
    signals_now,
    steps,
    streams_seen,
    units_visited,
    visits_so_far,
)
from pages.readings import doubts as figure_doubts

_RECENT = 4
_BANDS = {"cannot_tell": "cannot_tell"}
"""Of a unit under its peers' share that the test cannot judge, `within` would claim too much."""
_MARKS = {Severity.ERROR: "■", Severity.WARNING: "▲"}


@dataclass(frozen=True)
class UnitDoubt:
    """One thing to ask about: its mark, the week with the place in it, and what is doubted."""

    mark: str
    place: str
    says: str


def unit_answer(view: View, need: Need) -> str:
    """The unit's items by level and its last visit."""
    words = view.words
    parts = [
        items_of([need], words) or words.text("unit.answer.no_items"),
        words.text("attention.no_data") if need.attention.no_data else "",
        seen_words(need, view),
    ]
    said = words.text("answer.and").join(filter(None, parts))
    return words.text("unit.answer", unit=need.name, said=said)


def facts(view: View, unit: Unit) -> Iterator[tuple[str, str]]:
    """What to know beforehand, as a title and a text each; what has no data is left out."""
    words = view.words
    profile = [
        words.label(view.pack.type[unit.type_id].label),
        words.label(view.pack.group[unit.group_id].label),
    ]
    if unit.sub_org_total:
        profile.append(words.text("trace.sub_orgs", n=unit.sub_org_total))
    yield words.text("unit.profile"), " · ".join(profile)
    if len(register(view)):
        yield words.text("unit.launch"), _launch(view)
    if peers := _peers(view, unit):
        yield words.text("unit.peers"), peers
    if outcome := outcome_words(view):
        yield words.text("unit.outcome"), outcome
    if is_guided(view):
        yield words.text("unit.visits"), _visits(view)
        streams = _streams(view)
        if streams:
            yield words.text("unit.streams"), streams


def _peers(view: View, unit: Unit) -> str:
    """What the units of its type have reached together, and where this one lies among them: judged
    in the whole district, whoever looks; of fewer than eight nothing is said."""
    words, rows = view.words, signals_now(view)
    if not len(rows) or not view.pack.owes(
        unit.type_id, ORGS_STUDYING, sub_org_total=unit.sub_org_total
    ):
        return ""
    row = rows.iloc[0]
    if math.isnan(row["peer_share"]):
        return words.text("unit.peers.few", n=int(row["n_peers"]))
    band = words.text(f"unit.peers.{_BANDS.get(row['low'], row['band']) or 'unknown'}")
    share = words.percent(row["peer_share"])
    return words.text("unit.peers.share", n=int(row["n_peers"]), share=share, band=band)


def _launch(view: View) -> str:
    words, row = view.words, launch_of_units(view).iloc[0]
    if row["state"] != "launched":
        said = words.text(f"unit.launch.{row['state']}")
    elif pd.isna(row["launched_on"]):
        said = words.text("unit.launch.undated")
    else:
        said = words.text("unit.launch.on", day=words.day(row["launched_on"].date()))
    if pd.isna(row["due_on"]):
        return said
    return words.text("unit.launch.due", said=said, day=words.day(row["due_on"].date()))


def _visits(view: View) -> str:
    """How many visits and what came of them; what the log leaves open is not told."""
    words, row = view.words, units_visited(view).iloc[0]
    if not row["is_known"]:
        return words.text("unit.visits.unknown")
    own = visits_so_far(view)
    own = own[own["unit_id"] == row["unit_id"]]
    if not len(own):
        return words.text("visited.never")
    counts = {name: own[name].sum(min_count=1) for name in ("problems", "advice", "solved")}
    told = [words.text("unit.visits.sum", n=words.known(len(own), row["visits_open"]))]
    told += [
        words.text(f"unit.visits.{name}", n=words.known(count, left + row["visits_open"]))
        for name, count in counts.items()
        for left in [own[name].isna().sum()]
        if count == count
    ]
    return words.text("unit.visits.and").join(told)


def _streams(view: View) -> str:
    """Where the visits went, the workstreams in the pack's order."""
    words, rows = view.words, streams_seen(view)
    return words.text("unit.and").join(
        words.text(
            "unit.stream",
            stream=words.label(view.pack.workstreams[row["stream"]]),
            share=words.percent(row["share"]),
        )
        for row in rows.to_dict("records")
        if row["weight"] > 0
    )


def last_visits(view: View, unit: Unit, *, most: int = 5) -> pd.DataFrame:
    """The unit's last visits, the latest first, in words."""
    words, pack = view.words, view.pack
    own = visits_so_far(view)
    own = own[own["unit_id"] == unit.id].iloc[::-1].head(most)
    columns = [
        words.text(f"unit.visit.{c}") for c in ("day", "method", "stream", "found", "advice")
    ]
    used = pack.options_of(FormRole.GUIDANCE_LOG, FieldRole.METHODS)
    methods = {option.id: words.label(option.label) for option in used}
    streams = {key: words.label(label) for key, label in pack.workstreams.items()}
    mark = words.text("finding.list_mark")
    return pd.DataFrame(
        [
            (
                words.day(row["day"].date()),
                mark.join(methods[i] for i in row["methods"]),
                mark.join(streams[i] for i in row["streams"]),
                _count(row["problems"], words),
                _count(row["advice"], words),
            )
            for row in own.to_dict("records")
        ],
        columns=columns,
        dtype="str",
    )


def _count(value: float, words: Wording) -> str:
    return words.number(value) if value == value else "—"


def doubts(view: View, unit: Unit) -> list[UnitDoubt]:
    """What the figures and the sheets of the last weeks leave in doubt, as on the quality page and
    as the sheets were read; what both say is told once, the latest first."""
    return _doubts(view, unit.id, view.question.revision)


def no_doubts(view: View) -> str:
    """That the last weeks' sheets of one unit left no doubt; of none, that there is none to ask
    about."""
    came = [bool(week.reported.any() or week.held.any()) for week in view.panel.weeks[-_RECENT:]]
    key = "unit.doubts.none" if any(came) else "unit.doubts.no_sheet"
    return view.words.text(key)


@drawing
def _doubts(view: View, unit_id: str, revision: int) -> list[UnitDoubt]:  # noqa: ARG001
    numbers = [week.week.number for week in view.panel.weeks][-_RECENT:]
    explained = explained_totals(view.panel, view.pack)
    found: list[UnitDoubt] = []
    read: set[tuple[int, str]] = set()
    for number in reversed(numbers):
        rows = opened.ledger().findings(view.district.id, view.viewer, week=number)
        own = rows[(rows["unit_id"] == unit_id) & rows["severity"].isin([*_MARKS])]
        if (unit_id, number) in explained:
            own = own[~own["code"].isin([*READ_AS.values()])]
        read |= {(number, code) for code in own["code"]}
        found += [_doubt(row, view.words) for row in own.to_dict("records")]
    asked = [
        _asked(view, row)
        for row in figure_doubts(view).to_dict("records")
        if row["week"] in (0, *numbers) and (row["week"], READ_AS.get(row["code"])) not in read
    ]
    return list(dict.fromkeys([*reversed(asked), *found]))


def _asked(view: View, row: dict[Hashable, Any]) -> UnitDoubt:
    """A line of the quality page."""
    behind = cells_behind(row["evidence"], row["unit_id"])
    mark = _MARKS[Severity.ERROR if row["is_contradiction"] else Severity.WARNING]
    says, at = doubt_words(view, row, behind), doubt_cell_words(view, behind[0])
    return UnitDoubt(mark, at, says)


def _doubt(row: dict[Hashable, Any], words: Wording) -> UnitDoubt:
    issue = issue_of_row(row)
    week = words.text("week.short", number=int(row["week"]))
    place = f"{week} {issue.address or ''}"
    return UnitDoubt(_MARKS[issue.severity], place, words.issue(issue))


def told_by_telephone(view: View, unit: Unit) -> list[str]:
    """The unit's figures told by telephone in the weeks shown, beside what its sheets say since."""
    numbers = [week.week.number for week in view.panel.weeks][-_RECENT:]
    own = [it for it in phoned(view, steps(view)) if it.unit_id == unit.id and it.week in numbers]
    short = {n: view.words.text("week.short", number=n) for n in numbers}
    return [f"{short[it.week]} {phoned_words(view, it)}" for it in own]
