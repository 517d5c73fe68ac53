"""An address that tries many logins is slowed; behind a proxy its visitor's address is."""

from __future__ import annotations

from itertools import count

import pytest

from pages.door import opened
from pages.signin.slowed import FREE, MOST, ONE_MORE_AFTER, Slowed
from tests.pages.signin.conftest import House, sign_in


def test_an_address_that_tries_many_logins_is_told_to_wait(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.account()
    monkeypatch.setenv("STUDY_DASHBOARD_PROXY_SECRET", "s" * 20)
    proxy = {"x-study-proxy-secret": "s" * 20}
    browser, n = house.browser(), count()

    def tries(**head: str) -> int:
        fields = {"login": f"nobody{next(n)}", "password": "wrong-wrong"}
        return browser.post("/signin", data=fields, headers=head).status_code

    assert [tries() for _ in range(FREE + 1)] == [401] * FREE + [429]
    assert sign_in(browser).status_code == 429, "though the password is right"
    assert tries(**{"x-forwarded-for": "10.0.0.7"}) == 429, "anybody may say so"
    assert tries(**proxy, **{"x-forwarded-for": "10.0.0.7"}) == 401
    for n_th in range(FREE):  # one network of many addresses, behind one that the visitor names
        told = f"10.0.0.{n_th}, 2001:db8::{n_th:x}"
        assert tries(**proxy, **{"x-forwarded-for": told}) == 401
    assert tries(**proxy, **{"x-forwarded-for": "2001:db8::ffff"}) == 429
    later = opened.now() + ONE_MORE_AFTER
    monkeypatch.setattr(opened, "now", lambda: later)
    assert [tries(), tries()] == [401, 429]


def test_what_is_remembered_of_addresses_is_bounded() -> None:
    slowed, now = Slowed(), opened.now()
    for number in range(MOST + 50):
        slowed.note_failure(f"10.0.{number // 256}.{number % 256}", at=now)
    assert len(slowed._left) == MOST
