"""Where somebody wants to go goes in; a path of this server comes out."""

from __future__ import annotations

import re

from pages.gate import base

_SAFE = re.compile(r"/(?:[^/\\\x00-\x20\x7f][^\\\x00-\x20\x7f]*)?")
"""One slash before what follows, so that no other server is named."""


def safe_path(wanted: str) -> str:
    """The path itself where it is one of this server, else its first page."""
    return wanted if _SAFE.fullmatch(wanted) and wanted.isascii() else f"{base()}/"
