"""One box for everything: what somebody types goes in; units, groups, figures, pages and files of
that name, in the viewer's scope, come out as links, and with nothing typed the views that an
account keeps. Characters, pinyin and initials are understood: gaj finds 公安局."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import streamlit as st
from pypinyin import Style, lazy_pinyin

from campaign import Viewer, menu, pack_of
from ledger import AccountRefused
from pages.door import Seat, current_seat, link, opened, way
from pages.drawn.mark import Mark, is_pressed, press
from pages.markup import caption, plain

_MOST = 12
"""As many as stand in the dialog without scrolling at 768 pixels."""

_KEPT = 20_000
"""Names whose letters are kept: a city's units and files, some five megabytes."""

_FILES = "office/record/page.py"


@dataclass(frozen=True)
class Found:
    """Something there is: its kind, its name and what a link to it needs, an id or a page."""

    kind: str
    name: str
    to: str


def search() -> None:
    """Open the box."""
    seat = current_seat()
    st.dialog(seat.words.text("search.title"))(_box)(seat)


def _box(seat: Seat) -> None:
    words = seat.words
    asked = st.text_input(words.text("search.ask"), key="search_asked", icon=":material/search:")
    caption(words.text("search.note"))
    if not asked.strip():
        _kept_views(seat)
        return
    found = list(islice(matches(asked, everything(seat)), _MOST))
    if not found:
        caption(words.text("search.none", asked=asked.strip()))
    for at, one in enumerate(found):
        _way(seat, one, at)
    if is_pressed():
        st.rerun()


_NAME, _REFUSED = "view_name", "view_refused"


def _kept_views(seat: Seat) -> None:
    """The views that an account keeps, each with what drops it, and a name for the one seen."""
    words = seat.words
    if not seat.viewer.account:
        return
    for at, (name, address) in enumerate(opened.ledger().accounts.views(seat.viewer).items()):
        with st.container(key=f"kept_{at}", horizontal=True, gap="small"):
            way.kept_link(address, plain(name))
            drop = words.text("search.view.drop")
            st.button(drop, key=f"drop_{at}", type="tertiary", on_click=_keep, args=(seat, name))
    with st.container(key="keep_view", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(words.text("search.view.name"), key=_NAME, max_chars=40)
        st.button(words.text("search.view.keep"), on_click=_keep, args=(seat,), key="view_keep")
    if code := st.session_state.pop(_REFUSED, ""):
        caption(words.text(f"account.refused.{code}"))


def _keep(seat: Seat, dropped: str = "") -> None:
    """Callback: keep the view that is seen under the name typed, or drop one."""
    name = dropped or str(st.session_state.get(_NAME, ""))
    address = "" if dropped else link.kept_address(seat.page)
    try:
        opened.ledger().accounts.keep_view(name, address, by=seat.viewer, at=opened.now())
    except AccountRefused as refusal:
        st.session_state[_REFUSED] = refusal.code
    else:
        st.session_state[_NAME] = ""


def _way(seat: Seat, one: Found, at: int) -> None:
    label = f"{plain(one.name)} :gray[{seat.words.text(f'search.{one.kind}')}]"
    if one.kind == "unit":
        way.unit_link(one.to, label)
    elif one.kind == "group":
        way.group_link(one.to, label)
    elif one.kind == "view":
        way.kept_link(one.to, label)
    elif one.kind == "figure":
        mark = str(Mark(one.to))
        st.button(label, key=f"found_{at}", type="tertiary", on_click=press, args=(mark,))
    else:
        way.page_link(one.to, label)


def everything(seat: Seat) -> Iterator[Found]:
    """All there is to find, the likeliest kind first: one's own views, units in protocol order,
    groups, figures, pages, and for who reads them files."""
    kept = opened.ledger().accounts.views(seat.viewer)
    yield from (Found("view", name, address) for name, address in kept.items())
    panel, pack, words = (
        opened.panel_of(seat.district, seat.viewer),
        pack_of(seat.district),
        seat.words,
    )
    names = {unit.id: unit.name for unit in panel.units}
    yield from (Found("unit", name, unit_id) for unit_id, name in names.items())
    here = {unit.group_id for unit in panel.units}
    yield from (Found("group", words.label(g.label), g.id) for g in pack.groups if g.id in here)
    yield from (Found("figure", words.label(q.label), q.id) for q in pack.quantities)
    lines = [line for line in menu() if line.is_for(seat.viewer)]
    yield from (Found("page", words.text(f"page.{line.name}"), line.file) for line in lines)
    if any(line.file == _FILES for line in lines):
        yield from (Found("file", name, _FILES) for name in _files(seat.district.id, seat.viewer))


def _files(district_id: str, viewer: Viewer) -> list[str]:
    listed = opened.ledger().submissions(district_id, viewer)
    return list(dict.fromkeys(listed["file_name"]))


def matches(asked: str, every: Iterator[Found]) -> Iterator[Found]:
    """Those whose name, pinyin or initials have what was asked, then those that have its letters in
    their order: 公安局 and gaj find 区公安分局."""
    wanted = "".join(asked.lower().split())
    loose = []
    for one in every:
        keys = _keys(one.name)
        if any(wanted in key for key in keys):
            yield one
        elif any(_in_order(wanted, key) for key in (keys[0], keys[2])):
            loose.append(one)
    yield from loose


def _in_order(wanted: str, key: str) -> bool:
    letters = iter(key)
    return all(letter in letters for letter in wanted)


@lru_cache(maxsize=_KEPT)
def _keys(name: str) -> tuple[str, str, str]:
    """The name, its pinyin and its initials, small letters without blanks."""
    bare = "".join(name.lower().split())
    return bare, "".join(lazy_pinyin(bare)), "".join(lazy_pinyin(bare, style=Style.FIRST_LETTER))
