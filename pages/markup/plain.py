"""Names as plain text: a name goes in; text that no renderer takes for markup comes out.

An image link in a unit's name would make every viewer's browser call out.
"""

from __future__ import annotations

import re
from html import escape

_MARKS = re.compile(r"([\\`*_\[\]()!:$~<>#&{}|+\-.])")


def plain(name: str) -> str:
    """The name for Markdown, labels and metrics: every mark stands for itself, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(name.split()))


def plain_html(name: str) -> str:
    """The name for HTML text and attributes."""
    return escape(" ".join(name.split()), quote=True)
