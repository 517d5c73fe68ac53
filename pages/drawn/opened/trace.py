"""From a unit to the cell: a unit goes in; its weeks, its sheet and the cell are shown.

A dialog over the page: which figure, which week, and then the sheet as it was read.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from campaign import STUDY, Kind, State, Unit, Week, Wording, quantity_of
from ledger import Trace, Version
from pages.door import View, link, opened
from pages.drawn.lists.week_figures import week_figures
from pages.drawn.mark import Mark, is_pressed, press
from pages.drawn.opened import entry_trace
from pages.drawn.opened.entry_trace import forms_of
from pages.drawn.words.attention_words import reasons_of
from pages.markup import part, plain, plain_html, sheet_html


def open_unit(
    view: View, unit_id: str, *, figure: str = STUDY, week: int = 0, sent: int = 0, back: str = ""
) -> None:
    """Open the dialog for a unit in the viewer's scope; any other id opens nothing.

    It begins at one quantity's figure in a week, without one in the last; `figure` is a slot, or a
    form and `week` the row of its sheet, in the submission `sent`. `back` is the mark of the list
    it was pressed in.
    """
    unit = next((u for u in view.scope.units if u.id == unit_id), None)
    if unit is not None:
        st.dialog(plain(unit.name), width="large")(_unit)(view, unit, figure, (sent, week), back)


def _unit(view: View, unit: Unit, asked: str, at: tuple[int, int], back: str) -> None:
    words, (sent, number) = view.words, at
    _way_back(back, words)
    st.html(f'<p class="source"><span>{plain_html(" · ".join(_known_of(view, unit)))}</span></p>')
    if why := reasons_of(view, unit.id):
        told = "".join(f"<li><span>{plain_html(reason)}</span></li>" for reason in why)
        st.html(f'<ul class="lines">{told}</ul>')
    picks = st.container(horizontal=True)
    with picks:
        figure = _figure_select(view, unit, quantity_of(asked))
    if figure in view.pack.form:
        with picks:
            entry = entry_trace.entry_select(view, unit, figure, row=number, sent=sent)
        _entry(view, entry)
        return
    if asked in view.pack.form:
        _no_entry(view, asked)
    with picks:
        chosen = _week_select(view, unit, number)
    quantity = view.pack.quantity[figure]
    st.dataframe(
        week_figures(view.scope, unit, quantity=quantity, words=words),
        hide_index=True,
        width="stretch",
        height="content",
    )
    slot = asked if quantity_of(asked) == figure else figure
    source(view, unit, week=chosen, slot=slot)


def open_line(view: View, mark: Mark) -> None:
    """Open the dialog for an entry of no unit."""
    title = view.words.label(view.pack.form[mark.figure].label)
    st.dialog(plain(title), width="large")(_line)(view, mark)


def _line(view: View, mark: Mark) -> None:
    _way_back(mark.back, view.words)
    line(view, mark)


def line(view: View, mark: Mark) -> None:
    """The entry a mark names, its fields and its cell, or that there is none."""
    if (entry := entry_trace.entry_at(view, mark)) is None:
        _no_entry(view, mark.figure)
    else:
        _entry(view, entry)


def _entry(view: View, entry: entry_trace.Picked) -> None:
    entry_trace.entry_table(view, entry)
    _cell(view, entry.cell)
    _proof_link(view, entry.mark)


def _proof_link(view: View, mark: Mark) -> None:
    if not link.is_for_paper():
        st.link_button(view.words.text("proof.open"), link.for_proof(str(mark)))


def _way_back(back: str, words: Wording) -> None:
    """To the list the unit was pressed in, where it was pressed in one."""
    if back:
        st.button(words.text("behind.back"), type="tertiary", on_click=press, args=(back,))
        if is_pressed():
            st.rerun()


def _no_entry(view: View, form: str) -> None:
    said = view.words.text("trace.no_entry", form=view.words.label(view.pack.form[form].label))
    st.html(f'<p class="none">{plain_html(said)}</p>')


def _known_of(view: View, unit: Unit) -> list[str]:
    words, pack = view.words, view.pack
    said = [
        words.label(pack.type[unit.type_id].label),
        words.label(pack.group[unit.group_id].label),
    ]
    if unit.sub_org_total:
        said.append(words.text("trace.sub_orgs", n=unit.sub_org_total))
    return said


def _figure_select(view: View, unit: Unit, asked: str) -> str:
    """The id of a quantity the unit owes, or of a form with entries of it."""
    pack, words = view.pack, view.words
    sent = {quantity_of(slot) for slot in view.scope.further_slots}
    owed = [
        q
        for q in (*pack.quantities, *(it for it in pack.further if it.id in sent))
        if q.kind is not Kind.CHOICE
        and pack.owes(unit.type_id, q.id, sub_org_total=unit.sub_org_total)
    ]
    labels = {q.id: words.label(q.label) for q in owed or pack.quantities}
    labels |= {form: words.label(pack.form[form].label) for form in forms_of(view, unit)}
    return st.selectbox(
        words.text("trace.quantity"),
        list(labels),
        index=list(labels).index(asked) if asked in labels else 0,
        format_func=labels.__getitem__,
        key=f"trace_quantity_{unit.id}_{asked}",
    )


def _week_select(view: View, unit: Unit, number: int) -> Week:
    weeks = {w.week.number: w.week for w in view.scope.weeks}
    numbers = sorted(weeks, reverse=True)
    picked = st.selectbox(
        view.words.text("trace.week"),
        numbers,
        index=numbers.index(number) if number in numbers else 0,
        format_func=lambda n: view.words.week(weeks[n]),
        key=f"trace_week_{unit.id}_{number}",
    )
    return weeks[picked]


def source(view: View, unit: Unit, *, week: Week, slot: str) -> None:
    """The cell of a unit's figure on its sheet, and what was said of it before."""
    words, ledger, zone = view.words, opened.ledger(), view.district.calendar.zone
    here = (view.district.id, view.viewer)
    versions = ledger.history(*here, unit_id=unit.id, week=week.number)
    found = ledger.trace(*here, unit_id=unit.id, week=week.number, slot=slot, as_of=view.as_of)
    _cell(view, found)
    _proof_link(view, Mark(slot, unit=unit.id, at=week.number))
    earlier = [v for v in versions if found is None or v.submission_id != found.submission_id]
    if earlier:
        part(words.text("trace.versions"))
        told = "".join(version_html(version, slot, words, zone=zone) for version in earlier)
        st.html(f'<ul class="lines">{told}</ul>')


