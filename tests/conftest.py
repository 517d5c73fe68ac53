"""How properties are tried, fixed examples in the gate and many new ones in the soak; and what
simulations measured, which is printed at the end whether they passed or not."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("gate", deadline=None, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile(
    "soak", deadline=None, max_examples=400, print_blob=True, suppress_health_check=_SLOW
)
settings.load_profile("soak" if os.environ.get("SOAK") else "gate")


@pytest.fixture
def figures(record_property):
    """A function that keeps a line of figures for the end of the run."""

    def kept(line: str) -> None:
        record_property("figures", line)

    return kept


def pytest_terminal_summary(terminalreporter) -> None:
    """Works with several processes too: what a test records travels with its report."""
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.getreports(kind)]
    lines = [line for r in reports for name, line in r.user_properties if name == "figures"]
    if lines:
        terminalreporter.section("measured")
        terminalreporter.write_line("\n".join(lines))
