"""The router: who is looking, at which district, through which filters; then the page runs."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign import (
    Account,
    CampaignPack,
    District,
    Door,
    MenuLine,
    PackFault,
    Viewer,
    Wording,
    load_pack,
    menu,
    pack_ids,
    pack_of,
)
from ledger import LedgerTrouble, NotAllowed
from pages.door import (
    city_districts,
    clock,
    crumbs,
    filters,
    link,
    masthead,
    opened,
    own_districts,
    own_viewer,
    seat,
    signed,
    states,
    view,
    viewer_of,
    way,
    words_for,
)
from pages.drawn import (
    date_line,
    held_line,
    is_search,
    listen,
    open_pressed,
    page_step,
    proof,
    search,
    view_note,
)
from pages.gate import is_open
from pages.markup import foot, plain_html, style

FIRST, LIST, DESK, ACCOUNTS, CITY = (
    next(line for line in menu() if line.name == name)
    for name in ("overview", "attention", "submit", "accounts", "districts")
)
# Who has a page or two needs no menu of doors.
_FEW = (Door.UNIT, Door.ADMINISTRATOR)
# Where who comes in by a door begins; all others begin with the overview.
FIRST_OF = {Door.GROUPS: LIST, Door.UNIT: DESK, Door.ADMINISTRATOR: ACCOUNTS}


def route() -> None:
    """One run of the dashboard."""
    said = link.read_link()
    words = words_for(said[link.LANGUAGE])
    st.set_page_config(page_title=words.text("app.title"), layout="wide")
    style.dress(words.text("press.word"), is_latin=words.locale == "en")
    shown = None
    try:
        signs = signed.is_on()
        if is_open() and not signs:
            _say_open(words)
        account = signed.account_here() if signs else None
        if signs and account is None:
            _navigation(Viewer(None), words)
            states.signed_out(words)
        else:
            shown = _opened(said, words, account)
    except LedgerTrouble as trouble:
        states.ledger_trouble(words, trouble)
    except NotAllowed as refusal:
        states.not_allowed(words, refusal)
    except PackFault as fault:
        states.pack_fault(words, fault)
    foot(words, shown)


def _say_open(words: Wording) -> None:
    """Every page says so where other machines reach it and nobody signs in."""
    explained = plain_html(words.text("masthead.open.explained"))
    told = plain_html(words.text("masthead.open"))
    st.html(f'<p class="note open"><span class="sample" title="{explained}">{told}</span></p>')


def _opened(said: dict[str, str], words: Wording, account: Account | None) -> MenuLine | None:
    """The dashboard of the ledger's districts; of one who signed in, of those that are theirs. The
    page that was drawn, if one was."""
    districts: Sequence[District] = opened.ledger().districts()
    if account is not None:
        signed.watch(account)
        districts = own_districts(account, districts)
    if (district := masthead.district_of(said, districts)) is None:
        _without_district(said, words, account)
        return None
    try:
        pack = pack_of(district)
    except PackFault:
        masthead.masthead_without_pack(district, words, districts=districts)
        raise
    st.set_page_config(page_title=words.text("app.title.of", campaign=words.label(pack.short_name)))
    viewer = own_viewer(said, account, district) if account else viewer_of(said, pack)
    city = city_districts(viewer, districts, account)
    chosen, entry = _navigation(viewer, words, is_city=len(city) > 1)
    masthead.masthead(district, viewer, words, districts=districts, account=account)
    seat.take(seat.Seat(words, viewer, district, city, entry.name))
    listen(words)
    if _is_refused(viewer, entry, words, account):
        return None
    _run(said, district, viewer, words, (chosen, entry))
    return entry


def _is_refused(viewer: Viewer, entry: MenuLine, words: Wording, account: Account | None) -> bool:
    """Whether the viewer may not see the page; then it is said why."""
    if viewer.door is None:
        (states.no_role if account else states.no_door)(words)
    elif not entry.is_for(viewer):
        states.no_permission(words, of_sheets=entry.name == "submit" and account is None)
    else:
        return False
    return True


def _run(
    said: dict[str, str],
    district: District,
    viewer: Viewer,
    words: Wording,
    at: tuple[st.Page, MenuLine],
) -> None:
    """The page, with its filters where it has any."""
    chosen, entry = at
    if step := page_step():
        _go_on(entry, viewer, step, words)
    if is_search():
        search()
    if not entry.has_filters:
        chosen.run()
    elif _set_view(said, district, viewer, words, is_of_logs=entry.is_of_logs):
        crumbs(view.current_view(), page=chosen)
        if asked := link.asked_proof():
            proof(view.current_view(), asked)
            return
        chosen.run()
        open_pressed(view.current_view())


def _go_on(entry: MenuLine, viewer: Viewer, step: int, words: Wording) -> None:
    """To the next page of the meeting's order, or the one before: what leadership looks at, then
    who needs a call."""
    lines = [it for it in menu() if it.is_for(viewer) and it.has_filters]
    order = [it for it in lines if it.door is Door.LEADERSHIP or it is LIST]
    at = order.index(entry) + step if entry in order else -1
    if 0 <= at < len(order):
        # The script presses the one link in a container of this name (`press.js`).
        with st.container(key=f"go_{order[at].name}"):
            way.page_link(order[at].file, words.text(f"page.{order[at].name}"))


def _without_district(said: dict[str, str], words: Wording, account: Account | None) -> None:
    """The dashboard of a ledger with no district, or with none for who signed in."""
    pack = load_pack(pack_ids()[0])
    viewer = own_viewer(said, account, None) if account else viewer_of(said, pack)
    masthead.masthead_without_district(viewer, pack, words, account=account)
    if account is not None and viewer.door is None:
        states.no_role(words)
        return
    if said[link.DISTRICT]:
        states.unknown_district(words)
        return
    states.notice(words.text("state.no_district.title"), words.text("state.no_district.body"))


def _navigation(
    viewer: Viewer, words: Wording, *, is_city: bool = False
) -> tuple[st.Page, MenuLine]:
    """The pages that exist, under the doors this viewer may open; others answer with a refusal.

    The first page has no name in the address. Guidance groups begin at their list, so the page that
    comes first has a second, unseen place under its name: a link to it holds for every viewer.
    """
    first = FIRST_OF.get(viewer.door, FIRST) if viewer.door else FIRST
    sections: dict[str, list[st.Page]] = {"": []}
    found: list[tuple[st.Page, MenuLine]] = []
    for entry in menu():
        is_flat = entry is FIRST or viewer.door in _FEW
        section = "" if is_flat else words.text(f"door.{entry.door}")
        listed = sections.setdefault(section, [])
        if entry is first:
            listed.append(way.page_of(entry, words, is_first=True))
            found.append((listed[-1], entry))
        is_seen = entry.is_for(viewer) and entry is not first
        is_seen &= entry is not CITY or is_city
        listed.append(way.page_of(entry, words, is_seen=is_seen))
        found.append((listed[-1], entry))
    chosen = st.navigation(sections, position="top" if viewer.door else "hidden")
    return chosen, next(entry for page, entry in found if page == chosen)


def _set_view(
    said: dict[str, str], district: District, viewer: Viewer, words: Wording, *, is_of_logs: bool
) -> bool:
    """Set the view for the page and draw the filter bar; without figures say why instead. A page of
    logs and ledgers needs no weekly report."""
    scope = opened.begun_panel_of(district, viewer)
    sent, latest = (opened.latest_week(p) for p in (opened.panel_of(district, viewer), scope))
    pack = pack_of(district)
    if not scope.units or latest is None or (sent is None and not is_of_logs):
        _say_nothing_there(district, pack, words, n_units=len(scope.units))
        return False
    begins = opened.default_week_of(district, pack) or sent
    kept = filters.filters_of(said, scope, latest, begins)
    told = clock.clock_of(said[link.CLOCK], district, kept.week)
    if told is not None and told.tells_cut:
        scope = opened.panel_at(told.revision, district, viewer, through=kept.week)
        kept = filters.filters_of(said, scope, kept.week)
    seen = view.view_of(
        words=words,
        viewer=viewer,
        district=scope.district,
        pack=pack_of(scope.district, kept.week.number),
        palette=style.palette(),
        filters=kept,
        latest=latest,
        scope=scope,
        as_of=told.as_of if told else None,
        has_cut=told is not None,
    )
    _bar(seen, told, is_of_logs=is_of_logs)
    view.show(seen)
    return True


def _say_nothing_there(
    district: District, pack: CampaignPack, words: Wording, *, n_units: int
) -> None:
    """No roster, or no report yet."""
    if n_units:
        states.no_reports(words, n_units, pack)
    else:
        states.no_roster(words, district.name, pack)


def _bar(seen: view.View, told: clock.Clock | None, *, is_of_logs: bool) -> None:
    """The filters, how the week's reporting stands and, where the week has a cut, both clocks;
    that nothing of the week counts yet."""
    words, pack = seen.words, seen.pack
    weeks = tuple(week for week in seen.district.calendar.weeks if week <= seen.latest)
    st.html(f'<p class="paper-note">{plain_html(view_note(seen))}</p>')
    lists = filters.choices(seen.filters, seen.scope, weeks=weeks, pack=pack, words=words)
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        filters.filter_bar(lists, words)
        if told is None:
            date_line(seen)
    if told is not None:
        with st.container(
            key="clock_row", horizontal=True, vertical_alignment="center", gap="small"
        ):
            clock.clock_switch(told, words)
            clock.clock_line(told, seen.district, seen.viewer, words)
            date_line(seen)
            if seen.viewer.door is Door.OFFICE:
                way.page_link(way.PAPERS_PAGE, words.text("clock.papers"), width="content")
    if not is_of_logs and not seen.scope.weeks[-1].reported.any():
        held_line(seen, desk=DESK)


route()