def _cell(view: View, found: Trace | None) -> None:
    """The source of a figure and its cell on the sheet, or that there is none."""
    words = view.words
    if found is None:
        st.html(f'<p class="none">{plain_html(words.text("trace.nothing"))}</p>')
        return
    st.html(source_html(found, words, zone=view.district.calendar.zone))
    here = found.grid.shown_at(found.address.row, found.address.column)
    st.html(sheet_html(found.grid, {here: "here"}, words))


def source_html(found: Trace, words: Wording, *, zone: str) -> str:
    """The address, the text that stood there, the file, who sent it and when."""
    moment = words.moment(_local(found.received_at, zone))
    sent = words.text("trace.received", moment=moment, by=_who(found.by, words))
    raw = (
        words.text("trace.raw", raw=words.sheet_text(found.raw))
        if found.raw
        else words.text("trace.blank")
    )
    mended = ""
    if found.said is not None:
        told = {"raw": found.said, "by": _who(found.by, words), "why": found.reason or "—"}
        mended = f"<br>{plain_html(words.text('trace.mended', **told))}"
    place = str(found.address) if found.address.column else words.text("trace.no_column")
    return (
        f'<p class="source"><b>{plain_html(place)}</b> {plain_html(raw)}<br>'
        f"<span>{plain_html(found.file_name)} · {plain_html(sent)} · "
        f"{plain_html(words.text('trace.fingerprint', hash=found.sha256[:12]))}{mended}</span></p>"
    )


def version_html(version: Version, slot: str, words: Wording, *, zone: str) -> str:
    """One earlier word on the unit's week: file, moment, figure, how it stands."""
    value = version.values.get(slot)
    state = version.states.get(slot)
    figure = words.number(value) if value is not None else _state_name(state, words)
    when = words.moment(_local(version.received_at, zone))
    return (
        f"<li><span>{plain_html(version.file_name)}</span>"
        f"<span>{plain_html(words.text('trace.said', figure=figure))} · "
        f"{plain_html(words.text(f'version.{version.standing}'))} · {plain_html(when)}</span></li>"
    )


def _who(by: str, words: Wording) -> str:
    """Roles and programs by their name in the reader's language, anybody else as entered; a dash
    for whoever may not know."""
    if not by:
        return "—"
    return words.text(f"by.{by}") if words.has(f"by.{by}") else by


def _local(when: datetime, zone: str) -> datetime:
    return when.astimezone(ZoneInfo(zone))


def _state_name(state: State | None, words: Wording) -> str:
    return words.text(f"state.{state.name.lower()}" if state else "state.no_row")
