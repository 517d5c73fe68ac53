"""What we taught the reader: names, layouts, whom to believe; who, when, how often used, ended from
now on, handed over as a file."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from typing import Any

import streamlit as st

from campaign import CampaignPack, Wording
from ledger import Choice, LockedWeek
from loaders import normal_heading, personal_text
from pages.door import Seat, opened
from pages.drawn.lists.chosen_lines import chosen_lines
from pages.markup import caption, part
from pages.office.settings.taught_file import taught_file

_COLUMNS = ("kind", "what", "says", "by", "when", "used", "state")
MOST = 20
"""Files that are named."""


def taught_part(seat: Seat, pack: CampaignPack) -> None:
    """Draw all that was taught; of the line chosen what was read by it, and its end."""
    words = seat.words
    part(words.text("taught.title"), words.text("taught.note"))
    told = opened.ledger().settings.taught(seat.district.id, seat.viewer, normal=normal_heading)
    if len(told):
        lines = told.to_dict("records")
        rows = [_row(line, seat, pack) for line in lines]
        heads = [words.text(f"taught.column.{it}") for it in _COLUMNS]
        alt = words.text("taught.title")
        for line in chosen_lines(rows, lines, key="taught_lines", alt=alt, heads=heads):
            _of_line(seat, line)
    else:
        caption(words.text("taught.none"))
    taught_file(seat, told)


def _row(line: Mapping[Hashable, Any], seat: Seat, pack: CampaignPack) -> tuple[str, ...]:
    words = seat.words
    what, says = _said(line, seat, pack)
    by = words.text(f"by.{line['by']}") if words.has(f"by.{line['by']}") else line["by"]
    used = words.text("taught.used", n=line["n_used"])
    state = words.text("taught.ended" if line["is_ended"] else "taught.counts")
    kind = words.text(f"taught.kind.{line['kind']}")
    return (kind, what, says, by, words.moment(line["at"]), used, state)


def _said(line: Mapping[Hashable, Any], seat: Seat, pack: CampaignPack) -> tuple[str, str]:
    """What is taught of what, in words."""
    roster, words = opened.ledger().roster(seat.district.id).by_id, seat.words
    if line["kind"] == "name":
        unit = roster.get(line["says"])
        return line["key"], unit.name if unit else line["says"]
    if line["kind"] == "layout":
        layout = json.loads(line["says"])
        named = [name for name, field in layout["fields"].items() if field]
        form = pack.form.get(layout["form"])
        return "、".join(named), words.label(form.label) if form else layout["form"]
    about = json.loads(line["key"])
    unit = roster.get(about["unit"])
    where = (
        f"{unit.name if unit else about['unit']} · {words.text('week.short', number=about['week'])}"
    )
    names = {"sender": _sender(about["sender"], pack, words, roster)}
    names["other"] = _sender(about["other"], pack, words, roster)
    return where, words.text("taught.prefers", **names)


def _sender(sender: str, pack: CampaignPack, words: Wording, roster: Mapping[str, Any]) -> str:
    if sender in pack.group:
        return words.label(pack.group[sender].label)
    return roster[sender].name if sender in roster else sender


def _of_line(seat: Seat, line: Mapping[Hashable, Any]) -> None:
    words, used = seat.words, json.loads(line["used"])
    sent = opened.ledger().submissions(seat.district.id, seat.viewer)
    files = sent[sent["submission_id"].isin(used)]["file_name"].drop_duplicates().tolist()
    if files:
        named = "、".join(files[:MOST])
        caption(words.text("taught.files", n=len(files), files=named))
    if line["is_ended"]:
        return
    with st.container(key="taught_act", horizontal=True, vertical_alignment="bottom"):
        why = st.text_input(words.text("settings.why"), key="taught_why", max_chars=200)
        pressed = st.button(words.text("taught.end"), key="taught_end")
    caption(words.text("taught.end.explained"))
    issues = personal_text(why)
    for issue in issues:
        st.warning(words.issue(issue))
    if pressed and not issues:
        _end(seat, line, why.strip())


def _end(seat: Seat, line: Mapping[Hashable, Any], why: str) -> None:
    ledger, district_id = opened.ledger(), seat.district.id
    act: dict[str, Any] = {"by": seat.viewer, "at": opened.now(), "reason": why}
    try:
        if line["kind"] == "name":
            ledger.settings.end_name(district_id, line["key"], **act)
        elif line["kind"] == "layout":
            ledger.record.forget_layout(district_id, line["key"], **act)
        else:
            it = json.loads(line["key"])
            ended = Choice(it["unit"], it["week"], it["sender"], it["other"], holds=False)
            ledger.questions.choose(district_id, ended, **act)
    except LockedWeek as refusal:
        st.warning(seat.words.issue(refusal.issue))
        return
    except KeyError:  # somebody else was quicker: the page says what counts now
        st.rerun()
    st.rerun()
