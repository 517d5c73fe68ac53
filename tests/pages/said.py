"""What a page says: a run of the dashboard goes in; every text a reader would see comes out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

_TAG = re.compile(r"<style>.*?</style>|<[^>]+>", re.S)
_MARKS = re.compile(r":small\[(.*?)(?<!\\)\]|\\(.)")


def text_of(app: AppTest) -> str:
    """Every visible text of the run, one a line."""
    return "\n".join(texts(app))


def texts(app: AppTest) -> list[str]:
    """Every visible text: HTML without its marks, labels, options, table cells, chart words."""
    assert not app.exception, [trouble.value for trouble in app.exception]
    return [text for element in elements(app._tree) for text in _said(element) if text.strip()]


def elements(block: Block) -> Iterator[Element]:
    """Every element in a block, in order."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield from elements(child)
        else:
            yield child


def _said(element: Element) -> Iterator[str]:
    proto = element.proto
    if element.type == "html":
        yield _bare(proto.body)
    elif element.type in ("arrow_data_frame", "dataframe"):
        yield from _cells(element.value)
    elif element.type == "plotly_chart":
        yield from _words(json.loads(proto.spec))
        yield proto.alt
    elif element.type != "text_input" or not str(proto.label).islower():
        yield from (_unmarked(str(getattr(proto, name, ""))) for name in ("label", "body", "help"))
        yield from _options(proto)


def _unmarked(label: str) -> str:
    """A label without the Markdown that makes part of it small or keeps a sign as it is."""
    return _MARKS.sub(
        lambda found: _unmarked(found[1]) if found[1] is not None else found[2], label
    )


def _options(proto: object) -> Iterator[str]:
    for option in getattr(proto, "options", ()):
        yield str(getattr(option, "content", option))


def _bare(html: str) -> str:
    return unescape(_TAG.sub("\n", html))


def _cells(frame: pd.DataFrame) -> Iterator[str]:
    yield from map(str, frame.columns)
    for column in frame.columns:
        yield from (str(value) for value in frame[column] if isinstance(value, str))


def _words(spec: object) -> Iterator[str]:
    """The texts of a figure: labels, ticks, hovers."""
    if isinstance(spec, dict):
        for key, value in spec.items():
            if key in ("text", "ticktext", "hovertext"):
                yield from _flat(value)
            elif isinstance(value, dict | list):
                yield from _words(value)
    elif isinstance(spec, list):
        for part in spec:
            yield from _words(part)


def _flat(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield _bare(value)
    elif isinstance(value, list):
        for part in value:
            yield from _flat(part)
