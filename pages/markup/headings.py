"""The words above the figures: text goes in; one heading of the page's hierarchy is drawn."""

from __future__ import annotations

import streamlit as st

from campaign import Wording
from pages.markup.plain import plain_html


def question(text: str, *, aside: str = "") -> None:
    """The page's question: its title; `aside` says at its right how the figures may be used."""
    st.html(
        f'<div class="asked"><h1 class="question">{plain_html(text)}</h1>'
        f"<p>{plain_html(aside)}</p></div>"
    )


def answer_line(text: str) -> None:
    """The answer in one sentence."""
    st.html(f'<p class="answer">{plain_html(text)}</p>')


def part(title: str, note: str = "", *, hover: str = "") -> None:
    """The title of a chart or list, with a note that names measure and unit; `hover` is shown on
    pointing at it: how the figure is counted, and where its formula is written."""
    shown = f' title="{plain_html(hover)}"' if hover else ""
    st.html(f'<h2 class="part"{shown}>{plain_html(title)}<small>{plain_html(note)}</small></h2>')


def caption(text: str, *, icon: str = "") -> None:
    """A grey line below, with a picture before it."""
    st.html(f'<p class="note">{icon}{plain_html(text)}</p>')


def drop_words(words: Wording, key: str) -> str:
    """CSS that puts the reader's language into the upload box, whose own words are English; `key`
    and what belongs behind it name the messages."""
    box = '.stMain [data-testid="stFileUploaderDropzone"]'
    press, explained = (words.text(f"{key}.{part}") for part in ("press", "explained"))
    return (
        f'{box} button p, {box} button + div, {box} [data-testid="stFileUploaderDropzone'
        f'Instructions"] span {{font-size:0}}'
        f'{box} button p::after {{content:"{press}";font-size:.929rem}}'
        f'{box} [data-testid="stFileUploaderDropzoneInstructions"]::after '
        f'{{content:"{explained}";font-size:.929rem}}'
    )
