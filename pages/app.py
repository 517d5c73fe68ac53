"""The router: who is looking, at which district, through which filters; then the page runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from campaign import District, Door, Viewer, Wording, load_pack
from pages.parts import filters, link, masthead, opened, seat, states, style, view
from pages.parts.date_line import date_line
from pages.parts.language import words_for
from pages.parts.viewer import may_open, viewer_of


@dataclass(frozen=True)
class Entry:
    """A page of the house: its file, the door it lies behind, whether the filter bar belongs."""

    name: str
    door: Door
    has_filters: bool = True

    @property
    def file(self) -> str:
        """The page's file, from this folder."""
        return f"{self.door}/{self.name}.py"


FIRST = Entry("overview", Door.LEADERSHIP)
ENTRIES = (
    FIRST,
    Entry("coverage", Door.LEADERSHIP),
    Entry("discussions", Door.LEADERSHIP),
    Entry("inspections", Door.LEADERSHIP),
    Entry("submit", Door.OFFICE, has_filters=False),
)


def route() -> None:
    """One run of the dashboard."""
    said = link.read_link()
    words = words_for(said[link.LANGUAGE])
    st.set_page_config(page_title=words.text("app.title"), layout="wide")
    style.dress()
    districts = opened.ledger().districts()
    district = masthead.district_of(said, districts)
    if district is None:
        masthead.masthead_without_district(words)
        states.notice(words.text("state.no_district.title"), words.text("state.no_district.body"))
        return
    viewer = viewer_of(said, load_pack(district.pack_id))
    chosen, entry = _navigation(viewer, words)
    masthead.masthead(district, viewer, words, districts=districts)
    seat.take(seat.Seat(words, viewer, district))
    if not may_open(viewer, entry.door):
        states.no_permission(words)
    elif not entry.has_filters or _set_view(said, district, viewer, words):
        chosen.run()


def _navigation(viewer: Viewer, words: Wording) -> tuple[st.Page, Entry]:
    """The pages that exist, under the doors this viewer may open; others answer with a refusal."""
    here = Path(__file__).parent
    sections: dict[str, list[st.Page]] = {}
    found: list[tuple[st.Page, Entry]] = []
    for entry in (e for e in ENTRIES if (here / e.file).is_file()):
        page = st.Page(
            entry.file,
            title=words.text(f"page.{entry.name}"),
            url_path=entry.name,
            default=entry is FIRST,
            visibility="visible" if may_open(viewer, entry.door) else "hidden",
        )
        found.append((page, entry))
        section = "" if entry is FIRST else words.text(f"door.{entry.door}")
        sections.setdefault(section, []).append(page)
    chosen = st.navigation(sections, position="top")
    return chosen, next(entry for page, entry in found if page == chosen)


def _set_view(said: dict[str, str], district: District, viewer: Viewer, words: Wording) -> bool:
    """Set the view for the page and draw the filter bar; without figures say why instead."""
    pack = load_pack(district.pack_id)
    scope = opened.panel_of(district, viewer)
    latest = opened.latest_week(scope)
    if not scope.units:
        states.no_roster(words, district.name)
        return False
    if latest is None:
        states.no_reports(words, len(scope.units))
        return False
    kept = filters.filters_of(said, scope, latest)
    seen = view.view_of(
        words=words,
        viewer=viewer,
        district=district,
        pack=pack,
        palette=style.palette(),
        filters=kept,
        latest=latest,
        scope=scope,
    )
    weeks = [week for week in district.calendar.weeks if week <= latest]
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        filters.filter_bar(filters.choices(kept, scope, weeks=weeks, pack=pack, words=words), words)
        date_line(seen)
    view.show(seen)
    return True


route()
