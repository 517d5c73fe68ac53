"""The line below every page: which version of the program shows it."""

from __future__ import annotations

import streamlit as st

from campaign import VERSION, Wording
from pages.markup.plain import plain_html


def foot(words: Wording) -> None:
    """Draw it; it is printed with the page."""
    said = plain_html(words.text("app.version", version=VERSION))
    st.html(f'<footer class="foot" role="contentinfo">{said}</footer>')
