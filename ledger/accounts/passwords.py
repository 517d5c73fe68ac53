"""A password goes in; what may be kept of it comes out, and whether another one is the same.

What is kept is Argon2id's own text, which has its parameters: they may change without a word.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

MIN_LENGTH = 10
"""Long enough that back-off and lock-out outlast whoever guesses; no rule on signs beyond it."""
MAX_LENGTH = 128
"""What is hashed is bounded, whatever is sent."""
_LEAST_SIGNS = 5
"""Of different signs: ten times the same one is no password."""
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""None of them is taken for another when it is read out."""

_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_TURNS = BoundedSemaphore(2)
"""Each takes 64 MB and a core: however many knock, two are looked at together."""


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _TURNS:
        return _HASHER.hash(_plain(password))


@cache
def _nobodys() -> str:
    """A password that nobody has, to be compared with where none is kept."""
    return hashed(secrets.token_urlsafe(16))


def is_right(kept: str, password: str) -> bool:
    """Whether it is the password; where none is kept it takes as long to say no."""
    try:
        with _TURNS:
            return _HASHER.verify(kept or _nobodys(), _plain(password)) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def is_of_today(kept: str) -> bool:
    """Whether it was hashed with the parameters of today."""
    return not _HASHER.check_needs_rehash(kept)


def may_be(password: str, *, login: str) -> bool:
    """Whether it may be a password of that account."""
    plain = _plain(password)
    is_long = len(plain) >= MIN_LENGTH and len(password) <= MAX_LENGTH
    return is_long and len(set(plain)) >= _LEAST_SIGNS and login.lower() not in plain.lower()


def new_code() -> str:
    """A password to be used once: sixty bits, in groups to be read out."""
    signs = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return "-".join(signs[at : at + 4] for at in range(0, 12, 4))


def _plain(password: str) -> str:
    """The same whether a keyboard sends wide letters or narrow ones."""
    return unicodedata.normalize("NFKC", password[: MAX_LENGTH + 1])


def mark(secret: str) -> str:
    """What is kept of a number that nobody can guess, or of a login that was tried."""
    return hashlib.sha256(secret.encode()).hexdigest()
