"""Settings that somebody wants go in, with why; those whose words name a person come out, as
messages. An approver is a body, and what is written of a week names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from campaign import Issue, Setting
from loaders.words import names_a_person, text_without_persons

_SAYING = {"exemption": ("reason", "approver"), "note": ("value",)}
"""The kinds whose content somebody writes freely, and in which parts."""


_APART = re.compile(r"[、,，;；/]+")
_BODY = re.compile(
    r".+(?:[部办局委组处科室会院校厅府站所队社署]|中心|支部|总支|公司|集团|机关|单位)(?:[(（].*[)）])?|"
    r".*\b(?:office|committee|bureau|department|commission|group|council|board|secretariat|ministry|"
    r"agency|authority|unit|team|section|centre|center)\b.*",
    re.IGNORECASE,
)
"""How a body is called that may exempt somebody, whatever its name is before that."""


def personal_settings(wanted: Iterable[Setting], *, why: str = "") -> list[Issue]:
    """S10 for each text in them, and for why they are wanted, that names a person, C40 for an
    approver that is no body; nothing of what is no JSON."""
    told = [(name, text) for one in wanted for name, text in _texts(one)]
    found = [issue for text in (*(text for _, text in told), why) for issue in personal_text(text)]
    bodies = [text for name, text in told if name == "approver" and not _is_body(text)]
    return [*found, *(Issue("C40", raw=text) for text in bodies if not personal_text(text))]


def personal_text(text: str) -> list[Issue]:
    """S10 for a text somebody wrote freely that names a person or has a person's number."""
    is_personal = text_without_persons(text) != text or names_a_person(text)
    return [Issue("S10", raw=text)] if is_personal else []


def _is_body(text: str) -> bool:
    return all(_BODY.fullmatch(part.strip()) for part in _APART.split(text) if part.strip())


def _texts(one: Setting) -> Iterator[tuple[str, str]]:
    try:
        said = one.said
    except ValueError:  # which the check of its content says
        return
    if isinstance(said, dict):
        yield from ((name, str(said[name])) for name in _SAYING.get(one.name, ()) if name in said)
