"""The sample sets loaded from a terminal: what comes out is what the writer put in."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from campaign import District, load_pack
from commands.arrivals import received_times
from commands.intake import Intake
from commands.opened import OPERATOR, SAMPLE
from commands.sample import SETS
from ledger import open_ledger
from measures import findings, office_work, trainings_now, visits, weeks_told
from sample_data import ROSTER_FILE
from tests.commands.conftest import Terminal
from tests.ledger.drawn import OFFICE


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    found = Terminal(tmp_path_factory.mktemp("replay") / "ledger.db")
    said = found.json("sample", "--set", "replay")
    assert said == {"set": "replay", "workbooks": said["workbooks"], "district": "replay"}
    return found


def test_the_replay_has_one_hundred_discussions(replay: Terminal) -> None:
    held = replay.json("figures")["quantities"]["discussion_session_count"]
    assert held["cumulative"] == held["lowest"] == 100


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


def test_the_replay_has_its_four_findings_and_no_other(replay: Terminal) -> None:
    ledger = open_ledger(f"sqlite:///{replay.ledger}")
    panel = ledger.panel("replay", OPERATOR)
    made = visits(ledger.entries("replay", OPERATOR, "guidance_log"), load_pack("c2023_ztjy"))
    work = office_work(ledger.entries("replay", OPERATOR, "office_log"), load_pack("c2023_ztjy"))
    spans = ledger.judging.spans("replay", OPERATOR, "office_log")
    ledger.close()
    trained = trainings_now(work, panel, weeks_told(spans, panel))
    found = findings(panel, load_pack("c2023_ztjy"), visits=made, trainings=trained)
    assert [place.id for place in found[-1].places] == ["g09", "g10"]
    assert [(f.code, f.places[0].id, f.weeks) for f in found] == [
        ("type_behind", "non_public", (10,)),
        ("busy_weeks", "replay", (10,)),
        ("effort_uneven", "study", (10,)),
        ("groups_untrained", "g09", (10,)),
    ]


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
