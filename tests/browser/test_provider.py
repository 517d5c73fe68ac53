"""Who is signed in by an identity provider: the way there and back on a running server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from campaign import Door, Role, office_day
from ledger import open_ledger
from pages.gate import SESSION
from tests.browser.conftest import serving
from tests.browser.provider import Provider, providing
from tests.browser.sitting import WORDS, drawn, is_refused
from tests.ledger.drawn import OPERATOR
from tests.pages.filled import fill

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]


@pytest.fixture
def provider() -> Iterator[Provider]:
    """The tests' own identity provider."""
    with providing() as started:
        yield started


def test_an_identity_provider_signs_in_whom_the_ledger_knows(
    tmp_path: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, now = f"sqlite:///{tmp_path / 'ledger.db'}", datetime.now(UTC)
    ledger = open_ledger(url)
    fill(ledger)
    role = Role(Door.OFFICE, ledger.districts()[0].id, office_day(now))
    ledger.accounts.add("zhang", "张办", by=OPERATOR, at=now, roles=[role], with_code=False)
    secrets = tmp_path / "secrets.toml"
    told = {
        "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": "c" * 32,
        "client_id": "dashboard",
        "client_secret": "s" * 32,
        "server_metadata_url": f"{provider.address}/.well-known/openid-configuration",
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
    secrets.write_text("[auth]\n" + "\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
    monkeypatch.setenv("STUDY_DASHBOARD_SIGN_IN", "oidc")
    with serving(url) as address:
        browser: Any = httpx.Client(follow_redirects=True, headers={"Accept": "text/html"})
        page = browser.get(f"{address}/coverage?week=3")
        assert WORDS.text("signin.provider") in page.text
        assert "password" not in page.text
        answer = browser.get(f"{address}/signin/provider?next=/coverage?week=3")
        assert (answer.status_code, str(answer.url)) == (200, f"{address}/coverage?week=3")
        kept = {cookie.name: cookie.value for cookie in browser.cookies.jar}
        assert SESSION in kept
        assert not [name for name in kept if name.startswith("_streamlit_user")]
        assert not is_refused(drawn(address, kept[SESSION], "record"))
        ledger.accounts.sign_out(kept[SESSION], at=datetime.now(UTC))
        assert drawn(address, kept[SESSION], "record") is None
        replayed = [
            it.headers["location"]
            for it in answer.history
            if "oauth2callback" in it.headers.get("location", "")
        ]
        stranger: Any = httpx.Client(follow_redirects=False)
        assert SESSION not in stranger.get(replayed[-1]).cookies, "another browser's answer"
        provider.user = "stranger"
        other: Any = httpx.Client(follow_redirects=True, headers={"Accept": "text/html"})
        refused = other.get(f"{address}/signin/provider")
        assert WORDS.text("signin.provider.refused") in refused.text
        assert SESSION not in other.cookies
        signs = httpx.post(
            f"{address}/signin",
            data={"login": "zhang", "password": ""},
            headers={"Origin": address},
        )
        assert signs.status_code == 404
    ledger.close()
