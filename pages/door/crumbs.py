"""The way up and down the tree of belonging (隶属): the part seen goes in; links to those
above and below are drawn."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign import Panel, Wording
from measures import UNDER
from pages.door import way
from pages.door.parts import above_and_below
from pages.door.view import View
from pages.markup import plain


def crumbs(seen: View, *, page: st.Page) -> None:
    """Above a page that is seen by a unit and those below it: the way up and down."""
    tree_links(seen.filters.part, seen.scope, seen.words, page=page)


def tree_links(
    part: str, panel: Panel, words: Wording, *, page: str | st.Page = way.FIRST_PAGE
) -> None:
    """From the whole district down to the unit whose part is seen, and the units right below it
    that have others below them; nothing for a part that is no unit's."""
    if not part.startswith(f"{UNDER}:"):
        return
    above, below = above_and_below(part, panel)
    with st.container(key="crumbs", horizontal=True, vertical_alignment="center", gap="small"):
        way.part_link("", words.text("crumbs.all"), page=page)
        _links([*above, part], panel, page)
        if below:
            st.caption(words.text("crumbs.below"))
            _links(below, panel, page, mark="")


def _links(parts: Sequence[str], panel: Panel, page: str | st.Page, *, mark: str = "→ ") -> None:
    names = {f"{UNDER}:{unit.id}": unit.name for unit in panel.units}
    for part in parts:
        way.part_link(part, f"{mark}{plain(names[part])}", page=page)
