"""A doubt is followed up: flagged, commented, explained with a reason; and with every contradiction
of a week explained, the week is marked complete. Each is a line of the audit chain."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from campaign import Issue, Right
from ledger import Doubt, Mark, StaleList, Step, Unsettled
from loaders import text_without_persons
from pages.door import View, opened
from pages.drawn import local_moment
from pages.markup import caption, part, plain_html
from pages.readings import explains, is_settled, missing_reports, steps, steps_of, to_explain

_ASKED = "asked_doubt"
_PERSON = "P36"


def ask(row: int) -> None:
    """Callback: note that this doubt is to be followed up."""
    st.session_state[_ASKED] = row


def follow_words(view: View, doubts: Iterable[Doubt]) -> list[str]:
    """Of each doubt what was done last, in words; empty where nothing was."""
    taken = steps(view)
    return [_last(view, doubt, taken) for doubt in doubts]


def _last(view: View, doubt: Doubt, taken: pd.DataFrame) -> str:
    own = steps_of(doubt, taken)
    if not len(own):
        return ""
    settled = own[own["step"] == Step.SETTLED]
    if len(settled):
        key = "settled" if is_settled(doubt, taken) else "stale"
        return view.words.text(f"doubt.{key}", why=settled["why"].iloc[0])
    last = own.iloc[0]
    return view.words.text(f"doubt.{last['step']}", why=last["why"])


def open_asked(view: View, doubts: list[Doubt], says: list[str]) -> None:
    """Open the doubt that was pressed in this run, if any; the last thing the page does."""
    row = st.session_state.pop(_ASKED, None)
    if row is not None and row < len(doubts):
        title = view.words.text("doubt.title")
        st.dialog(title, width="large")(_dialog)(view, doubts[row], says[row])


def _dialog(view: View, doubt: Doubt, says: str) -> None:
    """What is doubted, what was done so far, and what may be done now."""
    words = view.words
    st.html(f'<p class="source"><b>{plain_html(says)}</b></p>')
    for row in steps_of(doubt, steps(view)).to_dict("records"):
        said = words.text(f"doubt.{row['step']}", why=row["why"])
        caption(" · ".join(filter(None, (local_moment(row["at"], view), said))))
    why = st.text_input(
        words.text("doubt.why"), key="doubt_why", max_chars=200, help=words.text("doubt.why.help")
    ).strip()
    with st.container(key="doubt_act", horizontal=True, gap="small"):
        for step in (Step.SETTLED, Step.COMMENTED, Step.FLAGGED):
            pressed = st.button(
                words.text(f"doubt.do.{step}"),
                key=f"doubt_{step}",
                type="primary" if step is Step.SETTLED else "secondary",
            )
            if pressed:
                _take(view, doubt, step, why)


def _take(view: View, doubt: Doubt, step: Step, why: str) -> None:
    words = view.words
    if not why and step is not Step.FLAGGED:
        st.warning(words.text("doubt.why.needed"))
    elif text_without_persons(why) != why:
        st.warning(words.issue(Issue(_PERSON)) + words.remedy(Issue(_PERSON), view.pack))
    else:
        mark = Mark(step, doubt.unit_id, view.week.number, doubt.about, doubt.value, why)
        follow = opened.ledger().exchange.follow
        follow(view.district.id, [mark], by=view.viewer, at=opened.now())
        st.rerun()


def complete_part(view: View) -> None:
    """How far the week is gone through, and the mark that it is."""
    words, number = view.words, view.week.number
    week = words.text("week.short", number=number)
    due, taken = to_explain(view), steps(view)
    left = [doubt for doubt in due if not is_settled(doubt, taken)]
    done = opened.ledger().exchange.completed(view.district.id)
    done = done[(done["week"] == number) & done["holds"]]
    told = {"n": len(due), "left": len(left), "out": len(missing_reports(view))}
    part(words.text("complete.title", week=week), words.text("complete.note"))
    caption(words.text("complete.state", **told))
    if len(done):
        at = view.district.calendar.local(done["at"].iloc[0])
        caption(words.text("complete.done", moment=words.moment(at)))
    if not view.viewer.may(Right.COMPLETE):
        return
    act = "undo" if len(done) else "do"
    if st.button(
        words.text(f"complete.{act}", week=week),
        key="complete",
        disabled=bool(left) and not len(done),
        type="secondary" if len(done) else "primary",
    ):
        _complete(view, holds=not len(done))


def _complete(view: View, *, holds: bool) -> None:
    complete, at = opened.ledger().exchange.complete, opened.now()
    try:
        complete(
            view.district.id,
            view.week.number,
            judge=explains(view),
            by=view.viewer,
            at=at,
            holds=holds,
        )
    except Unsettled as refusal:  # figures came, or somebody took a reason back meanwhile
        st.warning(view.words.issue(refusal.issue))
        return
    except StaleList:
        st.warning(view.words.text("record.moved_on"))
        return
    st.rerun()
