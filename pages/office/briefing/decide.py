"""What the meeting decides: a line is typed and goes into the office's ledger of problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import streamlit as st

from campaign import FieldRole, Form, Right
from loaders import personal_text
from pages.door import View, link
from pages.markup import caption, part
from pages.office.briefing.heard import Heard
from pages.office.briefing.keeping import MADE, SAID, kept, options
from pages.office.briefing.typed import Decision, form_for, line_of, lines_kept
from pages.office.briefing.update import update_grid
from pages.readings import meeting_number, meeting_week

_LONGEST = 200
"""Characters of a decision: two lines of the list."""


def decide(view: View, it: Heard) -> None:
    """The line to be typed and the lines to be brought up to date, for who may; nothing on paper,
    and nothing while a cut's figures are shown."""
    words, form = view.words, form_for(view.pack)
    may = view.viewer.may(Right.ACCEPT) and view.as_of is None and not link.is_for_paper()
    if not may:
        return
    part(words.text("briefing.decide"), words.text("briefing.decide.note"))
    if form is None:
        caption(words.text("briefing.decide.no_ledger"))
        return
    if said := st.session_state.pop(SAID, ""):
        caption(said)
    with st.container(key="screen_only_decide", gap="small"):
        _typed(view, form)
        if len(it.decided):
            with st.expander(words.text("briefing.update", n=len(it.decided))):
                update_grid(view, form, it.decided)


def _typed(view: View, form: Form) -> None:
    """The fields of one decision; the press keeps it."""
    words, made = view.words, st.session_state.get(MADE, 0)
    owners = dict(_owners(view, form))
    with st.form(f"decide_{made}", border=True):
        what, how = (
            st.text_input(words.text(f"briefing.{name}"), max_chars=_LONGEST, key=f"{name}_{made}")
            for name in ("what", "how")
        )
        columns = st.columns([5, 3, 3, 2], vertical_alignment="bottom")
        with columns[0]:
            owner = _owner(view, owners, made)
        due = columns[1].date_input(
            words.text("briefing.due"), None, min_value=view.today, key=f"due_{made}"
        )
        with columns[2]:
            mode = _mode(view, made)
        pressed = columns[3].form_submit_button(words.text("briefing.keep"), type="primary")
    if pressed:
        unit_id = owner if owner in {unit.id for unit in view.scope.units} else ""
        day = due if isinstance(due, date) else date.min
        told = Decision(unit_id, owners.get(owner, ""), what.strip(), how.strip(), day, mode)
        _keep_new(view, form, told)


def _owner(view: View, owners: Mapping[str, str], made: int) -> str:
    """Whose the decision is: a unit or a body; empty while none is chosen."""
    return (
        st.selectbox(
            view.words.text("briefing.owner"),
            list(owners),
            index=None,
            format_func=owners.__getitem__,
            placeholder=view.words.text("briefing.owner.which"),
            key=f"owner_{made}",
        )
        or ""
    )


def _mode(view: View, made: int) -> str:
    """At once, by a day or in stages, as the ledger has it."""
    modes = options(view, FieldRole.MODE)
    said = st.selectbox(
        view.words.text("briefing.mode"),
        list(modes),
        format_func=lambda id_: view.words.label(modes[id_].label),
        key=f"mode_{made}",
    )
    return said or ""


def _owners(view: View, form: Form) -> Iterator[tuple[str, str]]:
    """Bodies first, where the ledger has a column for them: the office, every group; then the
    units of the week in protocol order."""
    if form.field_of(FieldRole.SECTION):
        yield "body:office", view.words.text("briefing.office")
        for group in view.pack.groups:
            yield f"body:{group.id}", group.label.zh
    members = zip(view.scope.units, view.scope.weeks[-1].member, strict=True)
    yield from ((unit.id, unit.name) for unit, is_here in members if is_here)


def _keep_new(view: View, form: Form, told: Decision) -> None:
    words = view.words
    if not (told.what and told.owner and told.due > date.min):
        st.warning(words.text("briefing.keep.lacking"))
        return
    if issues := [*personal_text(told.what), *personal_text(told.how)]:
        st.warning(words.issue(issues[0]))
        return
    rows, lines = lines_kept(view)
    own = [n for n in rows["number"] if meeting_week(n) == view.week.number]
    last = max((int(n.rpartition("-")[2]) for n in own), default=0)
    number = meeting_number(view.week.number, last + 1)
    new = line_of(form, view.pack, told, number, view.today)
    kept(view, form, [*lines, new], n_new=1, said=words.text("briefing.kept", number=number))
