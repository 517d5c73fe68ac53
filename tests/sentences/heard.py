"""A page of the dashboard goes in; every sentence it says comes out, with its key and its numbers,
and every text that a reader sees: of elements, tables, charts and files."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import pandas as pd

from campaign import Wording
from exports import csv_bytes
from pages.door import opened
from pages.drawn.lists import download
from tests.house.seen import Look, seen

_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True)
class Sentence:
    """What the catalogue was asked for: a key, its parameters, and the text it gave."""

    key: str
    params: dict[str, Any]
    text: str


@dataclass
class Page:
    """All that one look at a page says: sentences, the texts shown, and the files handed out."""

    look: Look
    sentences: list[Sentence] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    tables: list[pd.DataFrame] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def said(self, *keys: str) -> Iterator[Sentence]:
        """The sentences of some keys."""
        return (each for each in self.sentences if each.key in keys)


def heard(url: str, look: Look) -> Page:
    """The page as it is looked at for the first time: nothing of it is remembered."""
    page = Page(look)
    _forget_drawings()
    with _listening(page):
        shown = seen(url, look)
    assert shown, f"{look.page} fails: {look.said}"
    for kind, element in shown:
        page.texts += _texts(kind, element)
    return page


def _forget_drawings() -> None:
    """Let charts be drawn anew, so that their words are heard; figures stay remembered."""
    answers = opened.memory._answers
    for key in list(answers):
        if not key[0].__module__.startswith("pages.readings"):
            answers.pop(key, None)


@contextmanager
def _listening(page: Page) -> Iterator[None]:
    say, hand_out = Wording.text, download.buttons

    def told(words: Wording, key: str, /, **params: object) -> str:
        text = say(words, key, **params)
        page.sentences.append(Sentence(key, params, text))
        return text

    def handed(frame: pd.DataFrame, headings: dict[str, str], **named: Any) -> None:
        page.tables.append(frame)
        page.files.append(csv_bytes(frame, headings).decode("utf-8-sig"))
        page.texts += [named["title"], named["note"]]
        hand_out(frame, headings, **named)

    with patch.object(Wording, "text", told), patch.object(download, "buttons", handed):
        yield


def _texts(kind: Any, shown: dict[str, Any]) -> Iterator[str]:
    if kind == "plotly_chart":
        yield from _drawn(shown["spec"])
    elif "cells" in shown:
        yield shown["cells"]
    elif kind != "bidi_component":  # a script says nothing
        yield from filter(None, (_plain(each) for each in _strings(shown)))


def _drawn(spec: Any) -> Iterator[str]:
    """The words of a chart: hover texts, names, marks and annotations."""
    for trace in spec.get("data", []):
        for name in ("text", "hovertext", "customdata", "name"):
            yield from map(_plain, _strings(trace.get(name)))
    for note in spec.get("layout", {}).get("annotations", []):
        yield _plain(str(note.get("text", "")))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub(" ", text)).strip()


def dumped(page: Page) -> str:
    """What the page says, for reading."""
    lines = [json.dumps(page.look.said, ensure_ascii=False), *page.texts, *page.files]
    return "\n".join([page.look.page, *lines])
