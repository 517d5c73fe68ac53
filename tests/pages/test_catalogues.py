"""The catalogues of both languages say the same things with the same figures."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources

import pytest
from babel.messages.pofile import read_po

from campaign import LOCALES, menu, wording


def _messages(locale: str) -> dict[str, list[str]]:
    found = {}
    folder = resources.files("campaign") / "catalogues" / locale
    for entry in folder.iterdir():
        with entry.open("rb") as lines:
            for message in read_po(lines, locale=locale):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    string = message.string
                    found[key] = [string] if isinstance(string, str) else list(string)
    return found


def test_both_languages_have_the_same_messages() -> None:
    chinese, english = (set(_messages(locale)) for locale in LOCALES)
    assert chinese ^ english == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_no_message_is_written_twice(locale: str) -> None:
    folder = resources.files("campaign") / "catalogues" / locale
    texts = [entry.read_text(encoding="utf-8") for entry in folder.iterdir()]
    keys = [key for text in texts for key in re.findall(r'^msgid "([^"]+)"$', text, re.MULTILINE)]
    assert [key for key, n in Counter(keys).items() if n > 1] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_has_words(locale: str) -> None:
    empty = [key for key, forms in _messages(locale).items() if not all(forms)]
    assert empty == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_says_in_a_few_lines_how_it_is_read(locale: str) -> None:
    words = wording(locale)
    told = {page.name: words.text(f"how.{page.name}").splitlines() for page in menu()}
    assert {name for name, lines in told.items() if not 2 <= len(lines) <= 3} == set()


def test_both_languages_use_the_same_figures() -> None:
    """A measure word that only Chinese needs may be left out of the English message."""
    chinese, english = (_messages(locale) for locale in LOCALES)
    for key, forms in english.items():
        theirs = _figures(chinese[key])
        assert _figures(forms) <= theirs, key
        assert theirs - _figures(forms) <= {"measure", "number"}, key


def _figures(forms: list[str]) -> set[str]:
    return {name for form in forms for name in re.findall(r"{(\w+)", form)}
