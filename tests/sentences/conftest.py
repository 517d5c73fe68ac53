"""A ledger with all odd districts, made once."""

from __future__ import annotations

from contextlib import closing

import pytest

from ledger import open_ledger
from tests.pages.conftest import url_of
from tests.sentences.districts import fill


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a ledger with all odd districts."""
    url = url_of(tmp_path_factory.mktemp("odd"))
    with closing(open_ledger(url)) as ledger:
        fill(ledger)
    return url
