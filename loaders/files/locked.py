"""A workbook under a password goes in with the passwords to try; the workbook itself comes out."""

from __future__ import annotations

import io
from collections.abc import Iterable

import msoffcrypto
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from campaign import Issue, Term
from loaders.files.limits import RefusedError, read_or_refuse

_BY_EXCEL_ITSELF = "VelvetSweatshop"
"""What Excel encrypts with where a workbook is only marked read-only: nobody is asked for it."""
_MOST_TURNS = 1_000_000
"""Of hashing a password: ten times what Excel does, a second's work; a file may ask for any."""
NEEDED = Issue("F04", params={"why": Term("password_needed")})
WRONG = Issue("F04", params={"why": Term("password_wrong")})


def unlock(data: bytes, passwords: Iterable[str] = ()) -> bytes | Issue:
    """The decrypted bytes, or F04: no password was given, or none of them opens the file.

    With a password given, raises whatever the parser raises for damage.
    """
    given = tuple(password for password in passwords if password)
    if not given:
        opened = read_or_refuse(lambda: _opened(data, _BY_EXCEL_ITSELF))
        return opened if isinstance(opened, bytes) else NEEDED
    for password in (*given, _BY_EXCEL_ITSELF):
        opened = _opened(data, password)
        if opened is not None:
            return opened
    return WRONG


def _opened(data: bytes, password: str) -> bytes | None:
    book = msoffcrypto.OfficeFile(io.BytesIO(data))
    verified = {"verify_password": True} if isinstance(book, OOXMLFile) else {}
    info = getattr(book, "info", None)
    if isinstance(info, dict) and info.get("spinValue", 0) > _MOST_TURNS:
        raise RefusedError(Issue("F13"))
    out = io.BytesIO()
    try:
        book.load_key(password=password, **verified)
        book.decrypt(out)
    except InvalidKeyError:
        return None
    return out.getvalue()
