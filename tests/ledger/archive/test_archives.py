"""The whole ledger in one file, and back: on either engine and across, figure by figure."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest
import sqlalchemy as sa

from campaign import Viewer
from ledger import ArchiveRefused, Ledger, LedgerBusy, open_ledger
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    OPERATOR,
    STUDY,
    TWO_UNITS,
    UNITS,
    enter,
    group_viewer,
    hour,
    log,
    register,
    roster,
    weekly,
)
from tests.ledger.panel.test_weeks import MOVED, assert_same

VISITS = "| unit | day | method |\n| 财政局 | 2023-10-03 | hear |\n| 民政局 | 2023-10-10 | hear |"
NewOn = Callable[[str], str]


@pytest.fixture
def new_on(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewOn]:
    """Makes an empty ledger's address on a named engine."""
    numbers, made = count(), list[str]()

    def new(engine: str) -> str:
        if engine == "sqlite":
            path = tmp_path / f"ledger{next(numbers)}.db"
            shutil.copyfile(request.getfixturevalue("migrated_file"), path)
            return f"sqlite:///{path}"
        server = request.getfixturevalue("cluster")
        made.append(f"archived{next(numbers)}")
        server.create(made[-1], template="migrated")
        return str(server.url(made[-1]))

    yield new
    for database in made:
        request.getfixturevalue("cluster").drop(database)


def fill(ledger: Ledger) -> int:
    """A district with a roster that changes, reports, a correction, a log, a register, an original,
    an alias, doubts and a cut; the cut's revision."""
    ledger.add_district(DISTRICT, by=OFFICE, at=hour(0))
    enter(ledger, roster(UNITS))
    enter(ledger, weekly(TWO_UNITS, codes=["C04"]))
    enter(ledger, log(VISITS))
    enter(ledger, register("| unit | attendance |\n| 财政局 | 30 |"))
    ledger.record.keep_original(
        DISTRICT.id, data=b"\x00\xff" * 9, file_name="周报.xlsx", by=OFFICE, at=hour(2)
    )
    ledger.confirm_alias(DISTRICT.id, raw="财局", unit_id="财政局", by=OFFICE, at=hour(2))
    cut = ledger.record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(100), note="第一期")
    ledger.record.reopen(DISTRICT.id, 1, by=OFFICE, at=hour(101), reason="补正")
    enter(ledger, weekly(CORRECTED), reason="补正")
    enter(ledger, roster(MOVED, week=2))
    taken_back = enter(ledger, weekly(TWO_UNITS, week=2))
    ledger.withdraw(DISTRICT.id, taken_back.submission_id, by=OFFICE, at=hour(300), reason="误传")
    return cut


def backed_up(ledger: Ledger) -> io.BytesIO:
    """A backup of the ledger."""
    file = io.BytesIO()
    ledger.archives.back_up(file, at=hour(400))
    return file


def assert_same_figures(before: Ledger, after: Ledger, *, revision: int, cut: int) -> None:
    """Panels, entries, listings and the chain of two ledgers at one revision."""
    viewers: tuple[Viewer, ...] = (OFFICE, group_viewer("g01"), group_viewer("g02"))
    for viewer in viewers:
        for known_at in (revision, cut, 2):
            assert_same(*(it.panel(DISTRICT.id, viewer, as_of=known_at) for it in (before, after)))
            for form in ("guidance_log", "launch"):
                was, now = (
                    it.entries(DISTRICT.id, viewer, form, as_of=known_at) for it in (before, after)
                )
                assert was.equals(now)
                assert len(now) or known_at == 2 or viewer != OFFICE
    assert_same(before.panel(DISTRICT.id, OFFICE, as_of=revision), after.panel(DISTRICT.id, OFFICE))
    was, now = (it.record.audit(DISTRICT.id, OFFICE) for it in (before, after))
    assert was[was["rev"] <= revision].reset_index(drop=True).equals(now)
    assert before.record.cuts(DISTRICT.id).equals(after.record.cuts(DISTRICT.id))


