"""Empty forms to hand out: which form, which week, for whom; a workbook or an archive of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from campaign import FormKind, Roster, Unit, Week, pack_of
from exports import Addressee, FormCell, template, template_name, templates_zip
from pages.door import Seat, hand_out, opened

_ALL = ""


def empty_forms(seat: Seat) -> None:
    """A small window with the three questions and the download."""
    roster = opened.ledger().roster(seat.district.id)
    if not roster:
        return
    with st.popover(seat.words.text("forms.open"), type="tertiary"):
        _chosen(seat, roster)


def _chosen(seat: Seat, roster: Roster) -> None:
    words, pack = seat.words, pack_of(seat.district)
    forms = [form.id for form in pack.forms if form.kind != FormKind.ROSTER]
    forms.sort(key=lambda id_: pack.form[id_].kind != FormKind.WEEKLY)
    form_id = st.selectbox(
        words.text("forms.form"),
        forms,
        format_func=lambda id_: words.label(pack.form[id_].label),
        key="empty_form",
    )
    weeks = seat.district.calendar.weeks
    week = st.selectbox(
        words.text("forms.week"),
        weeks,
        index=running_week(seat).number - 1,
        format_func=words.week,
        key="empty_form_week",
    )
    units = [unit for unit in roster.on(week.ends_on) if seat.viewer.sees(unit)]
    groups = _groups(seat, units)
    listed = groups | {unit.id: Addressee(unit.id, unit.name, (unit,)) for unit in units}
    if not listed:
        st.html(f"<p class='note'>{words.text('forms.nobody')}</p>")
        return
    chosen = st.selectbox(
        words.text("forms.addressee"),
        [_ALL, *listed] if len(groups) > 1 else list(listed),
        format_func=lambda id_: listed[id_].name if id_ else words.text("forms.all", n=len(groups)),
        key="empty_form_for",
    )
    asked = [
        FormCell(seat.district, pack, form_id, week, listed[id_], words)
        for id_ in ([chosen] if chosen else groups)
    ]
    _button(asked, words.text("forms.download"), words.text("forms.archive", number=week.number))


def _button(asked: list[FormCell], label: str, archive: str) -> None:
    if len(asked) == 1:
        data, name = partial(template, asked[0]), f"{template_name(asked[0])}.xlsx"
    else:
        data, name = partial(templates_zip, asked), f"{archive}.zip"
    hand_out(label, data=data, file_name=name, kind="primary", key="forms_get")


def running_week(seat: Seat) -> Week:
    """The week that runs now; before the campaign its first, after it its last."""
    calendar = seat.district.calendar
    today = opened.now().date()
    week = calendar.week_of(today)
    return week or calendar.week(1 if today < calendar.starts_on else calendar.n_weeks)


def _groups(seat: Seat, units: Sequence[Unit]) -> dict[str, Addressee]:
    """The groups that have some of these units, each with its own."""
    pack, words = pack_of(seat.district), seat.words
    found = {}
    for group in pack.groups:
        own = tuple(unit for unit in units if unit.group_id == group.id)
        if own:
            found[group.id] = Addressee(group.id, words.label(group.label), own)
    return found
