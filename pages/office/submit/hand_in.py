"""How do I hand in, what was read, what is to be mended, what came of it? For one unit, on a phone.

The same desk as the office's, with one unit's files on it and nothing to settle for others.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from campaign import Unit, Week, Wording, pack_of
from exports import Addressee, FormCell, template, template_name
from measures import arrivals, beside_type
from pages.door import Seat, hand_out, opened, states
from pages.markup import answer_line, caption, part, plain_html, question
from pages.office.submit.desk import Desk
from pages.office.submit.done import done
from pages.office.submit.empty_forms import running_week
from pages.office.submit.entering import take_in
from pages.office.submit.paper import Paper
from pages.office.submit.preview import ask_week, marked_button
from pages.office.submit.questions.blank_question import blank_question
from pages.office.submit.verdict import (
    ASKS_WEEK,
    by_weight,
    doubt_html,
    recognised,
    together,
    verdict,
    way_out,
)

_LISTED = 8
"""Doubts and returns shown: what a phone shows without much turning."""


def hand_in(seat: Seat, desk: Desk, *, drop: Callable[[Desk, Wording], None]) -> None:
    """The page; `drop` draws the place to drop files."""
    words = seat.words
    unit = opened.ledger().roster(seat.district.id).by_id.get(seat.viewer.unit_id or "")
    if unit is None:
        states.notice(words.text("hand_in.no_unit.title"), words.text("hand_in.no_unit.body"))
        return
    with st.container(key="hand_in"):
        question(words.text("hand_in.question", unit=unit.name))
        slot = st.empty()
        _form(seat, unit, words)
        drop(desk, words)
        papers = desk.papers()
        with slot.container():
            answer_line(_answer(seat, words, n=len(papers)))
        for paper in papers:
            _paper(paper, desk, words)
        _returns(seat, words)
        _refused(desk, words)
        _beside(seat, unit, words)


def _answer(seat: Seat, words: Wording, *, n: int) -> str:
    week = _due_week(seat)
    panel, pack = opened.panel_of(seat.district, seat.viewer), pack_of(seat.district)
    found = arrivals(panel, pack)
    told = found[found["week"] == week.number]["state"].astype("str").tolist()
    state = next(iter(told), "missing")
    said = words.text(f"hand_in.state.{state}", week=words.week(week))
    return said + (words.text("hand_in.waiting", n=n) if n else "")


def _due_week(seat: Seat) -> Week:
    """The week to hand in: the one that runs; once the campaign is over the last one reported."""
    calendar, today = seat.district.calendar, opened.now().date()
    if calendar.week_of(today) is None and today > calendar.starts_on:
        latest = opened.default_week_of(seat.district, pack_of(seat.district))
        return latest or running_week(seat)
    return running_week(seat)


def _form(seat: Seat, unit: Unit, words: Wording) -> None:
    """The blank form of this week: a short one has only the columns that the unit's type owes."""
    pack, week = pack_of(seat.district), _due_week(seat)
    asked = FormCell(
        seat.district,
        pack,
        pack.weekly_form.id,
        week,
        Addressee(unit.id, unit.name, (unit,)),
        words,
    )
    hand_out(
        words.text("hand_in.form", number=week.number),
        data=partial(template, asked),
        file_name=f"{template_name(asked)}.xlsx",
        key="hand_in_form",
        kind="primary",
    )


def _paper(paper: Paper, desk: Desk, words: Wording) -> None:
    """One file: what it was read as, what is to be mended, and the button that stores it."""
    part(paper.file_name, recognised(paper, desk.pack, words))
    told = verdict(paper, words) + way_out(paper.locked, desk, words)
    st.html(f"<p>{plain_html(told)}</p>")
    if any(issue.code in ASKS_WEEK for issue in paper.reading.all_issues):
        ask_week(desk, paper, words)
    blank_question(desk, paper, words)
    issues = together(by_weight(paper.reading.all_issues))[:_LISTED]
    if issues:
        lines = [doubt_html(issue, words, desk.pack, n=n, to_sender=True) for issue, n in issues]
        st.html(f'<ul class="doubts">{"".join(lines)}</ul>')
    with st.container(horizontal=True, gap="small"):
        key, take = paper.sha256[:12], partial(_store, paper, desk)
        ready = paper.can_go_in and any(plan.submission.n_accepted for plan in paper.plans)
        label = words.text("hand_in.store")
        st.button(label, type="primary", disabled=not ready, key=f"store_{key}", on_click=take)
        away = partial(desk.remove, paper.sha256)
        st.button(words.text("submit.remove", n=1), key=f"away_{key}", on_click=away)
        if any(issue.holds_row for issue in paper.reading.all_issues):
            marked_button(desk, paper, words)


def _store(paper: Paper, desk: Desk) -> None:
    take_in(desk, [paper], reason="", tell=lambda done, total: None)  # noqa: ARG005


def _refused(desk: Desk, words: Wording) -> None:
    """What was not taken of this account's files in the last days, and what to do."""
    refused = [item for item in done(desk) if item.refused and not item.is_answered][:_LISTED]
    if not refused:
        return
    part(words.text("hand_in.refused"))
    lines = []
    for item in refused:
        assert item.refused is not None
        why, remedy = (
            words.issue(item.refused),
            words.remedy(item.refused, desk.pack, to_sender=True),
        )
        name, why, remedy = (plain_html(it) for it in (item.file_name, why, remedy))
        lines.append(f"<li><b>{name}</b> ■ {why}<span>{remedy}</span></li>")
    st.html(f'<ul class="doubts">{"".join(lines)}</ul>')


def _beside(seat: Seat, unit: Unit, words: Wording) -> None:
    """One's own figures since the launch beside the middle of one's type."""
    panel, pack = opened.panel_of(seat.district, seat.viewer), pack_of(seat.district)
    rows = beside_type(panel, pack, unit)
    if not rows:
        return
    type_ = words.label(pack.type[unit.type_id].label)
    part(words.text("hand_in.figures"), words.text("hand_in.figures.note", type=type_))
    heads = "".join(
        f"<th>{plain_html(words.text(f'hand_in.column.{name}'))}</th>"
        for name in ("quantity", "own", "median")
    )
    lines = "".join(
        f"<tr><td>{plain_html(words.label(row.quantity.label))}</td>"
        f"<td>{_said(row.own, words)}</td><td>{_said(row.median, words)}</td></tr>"
        for row in rows
    )
    st.html(f'<table class="facts"><tr>{heads}</tr>{lines}</table>')


def _said(value: float, words: Wording) -> str:
    return "—" if math.isnan(value) else plain_html(words.number(round(value, 1)))


def _returns(seat: Seat, words: Wording) -> None:
    """What was handed in of this unit, the newest first."""
    listed = opened.ledger().submissions(seat.district.id, seat.viewer).head(_LISTED)
    if listed.empty:
        return
    part(words.text("hand_in.returns"))
    local = seat.district.calendar.local
    lines = [
        f"<li><b>{plain_html(str(row['file_name']))}</b> "
        f"{plain_html(words.full_date(local(row['received_at']).date()))}"
        f"<span>{plain_html(_receipt(row, words))}</span></li>"
        for row in listed.to_dict("records")
    ]
    st.html(f'<ul class="doubts">{"".join(lines)}</ul>')
    caption(words.text("hand_in.returns.note"))


def _receipt(row: Mapping[Hashable, Any], words: Wording) -> str:
    told = {"number": row["submission_id"], "n": row["n_rows"], "held": row["n_held"]}
    return words.text("hand_in.receipt.held" if row["n_held"] else "hand_in.receipt", **told)
