"""Lists to work through: what is overdue, due within a week, waits to be verified, was reopened, is
to be looked back at; where the viewer may, what a check found is recorded here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from campaign import FormRole, Right
from ledger import LockedWeek, NothingAsked, ProblemCheck
from pages.door import View, link, opened
from pages.drawn import unit_list
from pages.leadership.rectification.words import headings, problem_rows
from pages.markup import caption, part
from pages.readings import problems_listed

_LISTS: Mapping[str, Callable[[pd.DataFrame], pd.Series]] = {
    "overdue": lambda rows: rows["is_overdue"],
    "near": lambda rows: rows["is_near"],
    "claimed": lambda rows: rows["standing"] == "claimed",
    "reopened": lambda rows: rows["n_reopened"] > 0,
    "look_back": lambda rows: rows["is_look_back_due"],
}
_CHECKED = ("claimed", "look_back")
_SHOWN = ("unit", "number", "problem", "mode", "due", "state", "done_on", "closed_on", "verifier")
_SAID, _MADE = "problem_check_refused", "problem_checks_made"


def work_lists(view: View) -> None:
    """The lists with their counts, and the one that was chosen."""
    words, rows = view.words, problems_listed(view)
    own = {name: rows[flag(rows)] for name, flag in _LISTS.items()}
    days = words.number(view.pack.thresholds["near_days"])
    part(words.text("rectification.lists"), words.text("rectification.lists.note"))
    chosen = st.segmented_control(
        words.text("rectification.lists"),
        list(own),
        default="overdue",
        format_func=lambda name: words.text(
            f"rectification.list.{name}", n=len(own[name]), days=days
        ),
        key="problem_list",
        label_visibility="collapsed",
    )
    if chosen is not None:
        _listed(view, own[str(chosen)], str(chosen))


def _listed(view: View, rows: pd.DataFrame, name: str) -> None:
    if not len(rows):
        caption(view.words.text("rectification.list.none"))
    elif name in _CHECKED and _may_check(view):
        _to_check(view, rows, name)
    else:
        _lines(view, rows, key=f"problems_{name}")


def _lines(view: View, rows: pd.DataFrame, *, key: str, ticks: bool = False) -> None:
    form = view.pack.form_of(FormRole.PROBLEMS)
    shown = problem_rows(view, rows)[list(_SHOWN)].rename(columns=headings(view.words))
    figure, at = form.id if form else "", rows["row"].tolist()
    unit_list.pressable(shown, rows["unit_id"], key=key, figure=figure, at=at, ticks=ticks)


def _may_check(view: View) -> bool:
    is_now = view.as_of is None and not link.is_for_paper()
    return is_now and view.viewer.may(Right.CHECK_PROBLEM)


def _to_check(view: View, rows: pd.DataFrame, name: str) -> None:
    """The list with lines to be ticked, and what a check of them found."""
    words, key = view.words, f"problems_{name}_{st.session_state.get(_MADE, 0)}"
    _lines(view, rows, key=key, ticks=True)
    with st.container(key="problem_checks", horizontal=True, gap="small"):
        for passed in (True, False):
            st.button(
                words.text(f"rectification.check.{'passed' if passed else 'back'}"),
                key=f"problem_check_{passed}",
                on_click=_record,
                args=(view, rows, key, passed),
            )
    caption(st.session_state.pop(_SAID, "") or words.text("rectification.check.note"))


def _record(view: View, rows: pd.DataFrame, key: str, passed: bool) -> None:
    """Callback: write down what was found at the lines ticked."""
    ticked = st.session_state[key]["selection"]["rows"]
    words, now, body = view.words, opened.now(), view.viewer.group_id or "office"
    st.session_state[_SAID] = words.text("rectification.check.tick") if not ticked else ""
    for row in rows.iloc[ticked].to_dict("records"):
        check = ProblemCheck(
            **{name: row[name] for name in ("submission_id", "row", "unit_id", "sender", "key")},
            passed=passed,
            on=min(view.today, now.date()).isoformat(),
            body=body,
        )
        try:
            opened.ledger().registers.check_problem(view.district.id, check, by=view.viewer, at=now)
        except LockedWeek as refusal:
            st.session_state[_SAID] = words.issue(refusal.issue)
        except NothingAsked:
            st.session_state[_SAID] = words.text("record.moved_on")
    if ticked:
        st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1
        said = words.text("rectification.check.made", n=len(ticked))
        st.session_state[_SAID] = st.session_state[_SAID] or said
