"""Every page, light and dark, wide and on a phone, holds to what axe can tell of WCAG.

axe-core is not of this repository: `AXE_CORE` names its `axe.min.js` (npm, `axe-core`); without it
this file is skipped by name.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from campaign import menu
from tests.browser.conftest import Visit, settled

_AXE = os.environ.get("AXE_CORE", "")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("logs"),
    pytest.mark.skipif(not _AXE, reason="AXE_CORE names no axe.min.js"),
]
_RUN = """axe.run(document, {resultTypes: ['violations']}).then(found =>
    found.violations.map(it => `${it.id}: ${it.nodes[0].html.slice(0, 120)}`))"""


@pytest.fixture(scope="module")
def address(with_logs: str) -> str:
    """A server on the small ledger with two groups' logs, which nobody changes."""
    return with_logs


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1366])
def test_no_page_has_a_violation(visit: Visit, address: str, scheme: str, width: int) -> None:
    script, found = Path(_AXE).read_text(encoding="utf-8"), dict[str, list[str]]()
    page = visit("/", width=width, color_scheme=scheme, bypass_csp=True)
    for line in menu():
        page.goto(f"{address}/{line.name}")
        settled(page)
        expect(page.locator('ul[data-testid="stSidebarNavItems"]:not([role])')).to_have_count(0)
        page.wait_for_timeout(500)
        page.evaluate(script)
        found[line.name] = page.evaluate(_RUN)
    assert {name: told for name, told in found.items() if told} == {}
