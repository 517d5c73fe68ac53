"""Who needs a call, in words: needs go in; marks, counts, sentences and the rows come out.

A unit is told by how many items stand at which level, never by a score or a place in an order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from campaign import (
    CampaignPack,
    Level,
    Reason,
    Wording,
    reason_change,
    reason_sentence,
    reason_words,
    said_once,
)
from pages.door import View
from pages.drawn.words.answer import whole_of
from pages.readings import Need, is_guided, needs

MARKS = {Level.NORMAL: "●", Level.ATTENTION: "▲", Level.KEY: "■"}
NO_DATA = "◇"
COLUMNS = ("unit", "type", "group", "items", "report", "reasons", "changes", "last_visit")


def needs_answer(view: View, everyone: Sequence[Need], first: Sequence[Need]) -> str:
    """How many units have items and which come first, by level, what is not known, how many caught
    up."""
    words = view.words
    week = words.text("answer.week", number=view.week.number)
    silent = sum(need.attention.no_data for need in everyone)
    caught_up = sum(need.attention.caught_up for need in everyone)
    rest = rest_of(everyone, first)
    key = "needs.answer.first" if rest else "needs.answer" if first else "needs.answer.none"
    parts = [
        words.text(
            key,
            n=len(first),
            every=len(first) + len(rest),
            week=week,
            whole=whole_of(view),
            items=items_of(first, words),
        )
    ]
    if n_key := sum(need.attention.level is Level.KEY for need in rest):
        parts.append(words.text("needs.answer.key_behind", n=n_key))
    if silent:
        parts.append(words.text("needs.answer.no_data", n=silent))
    if caught_up:
        parts.append(words.text("needs.answer.caught_up", n=caught_up))
    return words.text("answer.sentence", parts=words.text("answer.and").join(parts))


def rest_of(everyone: Sequence[Need], first: Sequence[Need]) -> list[Need]:
    """The units with an item that are not among the first."""
    ids = {need.unit_id for need in first}
    return [n for n in everyone if n.attention.reasons and n.unit_id not in ids]


def only_silent(view: View, first: Sequence[Need]) -> str:
    """By group, the listed units with no item but that they sent nothing: where these alone are
    more than the review budget, their groups are asked and not each unit. Nothing where they are
    not, or all of one group."""
    words, pack = view.words, view.pack
    silent = [need for need in first if all(map(_is_silence, need.attention.reasons))]
    by_group = Counter(need.group_id for need in silent)
    if len(silent) <= pack.thresholds["review_budget"] or len(by_group) < 2:
        return ""
    told = [
        words.text("needs.only_silent.group", group=words.label(group.label), n=by_group[group.id])
        for group in pack.groups
        if by_group[group.id]
    ]
    groups = words.text("finding.list_mark").join(told)
    return words.text("needs.only_silent", n=len(silent), groups=groups)


def _is_silence(reason: Reason) -> bool:
    """Whether an item says no more than that nothing was sent."""
    return reason.code == "not_reported" or not reason.is_known


def items_of(listed: Sequence[Need], words: Wording) -> str:
    """The items of some units counted by level; empty without any."""
    counts = {
        level: sum(need.count(level) for need in listed) for level in (Level.KEY, Level.ATTENTION)
    }
    return words.text("needs.items.and").join(
        words.text(f"needs.items.{level}", n=n) for level, n in counts.items() if n
    )


def marked(need: Need) -> str:
    """The unit's mark and name; a week without a valid report stands beside the level."""
    mark = MARKS[need.attention.level]
    return f"{mark}{NO_DATA if need.attention.no_data else ''} {need.name}"


def place_of(need: Need, view: View) -> str:
    """The unit's type and group."""
    words, pack = view.words, view.pack
    return (
        f"{words.label(pack.type[need.type_id].short)} · "
        f"{words.label(pack.group[need.group_id].label)}"
    )


def seen_words(need: Need, view: View) -> str:
    """When the unit was last visited; unknown where its group sends no log, empty where nobody
    does."""
    words = view.words
    if not is_guided(view):
        return ""
    if not need.is_known:
        return words.text("needs.seen.unknown")
    if pd.isna(need.last_on):
        return words.text("needs.never_seen", n=need.days)
    return words.text("needs.seen", day=words.day(need.last_on.date()), n=need.days)


def heaviest_sentence(need: Need, view: View) -> str:
    """The first of the unit's items at its own level."""
    first = next(r for r in need.attention.reasons if r.level is need.attention.level)
    return reason_sentence(first, view.pack, view.words)


def reasons_of(view: View, unit_id: str) -> list[str]:
    """Each of a shown unit's items with its mark and the smallest change that ends it."""
    own = next((need for need in needs(view) if need.unit_id == unit_id), None)
    words, pack = view.words, view.pack
    return [
        f"{MARKS[reason.level]} {reason_words(reason, pack, words, said=said)}"
        for reason, said in said_once(own.attention.reasons if own else (), pack, words)
    ]


def need_rows(view: View, shown: Sequence[Need]) -> pd.DataFrame:
    """One line a unit in protocol order, as it is handed out and printed."""
    words, pack = view.words, view.pack
    mark = words.text("needs.line_mark")
    return pd.DataFrame(
        [
            (
                need.name,
                words.label(pack.type[need.type_id].short),
                words.label(pack.group[need.group_id].label),
                items_of([need], words) or words.text("attention.level.normal"),
                words.text("attention.no_data") if need.attention.no_data else "",
                mark.join(said for _, said in said_once(need.attention.reasons, pack, words)),
                mark.join(_changes(need, pack, words)),
                seen_words(need, view),
            )
            for need in shown
        ],
        columns=list(COLUMNS),
        dtype="str",
    )


def _changes(need: Need, pack: CampaignPack, words: Wording) -> list[str]:
    """The different changes that would end the unit's items; of an inference none is promised."""
    told = (reason_change(reason, pack, words) for reason in need.attention.reasons)
    return list(dict.fromkeys(filter(None, told)))


def paper_notes(everyone: Sequence[Need], words: Wording) -> list[str]:
    """Who has caught up and of whom nothing is known, by name, for paper."""
    named = {
        "caught_up": [need.name for need in everyone if need.attention.caught_up],
        "no_data": [need.name for need in everyone if need.attention.no_data],
    }
    mark = words.text("finding.list_mark")
    return [
        words.text(f"needs.{key}.paper", n=len(names), names=mark.join(names))
        for key, names in named.items()
        if names
    ]


def need_headings(words: Wording) -> Mapping[str, str]:
    """The heading of every column."""
    own = {"items", "report", "reasons", "changes", "last_visit"}
    return {
        column: words.text(f"needs.column.{column}" if column in own else f"column.{column}")
        for column in COLUMNS
    }
