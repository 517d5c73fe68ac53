"""The line below every page: what may be copied, and which version of the program shows it; on a
first visit, what the dashboard is."""

from __future__ import annotations

import streamlit as st

from campaign import VERSION, Wording
from pages.markup.plain import plain_html


def foot(words: Wording) -> None:
    """Draw it; nothing of it is printed."""
    said = plain_html(words.text("app.version", version=VERSION))
    copies = "".join(
        f'<button data-copy="{what}">{plain_html(words.text(f"copy.{name}"))}</button>'
        for name, what in _COPIES.items()
    )
    st.html(f'<div class="foot">{copies}{said}{_first(words)}</div>')


def _first(words: Wording) -> str:
    """What a first visitor is told; unseen until the browser, which remembers whether it was
    dismissed, says that it was not (pages/drawn/press.js)."""
    title, done = (plain_html(words.text(f"first.{name}")) for name in ("title", "done"))
    desk = words.text("page.submit")
    told = [words.text(f"first.{name}") for name in ("what", "press", "marks")]
    told.append(words.text("first.office", submit=desk))
    lines = "".join(f"<li>{plain_html(line)}</li>" for line in told)
    return (
        f'<section class="first" aria-label="{title}"><b>{title}</b><ul>{lines}</ul>'
        f'<button data-dismiss="1">{done}</button></section>'
    )


_COPIES = {"link": "link", "sentence": ".answer"}
"""What may be taken along from a page: its address, and its answer."""
