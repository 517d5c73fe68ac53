"""The line below every page: how to read it, what may be copied, and which version of the program
shows it; on a first visit, what the dashboard is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign import VERSION, MenuLine, Wording
from pages.markup.plain import plain_html


def foot(words: Wording, page: MenuLine | None = None) -> None:
    """Draw it below a page, or below none where something else is said; nothing of it is
    printed."""
    said = plain_html(words.text("app.version", version=VERSION))
    copies = "".join(
        f'<button data-copy="{what}">{plain_html(words.text(f"copy.{name}"))}</button>'
        for name, what in _COPIES.items()
    )
    how = _how(words, page) if page else ""
    keys = f'<span class="keys">{plain_html(words.text("foot.keys"))}</span>' if page else ""
    st.html(f'<div class="foot">{how}{keys}{copies}{said}{_first(words)}</div>')


def _how(words: Wording, page: MenuLine) -> str:
    """How to read the page, unseen until it is opened: its own sentences, a line each, and what
    holds for every page with figures of a chosen week."""
    keys = (page.name, "common") if page.has_filters else (page.name,)
    told = [line for key in keys for line in words.text(f"how.{key}").splitlines()]
    title = plain_html(words.text("how.title"))
    return f'<details class="how"><summary>{title}</summary>{_listed(told)}</details>'


def _listed(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{plain_html(line)}</li>' for line in lines)}</ul>"


def _first(words: Wording) -> str:
    """What a first visitor is told; unseen until the browser, which remembers whether it was
    dismissed, says that it was not (pages/drawn/press.js)."""
    title, done = (plain_html(words.text(f"first.{name}")) for name in ("title", "done"))
    desk = words.text("page.submit")
    told = [words.text(f"first.{name}") for name in ("what", "press", "marks")]
    told.append(words.text("first.office", submit=desk))
    return (
        f'<section class="first" aria-label="{title}"><b>{title}</b>{_listed(told)}'
        f'<button data-dismiss="1">{done}</button></section>'
    )


_COPIES = {"link": "link", "sentence": ".answer"}
"""What may be taken along from a page: its address, and its answer."""
