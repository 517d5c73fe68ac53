"""A PostgreSQL server of its own for the tests, on a private port, with nothing of it left behind.

Found are the programs of a PostgreSQL installation; out comes a running cluster to make databases
in. The server refuses to run as root: there it runs as the user `postgres`.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest
from psycopg import sql

OWNER = "postgres"
START_SECONDS = 60
TRIES = 5


def found_programs() -> Path | None:
    """The folder of `initdb` and `postgres`: on the path, else the newest of Debian's."""
    named = shutil.which("initdb")
    if named:
        return Path(named).parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda path: float(path.parent.parent.name))
    return newest[-1].parent if newest else None


_LET_GO = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_TABLES = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
)
_SHAPE = (
    "SELECT * FROM alembic_version",
    """SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
    WHERE table_schema = 'public' ORDER BY 1, 2""",
    "SELECT conrelid::regclass::text, conname, contype FROM pg_constraint ORDER BY 1, 2",
    "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal",
)


@dataclass
class Cluster:
    """One server; `start` and `stop` as often as a test likes, its databases stay."""

    programs: Path
    folder: Path
    port: int = 0
    syncs: bool = True
    shape: list[tuple[object, ...]] = field(default_factory=list, repr=False)
    tables: list[str] = field(default_factory=list, repr=False)
    _server: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = (self.folder / "log").open("ab")
        settings = {
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "on" if self.syncs else "off",
            "max_connections": "100",
            "shared_buffers": "32MB",
        }
        told = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "cluster"), *told]
        # It goes when the tests go, even if they are killed.
        self._server = subprocess.Popen(
            _as_owner(["setpriv", "--pdeathsig", "INT", *command]), stdout=log, stderr=log
        )
        log.close()
        self._wait()

    def _wait(self) -> None:
        assert self._server is not None
        until = monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=5).close()
                return
            except psycopg.OperationalError as refusal:
                if self._server.poll() is not None or monotonic() > until:
                    said = (self.folder / "log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start: {said[-2000:]}") from refusal
                sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: SIGINT ends its connections first, SIGQUIT is as a crash."""
        if self._server is not None:
            self._server.send_signal(how)
            self._server.wait(timeout=START_SECONDS)
            self._server = None

    def create(self, database: str, *, template: str = "template1") -> None:
        """Make a database, a copy of another."""
        self._say(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')

    def drop(self, database: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._say(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def emptied(self, database: str) -> bool:
        """Take every row out of a ledger that a test has done with: quicker than making another.

        False where its tables are no longer what they were; then it is of no more use. Whoever is
        still connected is let go.
        """
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(_LET_GO)
            if self._shape_of(connection) != self.shape:
                return False
            connection.execute("SET session_replication_role = replica")  # in any order
            for table in self.tables:
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        return True

    def note_shape(self, database: str) -> None:
        """Remember what the tables of an empty ledger are."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            self.shape = self._shape_of(connection)
            named = connection.execute(_TABLES).fetchall()
            self.tables = [name for (name,) in named if name != "alembic_version"]

    @staticmethod
    def _shape_of(connection: psycopg.Connection) -> list[tuple[object, ...]]:
        return [row for question in _SHAPE for row in connection.execute(question).fetchall()]

    def _say(self, command: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(command.encode())


@contextmanager
def running_cluster(*, syncs: bool = True) -> Iterator[Cluster]:
    """A new cluster; where there is no PostgreSQL the test is skipped, on CI it fails.

    One that does not sync makes and drops databases many times faster; only a power cut could tell.
    """
    programs = found_programs()
    if programs is None:
        told = "no PostgreSQL here (Debian: apt-get install postgresql)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(told)
    folder = Path(tempfile.mkdtemp(prefix="ledger-postgresql-"))
    cluster = Cluster(programs, folder, syncs=syncs)
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER, OWNER)
        _make(cluster)
        _start_on_a_free_port(cluster)
        yield cluster
    finally:
        cluster.stop(signal.SIGQUIT)  # nothing of it is needed any more
        shutil.rmtree(folder, ignore_errors=True)


def _make(cluster: Cluster) -> None:
    options = ["--auth=trust", "--encoding=UTF8", "--locale=C", f"--username={OWNER}", "--no-sync"]
    command = [str(cluster.programs / "initdb"), "-D", str(cluster.folder / "cluster"), *options]
    subprocess.run(_as_owner(command), check=True, capture_output=True, cwd=cluster.folder)


def _start_on_a_free_port(cluster: Cluster) -> None:
    """Another program may take a port that was free a moment ago; then the next one is tried."""
    for left in reversed(range(TRIES)):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            cluster.port = probe.getsockname()[1]
        try:
            cluster.start()
        except RuntimeError:
            if not left:
                raise
        else:
            return


def _as_owner(command: list[str]) -> list[str]:
    if os.geteuid() != 0:
        return command
    return ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--init-groups", *command]
