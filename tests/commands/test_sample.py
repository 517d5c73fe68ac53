"""The sample sets loaded from a terminal: what comes out is what the writer put in."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from campaign import District, load_pack
from commands.answers.arrivals import received_times
from commands.intake import Intake
from commands.opened import OPERATOR, SAMPLE
from commands.sample import SETS
from ledger import open_ledger
from sample_data import ROSTER_FILE
from sample_data.sheets.problem_lives import PLANTED
from tests.commands.conftest import Terminal
from tests.ledger.drawn import OFFICE


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    found = Terminal(tmp_path_factory.mktemp("replay") / "ledger.db")
    said = found.json("sample", "--set", "replay")
    assert said == {"set": "replay", "workbooks": said["workbooks"], "district": "replay"}
    return found


def test_the_replay_says_what_the_source_report_says(replay: Terminal) -> None:
    """Every total that the report tells, and its four problems and no other."""
    told, types = replay.json("figures"), replay.json("figures", "--by", "type")
    held, start = told["quantities"]["discussion_session_count"], told["start"]
    assert held["cumulative"] == held["lowest"] == 100
    launched = {line["place"]["id"]: line["launched"] for line in types["start"]["launches"]}
    assert [launched[of] for of in ("county_team", "section_team", "second_tier")] == [10] * 3
    (points,) = start["contact_points"]
    assert (points["leaders"], points["points"]) == (10, 10)
    work = {(line["place"], line["kind"]): line["times"] for line in start["office_work"]}
    assert work["office", "training"] == work["groups", "rules"] == 5
    assert work["office", "schemes"] == 2
    assert [(line["place"], line["people"]) for line in start["staff"]] == [("office", 10)]
    topics = [it for it in told["further"] if it["quantity"].startswith("discussion_topic_")]
    assert [it["n_begun"] > 0 for it in topics] == [True] * 8
    assert len(start["trainings"]) == 10
    assert sum(line["visits"] > 0 for line in told["methods"]) == 3
    assert [letter["problems"] for letter in told["letters"]] == [7, 7, 7]
    (problems,) = told["problems"]["places"]
    assert (problems["base"], problems["closed"], problems["stage"]) == (697, 688, 4)
    found = [(f["code"], [place["id"] for place in f["places"]]) for f in told["findings"]]
    assert found == [
        ("type_behind", ["non_public"]),
        ("busy_weeks", ["replay"]),
        ("effort_uneven", ["study"]),
        ("groups_untrained", ["g09", "g10"]),
    ]


def test_every_trace_planted_in_the_district_is_found_at_its_line(sample: Terminal) -> None:
    """By code the numbers of the lines; what looks back at closed problems is planted nowhere."""
    found = defaultdict(set)
    for question in sample.json("figures")["problems"]["questions"]:
        found[question["code"]].add(int(question["number"]))
    assert set(found) == {f"R{n:02}" for n in range(1, 14)}
    for code, lines in PLANTED.items():
        if code.startswith("R"):
            assert min(number for _, number in lines) in found[code]


def test_enterprises_are_behind_in_the_replay(replay: Terminal) -> None:
    reach = {
        line["place"]["id"]: (line["numerator"], line["denominator"])
        for line in replay.json("figures", "--by", "type")["standing"]
        if line["measure"] == "study_reach"
    }
    assert reach == {
        "county_team": (10, 10),
        "section_team": (10, 10),
        "second_tier": (10, 10),
        "grassroots": (40, 40),
        "non_public": (10, 20),
    }


def test_every_visit_and_launch_of_the_replay_counts(replay: Terminal) -> None:
    ledger = open_ledger(f"sqlite:///{replay.ledger}")
    visits = ledger.entries("replay", OPERATOR, "guidance_log")
    launches = ledger.entries("replay", OPERATOR, "launch")
    ledger.close()
    assert visits["group_id"].nunique() == 10
    assert len(visits) == 246
    assert sum('"launch_held":true' in fields for fields in launches["fields"]) == 87


def test_the_replay_is_marked_as_a_sample(replay: Terminal) -> None:
    ledger = open_ledger(f"sqlite:///{replay.ledger}")
    (district,) = ledger.districts()
    ledger.close()
    assert (district.id, district.is_sample) == ("replay", True)


def test_loading_again_enters_nothing(replay: Terminal) -> None:
    assert replay.json("sample", "--set", "replay")["workbooks"] == 0


def test_workbooks_alone_leave_the_ledger_alone(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal.json("sample", "--set", "replay", "--workbooks", tmp_path / "sent")
    assert said["workbooks"] == len(list((tmp_path / "sent").glob("*.xlsx"))) > 150
    assert not terminal.ledger.exists()


def test_a_loading_broken_off_is_taken_up_again(
    terminal: Terminal, replay: Terminal, tmp_path: Path
) -> None:
    folder = tmp_path / "books"
    terminal.json("sample", "--set", "replay", "--workbooks", folder)
    pack = load_pack("c2023_ztjy")
    begun = District("replay", SETS["replay"].name, pack.id, pack.calendar, is_sample=True)
    with closing(open_ledger(f"sqlite:///{terminal.ledger}")) as ledger:
        ledger.add_district(begun, by=OFFICE)
        times = received_times(
            None, folder / "received.csv", now=datetime.now(UTC), zone=pack.calendar.zone
        )
        # Broken off halfway: what came first is in.
        came = sorted(folder.glob("*周*.xlsx"), key=lambda path: (times[path.name], path.name))
        some = [folder / ROSTER_FILE, *came[: len(came) // 2]]
        Intake(ledger, begun, pack, SAMPLE).take(some, received=times)
    said = terminal.json("sample", "--set", "replay")
    assert 0 < said["workbooks"] < len(list(folder.glob("*.xlsx")))
    resumed, whole = (found.json("figures") for found in (terminal, replay))
    assert {**resumed, "revision": 0} == {**whole, "revision": 0}


def test_a_district_of_any_size_is_entered_without_workbooks(terminal: Terminal) -> None:
    words = ("sample", "--set", "scale", "--units", "60", "--weeks", "2")
    said = terminal.json(*words)
    assert said == {"set": "scale", "units": 60, "weeks": 2, "sheets": 21, "district": "scale-60x2"}
    shown = terminal.json("figures", "--district", "scale-60x2")
    assert shown["week"] == "2023-W41"
    assert terminal.json(*words)["sheets"] == 0


def test_the_scale_set_refuses_to_write_workbooks(terminal: Terminal, tmp_path: Path) -> None:
    result = terminal.run("sample", "--set", "scale", "--workbooks", tmp_path / "out")
    assert result.exit_code == 2
    assert "no workbooks" in result.output
    assert not (tmp_path / "out").exists()
