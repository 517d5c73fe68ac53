"""`settle` and `rules`: what is left open is listed, answered and switched at a terminal, as on the
pages, and refused in words."""

from __future__ import annotations

from contextlib import closing

import pytest

from campaign import FIRST_RULES, NEWEST_RULES
from ledger import open_ledger
from tests.commands.conftest import Terminal
from tests.ledger.drawn import DISTRICT, OFFICE, STUDY, TALKS, enter, hour, roster, weekly
from tests.ledger.kept import unpacked

ROSTER = """
    | unit   | type         | group |
    | 财政局 | section_team | g01   |
"""
SHEET = "| unit | {study} | {talks} |\n| 财政局 | {0} | {1} |"
WEEK = DISTRICT.calendar.week(1).iso


def sheet(study: str, talks: str) -> str:
    return SHEET.format(study, talks, study=STUDY, talks=TALKS)


@pytest.fixture
def asked(terminal: Terminal) -> Terminal:
    """The group says 2 and the unit 9; then the unit's own second sheet leaves a cell blank."""
    with closing(open_ledger(f"sqlite:///{terminal.ledger}")) as ledger:
        ledger.add_district(DISTRICT, by=OFFICE)
        enter(ledger, roster(ROSTER))
        enter(ledger, weekly(sheet("2", "1"), sender="g01"), at=hour(1))
        enter(ledger, weekly(sheet("9", "1"), sender="财政局"), at=hour(2))
        enter(ledger, weekly(sheet("9", " "), sender="财政局", version="b"), at=hour(3))
    return terminal


def study(terminal: Terminal) -> float | None:
    """The week's study sessions as the terminal prints them."""
    document = terminal.json("figures", "--district", DISTRICT.id, "--week", WEEK)
    week: float | None = document["quantities"][STUDY]["week"]
    return week


def test_what_two_senders_say_and_what_a_blank_leaves_is_listed(asked: Terminal) -> None:
    told = asked.json("settle", "--district", DISTRICT.id)
    assert told["revision"] is None
    (dispute,) = told["disputes"]
    names = ("unit_id", "slot", "sender", "value", "other_sender", "other_value", "is_settled")
    assert [dispute[name] for name in names] == ["财政局", STUDY, "财政局", 9, "g01", 2, False]
    (blank,) = told["blanks"]
    assert (blank["unit_id"], blank["slot"]) == ("财政局", TALKS)
    said = asked.run("settle", "--district", DISTRICT.id).stdout
    assert said == "两方所报不一致1处，空白待答复1处。\n"


def test_a_choice_between_two_senders_holds_until_it_is_undone(asked: Terminal) -> None:
    chosen = ("--unit", "财政局", "--week", WEEK, "--prefer", "g01", "--over", "财政局")
    assert study(asked) == 9
    told = asked.json("settle", "--district", DISTRICT.id, *chosen, "--reason", "以组为准")
    assert told["revision"] is not None
    assert [line["is_settled"] for line in told["disputes"]] == [True]
    assert study(asked) == 2
    asked.json("settle", "--district", DISTRICT.id, *chosen, "--undo")
    assert study(asked) == 9


def test_a_blank_is_answered_for_its_submission(asked: Terminal) -> None:
    (blank,) = asked.json("settle", "--district", DISTRICT.id)["blanks"]
    number = str(blank["submission_id"])
    words = ("settle", "--district", DISTRICT.id, "--submission", number, "--withdraw-blanks")
    told = asked.json(*words)
    assert told["blanks"] == []
    assert told["revision"] is not None
    again = asked.run(*words)
    assert again.exit_code != 0, "nothing is asked any more"
    assert "Traceback" not in again.output


@pytest.mark.parametrize(
    "words",
    [
        ("--prefer", "g01"),
        ("--prefer", "g01", "--over", "财政局", "--unit", "财政局", "--week", "2031-W01"),
    ],
)
def test_half_a_choice_is_refused(asked: Terminal, words: tuple[str, ...]) -> None:
    refused = asked.run("settle", "--district", DISTRICT.id, *words)
    assert refused.exit_code == 2
    assert "--prefer needs --over" in refused.output


def test_rules_say_what_newer_ones_change_and_then_change_it(terminal: Terminal) -> None:
    unpacked("0006", terminal.ledger.parent).rename(terminal.ledger)
    with closing(open_ledger(f"sqlite:///{terminal.ledger}")) as ledger:
        district, *_ = ledger.districts()
        if ledger.record.closed(district.id):
            ledger.record.resume(district.id, by=OFFICE, at=hour(9), reason="更换统计规则")
    told = terminal.json("rules", "--district", district.id)
    assert (told["rules"], told["to"], told["revision"]) == (FIRST_RULES, NEWEST_RULES, None)
    done = terminal.json("rules", "--district", district.id, "--to", str(NEWEST_RULES))
    assert (done["cells"], done["sums"]) == (told["cells"], told["sums"]), "as it had said"
    assert done["revision"] is not None
    after = terminal.json("rules", "--district", district.id)
    assert (after["rules"], after["cells"], after["sums"]) == (NEWEST_RULES, [], [])
    assert "已是最新" in terminal.run("rules", "--district", district.id).stdout


@pytest.mark.parametrize("to", [NEWEST_RULES, NEWEST_RULES + 1, FIRST_RULES])
def test_rules_go_forward_and_no_further_than_there_are(asked: Terminal, to: int) -> None:
    refused = asked.run("rules", "--district", DISTRICT.id, "--to", str(to))
    assert refused.exit_code == 2
    assert "--to" in refused.output
