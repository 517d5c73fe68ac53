"""What never changes is packed once; all else is answered anew."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from pages.gate import PackedOnce, SecurityHeaders

SCRIPT = "let figure = 3;\n" * 4000
FOR_EVER = {"Cache-Control": "public, immutable, max-age=31536000"}


def served(
    *, most: int = 1 << 20, before: tuple[Middleware, ...] = ()
) -> tuple[TestClient, list[str]]:
    """A server of scripts, and the paths that were read of it."""
    read: list[str] = []

    async def script(request: Request) -> Response:
        read.append(request.url.path)
        said = FOR_EVER if request.url.path.startswith("/for_ever") else {}
        status = 404 if request.url.path.endswith("gone") else 200
        parts = iter([SCRIPT[:9000], SCRIPT[9000:]])
        return StreamingResponse(parts, status, {**said, "ETag": '"1"'}, "text/javascript")

    packing = Middleware(PackedOnce, most=most), Middleware(GZipMiddleware, minimum_size=1000)
    app = Starlette(routes=[Route("/{path:path}", script)], middleware=[*before, *packing])
    return TestClient(app), read


def test_a_script_that_never_changes_is_read_once_and_comes_whole_to_everybody() -> None:
    client, read = served()
    first, second = client.get("/for_ever.js"), client.get("/for_ever.js")
    assert read == ["/for_ever.js"]
    assert first.text == second.text == SCRIPT
    assert second.headers["content-encoding"] == "gzip"
    assert second.headers["cache-control"] == FOR_EVER["Cache-Control"]
    assert second.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("path", ["/today.js", "/for_ever/gone"])
def test_an_answer_that_may_change_or_is_none_is_read_each_time(path: str) -> None:
    client, read = served()
    assert [client.get(path).text for _ in range(2)] == [SCRIPT, SCRIPT]
    assert read == [path, path]


@pytest.mark.parametrize(
    "headers", [{"Accept-Encoding": "identity"}, {"If-None-Match": '"1"'}, {"Range": "bytes=0-9"}]
)
def test_who_asks_for_something_else_is_answered_by_the_server_itself(
    headers: dict[str, str],
) -> None:
    client, read = served()
    client.get("/for_ever.js")
    assert client.get("/for_ever.js", headers=headers).text == SCRIPT
    assert len(read) == 2


def test_no_more_is_kept_than_there_is_room_for() -> None:
    client, read = served(most=10)
    assert [client.get("/for_ever.js").text for _ in range(2)] == [SCRIPT, SCRIPT]
    assert len(read) == 2


def test_what_stands_before_adds_its_headers_to_each_answer_once() -> None:
    client, read = served(before=(Middleware(SecurityHeaders),))
    answers = [client.get("/for_ever.js") for _ in range(3)]
    assert [answer.headers.get_list("x-frame-options") for answer in answers] == [["DENY"]] * 3
    assert len(read) == 1
