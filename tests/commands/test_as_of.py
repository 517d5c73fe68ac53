"""`figures --as-of`: the figures of a revision, as they were captured then."""

from __future__ import annotations

from tests.commands.conftest import Terminal
from tests.commands.test_ingest import Save, report
from tests.commands.test_inspect import ROSTER
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
