"""Uploads are counted while they come in: beyond a browser's room or the server's none is held."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from pages.gate import uploads
from pages.gate.uploads import Uploads

NOTHING = Headers()
EACH, ALL = 100, 150


def body(*chunks: int) -> Receive:
    """A request's body in pieces of these sizes."""
    left = list(chunks)

    async def receive() -> Message:
        size = left.pop(0)
        return {"type": "http.request", "body": b"x" * size, "more_body": bool(left)}

    return receive


def taken(receive: Receive, times: int) -> int:
    """How many bytes came, asked so many times."""

    async def ask() -> int:
        return sum([len((await receive())["body"]) for _ in range(times)])

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, ask()).result()


def test_a_body_is_refused_in_the_middle_and_forgotten_after() -> None:
    counting = Uploads(EACH, ALL)
    with counting.counted(body(60, 40), browser="a", headers=NOTHING) as whole:
        assert taken(whole, 2) == EACH
    with (
        counting.counted(body(60, 30, 20, 20), browser="a", headers=NOTHING) as more,
        pytest.raises(HTTPException) as refused,
    ):
        taken(more, 4)
    assert refused.value.status_code == 413
    assert not counting.coming


def test_one_that_says_it_is_too_large_is_not_read() -> None:
    said = Headers({"content-length": str(EACH + 1)})
    with (
        pytest.raises(HTTPException),
        Uploads(EACH, ALL).counted(body(), browser="a", headers=said),
    ):
        raise AssertionError("it was let in")


def test_what_comes_at_once_and_what_is_held_count_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counting = Uploads(EACH, ALL)
    monkeypatch.setattr(uploads, "held_by", lambda browser: (50 if browser == "a" else 0, 50))
    with ExitStack() as open_ones:
        enter = open_ones.enter_context
        own = enter(counting.counted(body(50, 1), browser="a", headers=NOTHING))
        assert taken(own, 1) == 50
        with pytest.raises(HTTPException):  # 50 held and 50 on their way are a browser's all
            taken(own, 1)
        other = enter(counting.counted(body(50, 1), browser="b", headers=NOTHING))
        assert taken(other, 1) == 50
        with pytest.raises(HTTPException):  # 50 held and 100 on their way are everybody's
            taken(other, 1)
    assert not counting.coming
