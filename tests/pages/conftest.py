"""A dashboard on a small real ledger, driven without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.driven import driven
from tests.pages.filled import copied, fill, filled_ledger, own_ledger
from tests.pages.logged import log_visits

Opened = Callable[..., AppTest]


def url_of(folder: Path) -> str:
    """The address of a ledger file in a folder."""
    return f"sqlite:///{folder / 'ledger.db'}"


@pytest.fixture(scope="session")
def filled_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a ledger with the sample of `filled`; tests only read it."""
    url = url_of(tmp_path_factory.mktemp("filled"))
    filled_ledger(url).close()
    return url


@pytest.fixture(scope="session")
def logged_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same ledger with the guidance logs of `logged`; tests only read it."""
    url = url_of(tmp_path_factory.mktemp("logged"))
    copied(url, fill, log_visits).close()
    return url


@pytest.fixture
def own_url(tmp_path: Path) -> str:
    """The address of a ledger a test may change: one empty district of one's own."""
    url = url_of(tmp_path)
    own_ledger(url).close()
    return url


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Opens a page of the dashboard on a ledger, as a browser following a link would."""

    def open_page(url: str, page: str = "", **said: str) -> AppTest:
        monkeypatch.setenv("DATABASE_URL", url)
        return driven(page, **said).run()

    return open_page
