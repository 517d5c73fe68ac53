"""What the gate lets a real browser have, and keeps from another."""

from __future__ import annotations

from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.conftest import Visit, settled
from tests.browser.test_uploading import put_in
from tests.pages.office.test_submit import CLEAN, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("gate")]


def _status(url: str, *, method: str = "GET", data: bytes | None = None, **headers: str) -> int:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        return urlopen(Request(url, data, told, method=method), timeout=20).status
    except HTTPError as refusal:
        return refusal.code


def _cookies(page: Page) -> dict[str, str]:
    return {str(c.get("name")): str(c.get("value")) for c in page.context.cookies()}


def _another_browser(address: str) -> dict[str, str]:
    """The cookies of a browser that opened a page and asked what each page asks."""
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    for path in ("/", "/_stcore/host-config", "/_stcore/health"):
        opener.open(address + path, timeout=20).close()
    return {cookie.name: str(cookie.value) for cookie in jar}


def test_a_download_is_the_browsers_own_that_asked_for_it(visit: Visit, address: str) -> None:
    page = visit("/coverage")
    own, other = _cookies(page), _another_browser(address)
    assert own["study_dashboard"] != other["study_dashboard"]
    for label in ("下载CSV", "下载Excel"):
        with page.expect_download() as waited:
            page.get_by_role("button", name=label).click()
        download = waited.value
        assert "2023-W" in download.suggested_filename
        assert download.path().stat().st_size > 0
        assert download.url.startswith(f"{address}/media/")
        for name, code in (
            (own["study_dashboard"], 200),
            (other["study_dashboard"], 403),
            ("", 403),
        ):
            assert _status(download.url, Cookie=f"study_dashboard={name}") == code
        assert _status(download.url) == 403


def test_the_same_list_has_another_address_in_another_browser(visit: Visit) -> None:
    found = set()
    for _ in range(2):
        page = visit("/coverage")
        with page.expect_download() as waited:
            page.get_by_role("button", name="下载CSV").click()
        found.add(waited.value.url)
    assert len(found) == 2


def test_scripts_cannot_read_the_browsers_name(visit: Visit) -> None:
    page = visit("/")
    assert "study_dashboard" in _cookies(page)
    assert "study_dashboard" not in page.evaluate("document.cookie")


def test_nobody_uploads_into_another_browsers_session(visit: Visit, address: str) -> None:
    page = visit("/submit")
    with page.expect_request(lambda request: request.method == "PUT") as waited:
        put_in(page, ("第一组第5周.xlsx", workbook(CLEAN)))
    expect(page.locator(".answer")).to_contain_text("待处理1个文件")
    url, own, other = waited.value.url, _cookies(page), _another_browser(address)
    assert url.startswith(f"{address}/_stcore/upload_file/")
    assert (sent := waited.value.response()) is not None
    assert sent.status == 204
    body = (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.xlsx"\r\n\r\nx\r\n--x--\r\n'
    )
    for cookies, code in ((other, 403), (own, 204)):
        told = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-Xsrftoken": cookies["_streamlit_xsrf"],
            "Content-Type": "multipart/form-data; boundary=x",
        }
        assert _status(url + "2", method="PUT", data=body, **told) == code
        assert _status(url + "2", method="DELETE", **told) == code


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics?families=session_events",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/bidi-components/x/y.js",
        "/component/x/index.html",
        "/app/static/x",
        "/auth/login",
        "/oauth2callback",
    ],
)
def test_what_no_page_needs_answers_nobody(address: str, path: str) -> None:
    assert _status(address + path) == 404
    assert _status(address + path, method="POST", data=b"{}") == 404


def _opens(address: str, *, host: str = "", **headers: str) -> bool:
    """Whether a websocket opens, called by the server's own or another name."""
    own, _, port = address.removeprefix("http://").partition(":")
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    url = f"ws://{host or own}:{port}/_stcore/stream"
    try:
        with connect(url, address=(own, int(port)), additional_headers=told, proxy=None):
            return True
    except InvalidStatus as refusal:
        return refusal.response.status_code != 403


def test_a_websocket_opens_for_our_own_pages_only(address: str) -> None:
    assert _opens(address)
    assert _opens(address, Origin=address)
    assert not _opens(address, Origin="http://localhost:3000"), "another program of this machine"
    assert not _opens(address, Origin="http://evil.test")
    assert not _opens(address, host="evil.test")
    assert not _opens(address, X_Forwarded_For="10.0.0.9")


def test_a_foreign_name_gets_no_page_script_or_health(address: str) -> None:
    for path in ("/", "/overview", "/_stcore/health", "/_stcore/host-config", "/readyz"):
        assert _status(address + path, Host="evil.test") == 400
        assert _status(address + path) == 200


def test_a_download_works_in_every_tab_of_the_browser(visit: Visit) -> None:
    page = visit("/coverage")
    second = page.context.new_page()
    second.goto(page.url)
    settled(second)
    for tab in (page, second):
        with tab.expect_download() as waited:
            tab.get_by_role("button", name="下载CSV").click()
        assert waited.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
