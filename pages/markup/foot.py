"""The line below every page: what may be copied, and which version of the program shows it."""

from __future__ import annotations

import streamlit as st

from campaign import VERSION, Wording
from pages.markup.plain import plain_html


def foot(words: Wording) -> None:
    """Draw it; it is printed with the page."""
    said = plain_html(words.text("app.version", version=VERSION))
    copies = "".join(
        f'<button data-copy="{what}">{plain_html(words.text(f"copy.{name}"))}</button>'
        for name, what in _COPIES.items()
    )
    st.html(f'<div class="foot">{copies}{said}</div>')


_COPIES = {"link": "link", "sentence": ".answer"}
"""What may be taken along from a page: its address, and its answer."""
