"""Two dashboards on one PostgreSQL behind Debian's nginx, with the file the office would use.

Where no nginx is found the journey is skipped by name; under CI its absence is a failure.
"""

from __future__ import annotations

import http.client
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from ledger import open_ledger
from pages.gate.network import OPTION
from tests.browser.conftest import serving, settled
from tests.browser.test_uploading import put_in
from tests.nginx import found_nginx, in_front
from tests.pages.filled import fill
from tests.pages.office.test_submit import CLEAN, workbook
from tests.postgresql import running_cluster

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("nginx")]


@dataclass(frozen=True)
class House:
    """The address in front, the two dashboards' own ones by seat, and what nginx noted."""

    front: str
    own: dict[str, str]
    log: Path

    def served(self) -> list[list[str]]:
        """Every answered request: seat of its cookie, dashboard's address, status, method, path."""
        return [line.split(" ", 4) for line in self.log.read_text().splitlines()]


def _nginx() -> str:
    found = found_nginx()
    if found is None:
        told = "no nginx here (Debian: apt-get install nginx-light)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(told)
    return found


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[House]:  # noqa: ARG001
    """PostgreSQL, two dashboards on it, nginx before them."""
    nginx = _nginx()
    folder = tmp_path_factory.mktemp("nginx")
    with ExitStack() as stack:
        cluster = stack.enter_context(running_cluster())
        cluster.create("shared")
        with closing(open_ledger(cluster.url("shared"))) as ledger:
            fill(ledger)
        own = [stack.enter_context(serving(cluster.url("shared"), OPTION)) for _ in range(2)]
        ports = tuple(int(address.rpartition(":")[2]) for address in own)
        assert len(ports) == 2
        port = stack.enter_context(in_front(folder, ports, nginx=nginx))
        yield House(
            f"http://127.0.0.1:{port}", dict(zip("12", own, strict=True)), folder / "access.log"
        )


def _open(chromium: Browser, address: str, *, seat: str = "") -> Page:
    """A new visitor's page; with a seat given before."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    if seat:
        context.add_cookies([{"name": "seat", "value": seat, "url": address}])
    page = context.new_page()
    page.goto(address)
    settled(page)
    return page


def _answer(house: House, method: str, path: str, **headers: str) -> int:
    """The status of a bare request; 0 where nothing is answered."""
    host, _, port = house.front.removeprefix("http://").partition(":")
    with closing(http.client.HTTPConnection(host, int(port), timeout=20)) as connection:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        try:
            return connection.getresponse().status
        except http.client.RemoteDisconnected:
            return 0


def _seats(house: House, **headers: str) -> list[str]:
    """The cookies that answers to ten bare requests set, without their attributes."""
    told = []
    for _ in range(10):
        with urlopen(
            Request(house.front + "/_stcore/health", headers=headers), timeout=20
        ) as answer:
            told += [c.partition(";")[0] for c in answer.headers.get_all("Set-Cookie") or []]
    return [cookie for cookie in told if cookie.startswith("seat=")]


def test_what_is_stored_in_one_dashboard_is_seen_in_the_other(
    house: House, chromium: Browser
) -> None:
    first = _open(chromium, house.front + "/submit?door=office")
    (seat,) = [c["value"] for c in first.context.cookies() if c["name"] == "seat"]
    other = {"1": "2", "2": "1"}[seat]
    second = _open(chromium, house.front, seat=other)
    by_own_port = _open(chromium, house.own[other])
    for page in (second, by_own_port):
        expect(page.locator(".answer")).to_contain_text("截至第4周")
    put_in(first, ("第一组第5周.xlsx", workbook(CLEAN)))
    expect(first.locator(".answer")).to_contain_text("待处理1个文件")
    first.get_by_role("button", name="入库全部无待定的文件（1个）").click()
    expect(first.locator(".answer")).to_contain_text("第5周已入库2家")
    for page in (second, by_own_port):
        page.goto(f"{page.url.partition('?')[0]}?week=2023-W44")  # two of twelve are in
        settled(page)
        expect(page.locator(".answer")).to_contain_text("截至第5周")
    for page in (first, second, by_own_port):
        page.context.close()
    _assert_stuck(house, uploaded=seat)


def _assert_stuck(house: House, *, uploaded: str) -> None:
    """Every request of a seat went to its dashboard: pages, websockets and the upload."""
    until = time.monotonic() + 10  # a websocket is noted once it is over
    while {line[0] for line in house.served() if line[2] == "101"} < set(house.own):
        assert time.monotonic() < until, "no websocket came through"
        time.sleep(0.1)
    served = house.served()
    for seat, address in house.own.items():
        came = {line[1] for line in served if line[0] == seat}
        assert came == {address.removeprefix("http://")}
    sent = {(line[0], line[2]) for line in served if line[3] == "PUT"}
    assert {seat for seat, _ in sent} == {uploaded}
    assert all(status.startswith("2") for _, status in sent)
    assert not [line for line in served if line[2].startswith("5")]


def test_who_has_no_seat_draws_one_and_who_has_one_keeps_it(house: House) -> None:
    drawn = _seats(house)
    assert len(drawn) == 10
    assert set(drawn) <= {"seat=1", "seat=2"}
    assert _seats(house, Cookie="seat=2") == []
    assert len(_seats(house, Cookie="seat=9")) == 10, "an unknown seat is drawn anew"


def test_what_is_too_large_not_ours_or_not_for_visitors_is_refused(house: House) -> None:
    assert _answer(house, "GET", "/readyz") == 200
    assert _answer(house, "GET", "/_stcore/metrics") == 404
    assert _answer(house, "PUT", "/_stcore/upload_file/x/y", Content_Length=str(22 << 20)) == 413
    assert _answer(house, "GET", "/", Host="evil.test") == 0


def test_every_page_and_the_readiness_say_that_the_network_decides(
    house: House, chromium: Browser
) -> None:
    page = _open(chromium, house.front)
    expect(page.locator("p.open")).to_contain_text("已向网络开放")
    page.context.close()
    assert b"open to the network" in urlopen(house.front + "/readyz", timeout=20).read()


def test_a_download_comes_through_for_the_browser_that_asked(
    house: House, chromium: Browser
) -> None:
    page = _open(chromium, house.front + "/coverage")
    with page.expect_download() as waited:
        page.get_by_role("button", name="下载CSV").click()
    url = waited.value.url
    assert waited.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
    page.context.close()
    assert _answer(house, "GET", url.removeprefix(house.front)) == 403