@pytest.mark.parametrize("source", ["sqlite", "postgresql"])
@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_taken_while_others_write_is_restored_figure_by_figure(
    new_on: NewOn, source: str, target: str
) -> None:
    with (
        closing(open_ledger(new_on(source))) as before,
        closing(open_ledger(new_on(target))) as after,
    ):
        cut, over, accepted = fill(before), Event(), list[int]()

        def keep_on() -> None:
            for n in count():
                if over.is_set():
                    return
                sheet = weekly(f"| unit | {STUDY} |\n| 财政局 | {n} |", week=3, version=str(n))
                accepted.append(enter(before, sheet).revision)

        other = Thread(target=keep_on)
        other.start()
        try:
            while len(accepted) < 3:
                assert other.is_alive()
            file = io.BytesIO()
            written = before.archives.back_up(file, at=hour(400))
            at_end = len(accepted)
            while len(accepted) < at_end + 3:
                assert other.is_alive()
        finally:
            over.set()
            other.join()
        (told,) = written.districts
        assert accepted[0] < told["revision"] < accepted[-1]
        (brought,) = after.archives.restore(file, by=OPERATOR)
        assert (brought.revision, brought.head) == (told["revision"], told["head"])
        assert brought.n_figures > 100
        assert brought.faults == after.record.verify() == ()
        assert_same_figures(before, after, revision=told["revision"], cut=cut)
        original = after.record.originals(DISTRICT.id, OFFICE)["sha256"][0]
        kept = after.record.original(DISTRICT.id, original, by=OFFICE, at=hour(401))
        assert kept is not None
        assert kept.data == b"\x00\xff" * 9
        assert enter(after, weekly(TWO_UNITS, week=4)).revision == told["revision"] + 1
        assert after.record.verify() == ()


@pytest.fixture
def filled(file_url: str) -> Iterator[Ledger]:
    """A ledger with something of everything."""
    with closing(open_ledger(file_url)) as ledger:
        fill(ledger)
        yield ledger


