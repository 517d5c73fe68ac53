"""The engines the ledger's facts hold on, and a ledger with three units in two groups.

Every fact is shown on SQLite and on a PostgreSQL server started for the tests; those about the file
of a ledger take `file_url` and are of SQLite alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from ledger import Ledger, open_ledger
from tests.ledger.drawn import DISTRICT, OFFICE, UNITS, enter, roster
from tests.pages.filled import copied
from tests.postgresql import Cluster, running_cluster

_NUMBERS = count()


@dataclass(frozen=True)
class NewAddress:
    """Makes an address: of a migrated ledger where True, of a database with nothing in it else.

    `give_back` is called once nobody needs those made so far.
    """

    made: Callable[[bool], str]
    give_back: Callable[[], None]

    def __call__(self, is_migrated: bool) -> str:
        return self.made(is_migrated)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for the tests of this process; `migrated` is an empty ledger on it."""
    with running_cluster(syncs=False) as started:
        started.create("migrated")
        open_ledger(started.url("migrated")).close()
        started.note_shape("migrated")
        yield started


@pytest.fixture(scope="session")
def spare() -> list[str]:
    """The databases on the server that are empty ledgers again, for the next test."""
    return []


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger's file, to copy."""
    path = tmp_path_factory.mktemp("migrated") / "ledger.db"
    open_ledger(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewAddress]:
    """Makes as many databases as a test needs, on each engine."""
    numbers = count()
    if request.param == "sqlite":
        yield NewAddress(
            lambda is_migrated: _file_address(request, tmp_path, next(numbers), is_migrated),
            lambda: None,
        )
        return
    server: Cluster = request.getfixturevalue("cluster")
    spare: list[str] = request.getfixturevalue("spare")
    made: list[tuple[str, bool]] = []

    def new(is_migrated: bool) -> str:
        if is_migrated and spare:
            made.append((spare.pop(), True))
            return server.url(made[-1][0])
        made.append((f"ledger{next(_NUMBERS)}", is_migrated))
        server.create(made[-1][0], template="migrated" if is_migrated else "template1")
        return server.url(made[-1][0])

    def give_back() -> None:
        while made:
            database, is_migrated = made.pop()
            if is_migrated and server.emptied(database):
                spare.append(database)
            else:
                server.drop(database)

    yield NewAddress(new, give_back)
    give_back()


def _file_address(
    request: pytest.FixtureRequest, folder: Path, number: int, is_migrated: bool
) -> str:
    path = folder / f"with a space {number}" / "ledger.db"
    path.parent.mkdir()
    if is_migrated:
        shutil.copyfile(request.getfixturevalue("migrated_file"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def url(new_address: NewAddress) -> str:
    """The address of an empty ledger, on each engine."""
    return new_address(True)


@pytest.fixture
def bare_url(new_address: NewAddress) -> str:
    """The address of a database with nothing in it, on each engine."""
    return new_address(False)


@pytest.fixture
def file_url(tmp_path: Path, migrated_file: Path) -> str:
    """The address of an empty ledger in a file: for facts about the file itself."""
    path = tmp_path / "ledger.db"
    shutil.copyfile(migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def empty(url: str) -> Iterator[Ledger]:
    """A ledger with a district and nothing in it."""
    with closing(_entered(url, _begin)) as ledger:
        yield ledger


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """A ledger that knows the three units."""
    with closing(_entered(url, _begin, _know)) as ledger:
        yield ledger


def _begin(ledger: Ledger) -> None:
    ledger.add_district(DISTRICT, by=OFFICE)


def _know(ledger: Ledger) -> None:
    enter(ledger, roster(UNITS))


def _entered(url: str, *entering: Callable[[Ledger], None]) -> Ledger:
    """The ledger with what these enter: a file is a copy of one that was made once a process."""
    if url.startswith("sqlite"):
        return copied(url, *entering)
    ledger = open_ledger(url)
    for enter_ in entering:
        enter_(ledger)
    return ledger
