"""`figures --as-of`: the figures of a revision, as they were captured then."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

from ledger import open_ledger
from tests.commands.conftest import Terminal
from tests.commands.test_ingest import Save, report
from tests.commands.test_inspect import ROSTER
from tests.ledger.drawn import OFFICE
from tests.loaders.drawn import workbook


def _three_reports(terminal: Terminal, save: Save) -> dict[int, dict[str, object]]:
    """What `figures` printed at every revision: a roster, a week, its correction, a further week."""
    sheets = (workbook(ROSTER), report(3, "2", "1"), report(3, "5", "1"), report(4, "2", "2"))
    captured = {}
    for n, sheet in enumerate(sheets):
        terminal.json("ingest", save(f"{n}.xlsx", sheet))
        document = terminal.json("figures", "--by", "unit")
        captured[int(document["revision"])] = document
    return captured


def test_every_revision_prints_what_it_printed_then(terminal: Terminal, save: Save) -> None:
    captured = _three_reports(terminal, save)
    assert list(captured) == [1, 2, 3, 4]
    for revision, then in captured.items():
        assert terminal.json("figures", "--by", "unit", "--as-of", str(revision)) == then


def test_a_week_may_be_asked_for_as_it_was_known(terminal: Terminal, save: Save) -> None:
    _three_reports(terminal, save)
    then, now = (
        terminal.json("figures", "--week", "2023-W42", *words)["quantities"]["study_session_count"]
        for words in (("--as-of", "2"), ())
    )
    assert (then["week"], now["week"]) == (3, 6)


def test_a_revision_the_ledger_never_had_is_refused_in_words(
    terminal: Terminal, save: Save
) -> None:
    terminal.json("ingest", save("a.xlsx", workbook(ROSTER)))
    result = terminal.run("figures", "--as-of", "7", "--json")
    assert result.exit_code == 2
    assert "revision 7 is unknown; the ledger knows 0 to 1" in result.output
    assert result.stdout == ""


def test_what_would_change_a_frozen_week_does_not_go_in_and_is_told(
    terminal: Terminal, save: Save
) -> None:
    terminal.json("ingest", save("r.xlsx", workbook(ROSTER)), save("w.xlsx", report(3, "2", "1")))
    with closing(open_ledger(f"sqlite:///{terminal.ledger}")) as ledger:
        ledger.record.freeze("own", 3, by=OFFICE, at=datetime.now(UTC))
    before = terminal.json("figures")
    (file,) = terminal.json("ingest", save("c.xlsx", report(3, "5", "1")))["files"]
    (submission,) = file["submissions"]
    assert (submission["locked"], submission["revision"]) == ([3], None)
    assert "P04 第3周已截止" in terminal.run("ingest", save("d.xlsx", report(3, "6"))).output
    assert terminal.json("figures") == before