def rewritten(
    file: io.BytesIO,
    *,
    without: str = "",
    texts: dict[str, Callable[[str], str]] | None = None,
    rehashed: bool = False,
) -> io.BytesIO:
    """The archive again, a file left out or changed, the list of contents made to agree or not."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    for name, change in (texts or {}).items():
        parts[name] = change(parts[name].decode()).encode()
    parts.pop(without, None)
    if rehashed:
        manifest = json.loads(parts["manifest.json"])
        for name in manifest["files"]:
            manifest["files"][name]["sha256"] = hashlib.sha256(parts[name]).hexdigest()
        parts["manifest.json"] = json.dumps(manifest).encode()
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return found


def refusal(file: io.BytesIO, url: str) -> ArchiveRefused:
    """Why a ledger does not take the archive; it holds nothing afterwards."""
    with closing(open_ledger(url)) as ledger:
        with pytest.raises(ArchiveRefused) as refused:
            ledger.archives.restore(file, by=OPERATOR)
        assert ledger.districts() == ()
        with ledger._reading.connect() as connection:
            assert connection.scalar(sa.text("SELECT count(*) FROM fact")) == 0
    return refused.value


def without_last_line(text: str) -> str:
    return "".join(line + "\n" for line in text.splitlines()[:-1])


FACTS = "tables/fact.jsonl"
DAMAGED = {
    "a figure changed": ({FACTS: lambda t: t.replace("2.0", "9.0")}, False, "changed", FACTS),
    "a row lost": ({FACTS: without_last_line}, True, "rows", FACTS),
    "a line that is no row": (
        {FACTS: lambda t: without_last_line(t) + "[1]\n"}, True, "line", FACTS
    ),
    "rows of another district": (
        {FACTS: lambda t: t.replace('["d1"', '["d2"')}, True, "foreign", FACTS
    ),
    "a row that is there twice": (
        {FACTS: lambda t: without_last_line(t) + t.splitlines()[0] + "\n"}, True, "line", FACTS
    ),
    "what counts changed, and every hash with it": (
        {"tables/cur.jsonl": lambda t: t.replace("3.0", "9.0")},
        True, "figures", "now/week 1/study_session_count",
    ),
    "an older version": (
        {"manifest.json": lambda t: t.replace('"version": "', '"version": "older')},
        False, "version", "older",
    ),
    "no list": ({"manifest.json": lambda t: t[:-20]}, False, "no_manifest", ""),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_backup_is_refused_and_says_what_and_where(
    damage: str, filled: Ledger, new_on: NewOn
) -> None:
    texts, rehashed, code, place = DAMAGED[damage]
    file = rewritten(backed_up(filled), texts=texts, rehashed=rehashed)
    refused = refusal(file, new_on("sqlite"))
    assert refused.code == code
    assert place in str(refused)


def test_a_damaged_row_is_undone_on_a_server_too(filled: Ledger, new_on: NewOn) -> None:
    texts, rehashed, code, _ = DAMAGED["a row that is there twice"]
    file = rewritten(backed_up(filled), texts=texts, rehashed=rehashed)
    assert refusal(file, new_on("postgresql")).code == code


def test_a_file_left_out_broken_off_or_of_another_kind_is_refused(
    filled: Ledger, new_on: NewOn
) -> None:
    whole = backed_up(filled)
    missing = refusal(rewritten(whole, without="tables/grid.jsonl"), new_on("sqlite"))
    assert (missing.code, missing.params["file"]) == ("missing", "tables/grid.jsonl")
    broken_off = io.BytesIO(whole.getvalue()[: len(whole.getvalue()) // 2])
    assert refusal(broken_off, new_on("sqlite")).code == "no_archive"
    assert refusal(io.BytesIO(b"no zip at all"), new_on("sqlite")).code == "no_archive"
    flipped = bytearray(whole.getvalue())
    with zipfile.ZipFile(whole) as archive:
        flipped[archive.getinfo(FACTS).header_offset + 90] ^= 0xFF
    damaged = refusal(io.BytesIO(bytes(flipped)), new_on("sqlite"))
    assert (damaged.code, damaged.params["file"]) == ("changed", FACTS)


def test_a_ledger_that_holds_a_district_takes_no_backup(filled: Ledger, empty: Ledger) -> None:
    with pytest.raises(ArchiveRefused, match="not_empty"):
        empty.archives.restore(backed_up(filled), by=OPERATOR)
    assert len(empty.districts()) == 1


def test_a_ledger_that_was_damaged_before_is_restored_as_it_was_and_told(
    filled: Ledger, new_on: NewOn
) -> None:
    with filled._reading.connect() as connection:
        connection.execute(sa.text("UPDATE audit SET why = 'none' WHERE seq = 3"))
        connection.commit()
    with closing(open_ledger(new_on("sqlite"))) as after:
        (brought,) = after.archives.restore(backed_up(filled), by=OPERATOR)
        assert [fault.check for fault in brought.faults] == ["audit_changed"]
        assert brought.revision == filled.revision(DISTRICT.id)


@pytest.mark.parametrize(("source", "target"), [("sqlite", "postgresql"), ("postgresql", "sqlite")])
def test_a_district_goes_to_another_ledger_beside_others_on_the_other_engine(
    new_on: NewOn, source: str, target: str
) -> None:
    with (
        closing(open_ledger(new_on(source))) as before,
        closing(open_ledger(new_on(target))) as after,
    ):
        cut = fill(before)
        before.add_district(replace(DISTRICT, id="d2"), by=OFFICE, at=hour(0))
        after.add_district(replace(DISTRICT, id="d3"), by=OFFICE, at=hour(0))
        file, revision = io.BytesIO(), before.revision(DISTRICT.id)
        before.archives.package(file, DISTRICT.id, by=OFFICE, at=hour(500))
        assert after.archives.take_package(file, by=OPERATOR, at=hour(600)).revision == revision
        assert {district.id for district in after.districts()} == {"d1", "d3"}
        actions = after.record.audit(DISTRICT.id, OFFICE)["action"]
        assert list(actions[:2]) == ["imported", "exported"]
        assert after.record.verify() == ()
        assert_same(*(it.panel(DISTRICT.id, OFFICE, as_of=cut) for it in (before, after)))
        assert_same(*(it.panel(DISTRICT.id, OFFICE) for it in (before, after)))
        with pytest.raises(ArchiveRefused, match="taken"):
            after.archives.take_package(file, by=OPERATOR, at=hour(601))
        with pytest.raises(ArchiveRefused, match="no_package"):
            after.archives.take_package(backed_up(before), by=OPERATOR, at=hour(601))


def test_lists_are_read_again_where_somebody_wrote_while_they_were_read(filled: Ledger) -> None:
    seen: list[int] = []

    def lists() -> list[tuple[str, bytes]]:
        seen.append(filled.revision(DISTRICT.id))
        if len(seen) < 3:
            enter(filled, weekly(f"| unit | {STUDY} |\n| 财政局 | {len(seen)} |", week=4))
        return [("lists/rev.txt", str(seen[-1]).encode())]

    file = io.BytesIO()
    written = filled.archives.package(file, DISTRICT.id, by=OFFICE, at=hour(500), beside=lists)
    assert len(seen) == 3
    with zipfile.ZipFile(file) as package:
        assert package.read("lists/rev.txt").decode() == str(written.districts[0]["revision"])


def test_a_district_that_is_written_to_all_the_time_is_told(filled: Ledger) -> None:
    numbers = count()

    def lists() -> list[tuple[str, bytes]]:
        enter(filled, weekly(f"| unit | {STUDY} |\n| 财政局 | {next(numbers)} |", week=4))
        return []

    with pytest.raises(LedgerBusy, match="all the time"):
        filled.archives.package(io.BytesIO(), DISTRICT.id, by=OFFICE, at=hour(5), beside=lists)
