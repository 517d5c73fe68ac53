"""A browser goes in; a media type that marks a download as its own comes out, and is read again.

Streamlit names a download by its length, type, file name and, above 1 MiB, by three pieces of it:
two lists of the same length that differ elsewhere would share one name, and the second reader would
get the first one's. The seal stands in the media type, so it is in the name, and none comes twice.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping

from pages.gate.sitting import number_of

COOKIE = "study_dashboard"
_BROWSER = re.compile(r"[0-9a-f]{32}")
_SEALED = re.compile(r"; seal=([0-9a-f]{16})([0-9a-f]{64})$")
_KEY = secrets.token_bytes(32)
"""Of this process: its downloads lie in its own memory and end with it."""


def new_browser() -> str:
    """A name nobody can guess for a browser that has none; it says nothing of who sits there."""
    return secrets.token_hex(16)


def browser_of(cookies: Mapping[str, str]) -> str:
    """The name a browser was given; empty where it has none. Where somebody signed in it is the
    session's: what was made for it is nobody's after it, and a name planted before it is none."""
    if number := number_of(cookies):
        return hashlib.sha256(number.encode()).hexdigest()[:32]
    told = str(cookies.get(COOKIE, ""))
    return told if _BROWSER.fullmatch(told) else ""


def sealed(mime: str, cookies: Mapping[str, str]) -> str:
    """The media type of a download that only the browser with these cookies may have."""
    nonce = secrets.token_hex(8)
    return f"{mime}; seal={nonce}{_mark(nonce, browser_of(cookies))}"


def is_sealed_for(mime: str, browser: str) -> bool:
    """Whether a download of that media type was made for that browser."""
    found = _SEALED.search(mime)
    if found is None or not browser:
        return False
    return hmac.compare_digest(found[2], _mark(found[1], browser))


def _mark(nonce: str, browser: str) -> str:
    return hmac.new(_KEY, f"{nonce}:{browser}".encode(), hashlib.sha256).hexdigest()
