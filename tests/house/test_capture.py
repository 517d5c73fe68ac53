"""No figure, no word on the screen and no stored byte is another than what was written down.

Where one is to change, write the digests down again (`python -m tests.house.capture`) and say in
the same commit what changed for whom.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.house import capture
from tests.house.digests import Digests, differing

SOAK = os.environ.get("SOAK") == "1"


def absent() -> tuple[str, ...]:
    """The beginnings of keys whose workbooks are not beside the project."""
    missing = (name for name in capture.OTHERS if not (capture.SHARED / name).is_dir())
    return tuple(f"inspect/{name}/" for name in missing)


def asked(name: str, found: Digests) -> tuple[Digests, Digests]:
    """What was written down and what was found, as far as they can be compared here."""
    written = capture.recorded(name)
    written = {key: value for key, value in written.items() if not key.startswith(absent())}
    return written, capture.comparable(found, capture.packed(name))


def compare(name: str, found: Digests) -> None:
    """Fail by the name of every digest that is not what was written down."""
    written, comparable = asked(name, found)
    assert written
    if told := differing(written, comparable):
        pytest.fail(f"not what was written down in {name}.json:\n{told}", pytrace=False)


def test_the_replay_gives_what_it_gave(tmp_path: Path) -> None:
    compare("quick", capture.quick(tmp_path))


@pytest.mark.skipif(not SOAK, reason="every week, view and workbook: SOAK=1")
def test_everything_gives_what_it_gave(tmp_path: Path) -> None:
    compare("whole", capture.whole(tmp_path))


def test_the_workbooks_of_others_are_at_hand() -> None:
    if absent():
        pytest.skip(f"not compared, for they are not beside the project: {absent()}")


def test_stored_bytes_can_be_compared_on_this_machine() -> None:
    if capture.packed("quick") != capture.packing():
        pytest.skip("zlib packs otherwise here: stored bytes were not compared")
