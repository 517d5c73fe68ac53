"""A request is for one of our names and comes from one of our pages, or it is refused."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers
from streamlit import config

from pages.gate.hosts import is_our_host, is_our_page


def _headers(**told: str) -> Headers:
    return Headers(told)


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that `server.allowedHosts` lists; a test may change them."""
    told, others = ["127.0.0.1", "localhost"], config.get_option
    monkeypatch.setattr(
        config, "get_option", lambda key: told if key == "server.allowedHosts" else others(key)
    )
    return told


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "127.0.0.1", "localhost", "LOCALHOST:1"])
def test_our_names_are_ours(host: str) -> None:
    assert is_our_host(_headers(host=host))


@pytest.mark.parametrize(
    "host",
    [
        "evil.test",
        "127.0.0.1.evil.test",
        "evil.test:8501",
        "127.0.0.1@evil.test",
        "evil.test/127.0.0.1",
        "",
        "127.0.0.1:x",
        "[",
        "0.0.0.0",
        "10.0.0.1",
    ],
)
@pytest.mark.parametrize("listed", [True, False])
def test_any_other_name_is_not(host: str, listed: bool, names: list[str]) -> None:
    """Also where the list is empty: Streamlit would let every name pass then."""
    if not listed:
        names.clear()
    assert not is_our_host(_headers(host=host))


def test_an_empty_list_leaves_the_names_of_this_machine(names: list[str]) -> None:
    names.clear()
    assert all(
        is_our_host(_headers(host=host)) for host in ("localhost:1", "127.0.0.1:80", "[::1]:8501")
    )


def test_a_listed_name_is_ours(names: list[str]) -> None:
    names.append("dashboard.example.gov")
    assert is_our_host(_headers(host="dashboard.example.gov"))


def test_no_name_or_two_names_are_none() -> None:
    assert not is_our_host(_headers())
    assert not is_our_host(Headers(raw=[(b"host", b"localhost"), (b"host", b"evil.test")]))


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://127.0.0.1:8501", "127.0.0.1:8501"),
        ("https://dashboard.example.gov", "dashboard.example.gov"),
        ("https://dashboard.example.gov", "dashboard.example.gov:443"),
        ("http://Dashboard.example.gov", "dashboard.example.gov:80"),
    ],
)
def test_a_page_under_our_name_and_port_is_ours(origin: str, host: str) -> None:
    assert is_our_page(_headers(origin=origin, host=host))


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:3000",
        "http://127.0.0.1",
        "http://evil.test",
        "null",
        "http://[",
        "http://127.0.0.1:x",
        "",
    ],
)
def test_any_other_page_is_foreign(origin: str) -> None:
    """Also one of another program on this machine, which Streamlit accepts."""
    assert not is_our_page(_headers(origin=origin, host="127.0.0.1:8501"))


def test_what_no_page_sent_may_come() -> None:
    assert is_our_page(_headers(host="127.0.0.1:8501"))
