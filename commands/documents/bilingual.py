"""A message key goes in; its words in both languages come out, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from campaign import LOCALES, Label, Wording, wording

WORDINGS: tuple[Wording, ...] = tuple(wording(locale) for locale in LOCALES)


def both(key: str) -> str:
    """The message in every language, Chinese first."""
    return " · ".join(words.text(key) for words in WORDINGS)


def both_labels(label: Label) -> str:
    """A pack's label in every language."""
    return " · ".join(words.label(label) for words in WORDINGS)


def paragraphs(key: str, **params: object) -> str:
    """The message in every language, a paragraph each."""
    return "\n\n".join(words.text(key, **params) for words in WORDINGS)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
