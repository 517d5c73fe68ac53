"""A value goes in; the one text that stands for it comes out, and the hash of that text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any


def canonical(value: object) -> str:
    """JSON with keys in order and without spaces; times in UTC, bytes by their hash."""
    return _ENCODER.encode(value)


def digest(value: object) -> str:
    """The SHA-256 of the canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def told_in(text: str) -> Mapping[str, Any]:
    """What a line says; nothing where it is no longer JSON, which its hash has told already."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _plain(value: Any) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    if hasattr(value, "item"):  # a number of numpy's
        return value.item()
    raise TypeError(f"no canonical text for {type(value).__name__}")


# Made once: thousands of rows are told in one submission.
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
)
