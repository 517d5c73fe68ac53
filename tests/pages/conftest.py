"""A dashboard on a small real ledger, driven without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.ledger.drawn import OFFICE
from tests.pages.filled import filled_ledger, new_ledger, sample_district
from tests.pages.logged import log_visits

APP = Path(__file__).resolve().parents[2] / "pages" / "app.py"
Opened = Callable[..., AppTest]


def url_of(folder: Path) -> str:
    """The address of a ledger file in a folder."""
    return f"sqlite:///{folder / 'ledger.db'}"


@pytest.fixture(scope="session", autouse=True)
def parts_looked_for_once() -> Iterator[None]:
    """Each page that is opened here would look for parts of pages in every package installed, which
    took as long as drawing it; what is found on a machine does not change meanwhile."""
    with patch.object(
        manifest_scanner,
        "scan_component_manifests",
        cache(manifest_scanner.scan_component_manifests),
    ):
        yield


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
    ledger = filled_ledger(url)
    log_visits(ledger)
    ledger.close()
    return url


@pytest.fixture
def own_url(tmp_path: Path) -> str:
    """The address of a ledger a test may change: one empty district of one's own."""
    url = url_of(tmp_path)
    ledger = new_ledger(url)
    ledger.add_district(sample_district("own", is_sample=False), by=OFFICE)
    ledger.close()
    return url


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Opens a page of the dashboard on a ledger, as a browser following a link would."""

    def open_page(url: str, page: str = "", **said: str) -> AppTest:
        monkeypatch.setenv("DATABASE_URL", url)
        app = AppTest.from_file(str(APP), default_timeout=30)
        for key, value in said.items():
            app.query_params[key] = value
        app.run()
        if page:
            app.switch_page(page).run()
        return app

    return open_page
