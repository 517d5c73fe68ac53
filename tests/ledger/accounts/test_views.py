"""Views that an account keeps by name; on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign import Door, Viewer
from ledger import AccountRefused, Ledger
from tests.ledger.drawn import OPERATOR, hour

AT = hour(10)


def account(ledger: Ledger) -> Viewer:
    ledger.accounts.add("zhang", "张办", by=OPERATOR, at=AT)
    return ledger.accounts.listed(OPERATOR)[0].viewer(None)


def test_an_account_keeps_views_by_name_and_no_other_sees_them(ledger: Ledger) -> None:
    own = account(ledger)
    other = replace(own, account="another")
    ledger.accounts.keep_view("第一组", "attention?group=g01", by=own, at=AT)
    ledger.accounts.keep_view(" 总  览 ", "overview?week=", by=own, at=AT)
    ledger.accounts.keep_view("第一组", "attention?group=g01&list=all", by=own, at=AT)
    kept = {"第一组": "attention?group=g01&list=all", "总 览": "overview?week="}
    assert ledger.accounts.views(own) == kept
    assert ledger.accounts.views(other) == ledger.accounts.views(Viewer(Door.OFFICE)) == {}
    ledger.accounts.keep_view("第一组", "", by=own, at=AT)
    assert list(ledger.accounts.views(own)) == ["总 览"]
    assert ledger.record.verify() == ()


def test_a_view_without_a_name_without_an_account_or_beyond_thirty_is_refused(
    ledger: Ledger,
) -> None:
    own = account(ledger)
    for n in range(30):
        ledger.accounts.keep_view(f"视图{n}", "overview?", by=own, at=AT)
    for by, name in ((own, " "), (Viewer(Door.OFFICE), "总览"), (own, "字" * 41), (own, "再一个")):
        with pytest.raises(AccountRefused):
            ledger.accounts.keep_view(name, "overview?", by=by, at=AT)
    ledger.accounts.keep_view("视图3", "coverage?", by=own, at=AT)
    assert ledger.accounts.views(own)["视图3"] == "coverage?"
