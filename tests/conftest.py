"""How properties are tried, fixed examples in the gate and many new ones in the soak; and what
simulations measured, which is printed at the end whether they passed or not."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterator

import pytest
from hypothesis import HealthCheck, settings

from campaign import LOCALES, Issue, Term, load_pack, pack_ids, wording

_SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("gate", deadline=None, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile(
    "soak", deadline=None, max_examples=400, print_blob=True, suppress_health_check=_SLOW
)
settings.load_profile("soak" if os.environ.get("SOAK") else "gate")


DEAR = ("tests/commands", "tests/sample_data", "tests/second_pack")
"""Folders whose fixtures of a session load a whole district."""


LONGEST = tuple(
    f"tests/{folder}/" for folder in ("commands", "browser", "house", "sentences", "sample_data")
)
"""Folders whose tests or groups of tests take long: begun first, so that no process waits at the
end for another's last one."""


LONG = (
    *("tests/browser/", "tests/commands/", "tests/foreign_pack/", "tests/kept/"),
    *("tests/ledger/archive/", "tests/ledger/store/", "tests/ledger/verify/"),
    *("tests/loaders/processes/", "tests/second_pack/", "tests/sentences/"),
    *("tests/exports/test_hostile_copies.py", "tests/house/test_capture.py"),
    *("tests/ledger/panel/test_weeks.py", "tests/loaders/test_large_sheets.py"),
    *("tests/loaders/test_strangers.py", "tests/measures/counting/test_past.py"),
    *("tests/measures/test_false_alarms.py", "tests/measures/test_frontier.py"),
    "tests/pages/office/test_desk_trouble.py",
)
"""Whole districts, other programs and simulations: they are for `make long` and CI, for `make test`
is what an engineer waits for."""
QUICK = (
    "tests/browser/test_journeys.py",
    *(f"tests/commands/test_{name}.py" for name in ("ingest", "inspect")),
)
"""Of those what is for `make test` all the same: the presses, and what enters and reads."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share what is dear to make run in one process, which makes it once: those of a
    file with a fixture of its own for all of them, and those of a folder with a whole district."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    for item in items:
        if item.nodeid.startswith(LONG) and not item.nodeid.startswith(QUICK):
            item.add_marker("long")
        if next(item.iter_markers("xdist_group"), None) is None and (home := _shared(item)):
            item.add_marker(pytest.mark.xdist_group(home))


def _shared(item: pytest.Item) -> str:
    """Where what a test shares with others is made; empty for what stands alone."""
    lists = item._fixtureinfo.name2fixturedefs.values()  # type: ignore[attr-defined]
    made = [fixtures[-1] for fixtures in lists]
    dear = [one.baseid for one in made if one.scope == "session" and one.baseid in DEAR]
    return next(iter(dear + [one.baseid for one in made if one.scope == "module"]), "")


@pytest.fixture(scope="session", autouse=True)
def every_doubt_can_be_told() -> Iterator[None]:
    """Every issue that any test raises is put into words where it is raised: a message may ask for
    no parameter that its raiser does not give. One is enough of those that can only be told alike.
    """

    made, pack = Issue.__init__, load_pack(pack_ids()[0])
    tellable: set[Hashable] = set()

    def told(issue: Issue, *given: object, **named: object) -> None:
        made(issue, *given, **named)  # type: ignore[arg-type]
        if (kind := _kind(issue)) not in tellable:
            for locale in LOCALES:
                wording(locale).issue(issue)
                wording(locale).remedy(issue, pack)
            tellable.add(kind)

    Issue.__init__ = told  # type: ignore[method-assign, assignment]
    yield
    Issue.__init__ = made  # type: ignore[method-assign]


def _kind(issue: Issue) -> Hashable:
    """What decides whether an issue can be told: its code, and the names and classes of its
    parameters; a term is looked up in the catalogues, and one thing has a form of its own."""
    return issue.code, *(
        (name, type(value), value if isinstance(value, Term) or value == 1 else None)
        for name, value in issue.params.items()
    )


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
