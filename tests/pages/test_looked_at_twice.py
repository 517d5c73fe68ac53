"""A page looked at a second time works nothing out anew: what is drawn of it is remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from campaign import Memory
from tests.pages.conftest import Opened

PAGES = (
    *("leadership/overview", "leadership/coverage", "leadership/discussions"),
    *("leadership/inspections", "leadership/balance", "groups/attention", "office/quality"),
)


@pytest.mark.parametrize("page", PAGES)
def test_a_second_look_makes_nothing(
    page: str, logged_url: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(logged_url, page)
    made: list[str] = []
    new = Memory._new

    def noted(
        self: Memory, key: tuple[Callable[..., object], ...], told: tuple[object, ...]
    ) -> Any:
        made.append(key[0].__qualname__)
        return new(self, key, told)

    monkeypatch.setattr(Memory, "_new", noted)
    app.run()
    assert not app.exception
    assert made == []
