"""The way to another page: a page and what changes in the link go in; a link to press is drawn.

Real links: the browser opens them in a second window too, and the filters go along.
"""

from __future__ import annotations

from copy import copy
from typing import Literal
from urllib.parse import parse_qsl

import streamlit as st

from campaign import MenuLine, Wording, menu
from pages.door import link, opened

UNIT_PAGE, LIST_PAGE = "groups/unit/page.py", "groups/attention/page.py"
FIRST_PAGE, RECORD_PAGE = "leadership/overview/page.py", "office/record/page.py"
PAPERS_PAGE = "office/papers/page.py"


def page_of(
    entry: MenuLine, words: Wording, *, is_first: bool = False, is_seen: bool = True
) -> st.Page:
    """A page of the menu, one run's own: Streamlit notes on it that it may be called. The first has
    no name in the address."""
    title = words.text(f"page.{entry.name}")
    path = "first" if is_first else entry.name
    return copy(_made(entry.file, path, title, is_first=is_first, is_seen=is_seen))


@opened.memory
def _made(file: str, path: str, title: str, *, is_first: bool, is_seen: bool) -> st.Page:
    return st.Page(
        file,
        title=title,
        url_path=path,
        default=is_first,
        visibility="visible" if is_seen else "hidden",
    )


def unit_link(
    unit_id: str, label: str, *, width: Literal["stretch", "content"] = "stretch"
) -> None:
    """A link to everything known about a unit; `label` is Markdown."""
    _page_link(UNIT_PAGE, label, {link.UNIT: unit_id}, width=width)


def week_of_unit_link(unit_id: str, week: str, label: str) -> None:
    """A link to a unit in an ISO week; `label` is Markdown."""
    _page_link(UNIT_PAGE, label, {link.UNIT: unit_id, link.WEEK: week})


def district_link(district_id: str, label: str) -> None:
    """A link to a district's overview; `label` is Markdown."""
    began = dict.fromkeys((link.WEEK, link.GROUP, link.TYPE, link.UNIT), "")
    _page_link(FIRST_PAGE, label, {**began, link.DISTRICT: district_id}, width="content")


def part_link(part: str, label: str, *, page: str | st.Page = FIRST_PAGE) -> None:
    """A link to a page as seen by a part of the district, none for all of it; `label` is
    Markdown."""
    _page_link(page, label, {link.PART: part, link.UNIT: ""}, width="content")


def group_link(
    group_id: str,
    label: str,
    *,
    page: str = LIST_PAGE,
    width: Literal["stretch", "content"] = "stretch",
) -> None:
    """A link to a page's list of a guidance group's units; `label` is Markdown."""
    _page_link(page, label, {link.GROUP: group_id, link.UNIT: "", link.LIST: ""}, width=width)


def page_link(page: str, label: str, *, width: Literal["stretch", "content"] = "stretch") -> None:
    """A link to a page as it is looked at now; `label` is Markdown."""
    _page_link(page, label, {}, width=width)


def kept_link(address: str, label: str) -> None:
    """A link to a view that was kept (`link.kept_address`), if its page is still there; `label` is
    Markdown."""
    name, _, said = address.partition("?")
    for line in menu():
        if line.name == name:
            changed = dict(parse_qsl(said, keep_blank_values=True))
            _page_link(line.file, label, changed, width="content")


def list_link(label: str, *, which: str = "") -> None:
    """A link to one of the lists of units that need attention."""
    _page_link(LIST_PAGE, label, {link.UNIT: "", link.LIST: which})


def _page_link(
    page: str | st.Page,
    label: str,
    changed: dict[str, str],
    *,
    width: Literal["stretch", "content"] = "stretch",
) -> None:
    kept = {key: value for key, value in link.said().items() if value} | changed
    st.page_link(page, label=label, width=width, query_params=kept)
