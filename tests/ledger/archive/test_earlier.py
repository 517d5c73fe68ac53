"""A backup or package of any earlier program is brought in by its own rules, and it is said."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from ledger import ArchiveRefused, Ledger, open_ledger
from ledger.store import versions
from tests.ledger.drawn import CORRECTED, DISTRICT, OFFICE, OPERATOR, enter, hour, weekly
from tests.ledger.kept import ARCHIVES, archive, shown, unpacked, was


@pytest.fixture(params=ARCHIVES)
def version(request: pytest.FixtureRequest) -> str:
    """Each earlier version of which archives were kept."""
    return str(request.param)


@pytest.fixture
def target(url: str) -> Ledger:
    """An empty ledger of today, on either engine."""
    return open_ledger(url)


def test_a_backup_is_restored_with_its_figures_and_says_its_version(
    version: str, target: Ledger
) -> None:
    with archive(version, "backup").open("rb") as file:
        (brought,) = target.archives.restore(file, by=OPERATOR)
    assert (brought.earlier, brought.faults) == (version, ())
    assert brought.head == brought.head_before == _told(version, "backup")["head"]
    assert shown(target, version) == was(version)
    assert target.record.verify() == ()
    enter(target, weekly(CORRECTED, week=3), at=hour(500))
    assert target.record.verify() == ()
    target.close()


def test_a_package_is_taken_in_and_its_chain_says_of_what_version_it_was(
    version: str, target: Ledger
) -> None:
    with archive(version, "package").open("rb") as file:
        brought = target.archives.take_package(file, by=OPERATOR, at=hour(500))
    assert (brought.earlier, brought.faults) == (version, ())
    assert brought.head_before == _told(version, "package")["head"] != brought.head
    assert shown(target, version) == was(version)
    last = target.record.audit(DISTRICT.id, OFFICE, last=1).iloc[0]
    assert json.loads(last["new"])["earlier"] == version
    assert target.record.verify() == ()
    target.close()


def test_a_figure_of_an_earlier_backup_that_was_changed_is_found(
    version: str, target: Ledger
) -> None:
    changed = _changed(archive(version, "backup"), "figures.json", lambda t: t.replace("0", "1", 1))
    with pytest.raises(ArchiveRefused) as refused:
        target.archives.restore(changed, by=OPERATOR)
    assert refused.value.code == "figures"
    assert target.districts() == ()
    target.close()


def test_an_earlier_backup_that_was_cut_short_is_refused(version: str, target: Ledger) -> None:
    shorter = _changed(
        archive(version, "backup"), "tables/fact.jsonl", lambda t: t.partition("\n")[2]
    )
    with pytest.raises(ArchiveRefused) as refused:
        target.archives.restore(shorter, by=OPERATOR)
    assert (refused.value.code, refused.value.params["file"]) == ("rows", "tables/fact.jsonl")
    target.close()


def test_a_package_of_today_says_no_earlier_version(tmp_path: Path, target: Ledger) -> None:
    old = open_ledger(f"sqlite:///{unpacked(ARCHIVES[-1], tmp_path)}")
    file = io.BytesIO()
    old.archives.back_up(file, at=hour(600))
    old.close()
    (brought,) = target.archives.restore(file, by=OPERATOR)
    assert (brought.earlier, brought.faults) == ("", ())
    with zipfile.ZipFile(file) as written:
        assert json.loads(written.read("manifest.json"))["version"] == versions()[-1]
    target.close()


def _told(version: str, kind: str) -> dict[str, str]:
    with zipfile.ZipFile(archive(version, kind)) as file:
        (told,) = json.loads(file.read("manifest.json"))["districts"]
    return dict(told)


def _changed(path: Path, name: str, change: object) -> io.BytesIO:
    """The archive with a file changed, and its list of contents made to fit."""
    import hashlib

    found = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(found, "w") as target:
        members = {member: source.read(member) for member in source.namelist()}
        members[name] = change(members[name].decode()).encode()  # type: ignore[operator]
        manifest = json.loads(members["manifest.json"])
        manifest["files"][name]["sha256"] = hashlib.sha256(members[name]).hexdigest()
        members["manifest.json"] = json.dumps(manifest).encode()
        for member, content in members.items():
            target.writestr(member, content)
    found.seek(0)
    return found
