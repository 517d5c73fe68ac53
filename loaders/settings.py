"""Settings that somebody wants go in; those whose words name a person come out, as messages.

Approvers are bodies or posts, and what is written of a week names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from campaign import Issue, Setting
from loaders.words import text_without_persons

_SAYING = {"exemption": ("reason", "approver"), "note": ("value",)}
"""The kinds whose content somebody writes freely, and in which parts."""


def personal_settings(wanted: Iterable[Setting]) -> list[Issue]:
    """S10 for each text in them that names a person; nothing of what is no JSON."""
    return [
        Issue("S10", raw=text)
        for one in wanted
        for text in _texts(one)
        if text_without_persons(text) != text
    ]


def _texts(one: Setting) -> Iterator[str]:
    try:
        said = one.said
    except ValueError:  # which the check of its content says
        return
    if isinstance(said, dict):
        yield from (str(said[name]) for name in _SAYING.get(one.name, ()) if name in said)
