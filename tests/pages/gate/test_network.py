"""The server is this machine's alone until somebody says that the network decides."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from pages.gate.network import OPTION, VARIABLE, is_from_here, is_loopback, is_open, may_start


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
def test_a_loopback_address_is_this_machine(address: str) -> None:
    assert is_loopback(address)
    assert may_start(address, is_open=False)


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "::", "10.1.2.3", "192.168.1.9", "::ffff:10.0.0.1", "fe80::1", "no name", ""],
)
def test_any_other_address_is_not(address: str) -> None:
    assert not is_loopback(address)
    assert not may_start(address, is_open=False)


def test_no_address_is_every_address() -> None:
    assert not may_start(None, is_open=False)


def test_a_name_is_this_machine_when_all_it_stands_for_is(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"ours": ["127.0.0.1", "::1"], "both": ["127.0.0.1", "10.0.0.1"]}
    monkeypatch.setattr(
        "socket.getaddrinfo", lambda name, _: [(0, 0, 0, "", (it, 0)) for it in known[name]]
    )
    assert may_start("ours", is_open=False)
    assert not may_start("both", is_open=False)


def test_an_open_server_listens_anywhere() -> None:
    assert may_start("0.0.0.0", is_open=True)
    assert may_start(None, is_open=True)


@pytest.mark.parametrize("value", ["1", "true", " YES ", "on"])
def test_the_variable_opens(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, value)
    assert is_open()


@pytest.mark.parametrize("value", ["", "0", "false", "no", "maybe"])
def test_any_other_value_of_the_variable_does_not(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, value)
    assert not is_open()


def test_the_option_opens_however_the_server_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """`streamlit run dashboard.py -- --open-to-network` leaves it among the script's arguments."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("sys.argv", ["dashboard.py", OPTION])
    assert is_open()
    monkeypatch.setattr("sys.argv", [OPTION])
    assert not is_open()


@pytest.mark.parametrize(
    "name",
    [
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "x-forwarded-anything",
        "Forwarded",
        "X-Real-IP",
        "Via",
    ],
)
def test_what_a_proxy_passes_on_is_of_another_address(name: str) -> None:
    here = ("127.0.0.1", 50000)
    assert is_from_here(here, Headers({"host": "127.0.0.1"}))
    assert not is_from_here(here, Headers({"host": "127.0.0.1", name: "127.0.0.1"}))


def test_a_request_from_another_machine_or_from_nowhere_is_not_from_here() -> None:
    assert not is_from_here(("10.0.0.7", 50000), Headers({}))
    assert not is_from_here(None, Headers({}))
    assert not is_from_here(("testclient", 50000), Headers({}))
