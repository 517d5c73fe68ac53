"""The replay holds the source report's figures, and three of its four problems and no other."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from campaign import CampaignPack, fold
from sample_data import write_replay
from sample_data.district import district_books
from sample_data.replay import replay_district
from sample_data.truth.truth import SampleDistrict

WEEKS = range(1, 11)


@pytest.fixture(scope="module")
def replay(pack: CampaignPack) -> SampleDistrict:
    return replay_district(pack=pack)


@pytest.fixture(scope="module")
def sent(pack: CampaignPack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("replay")
    write_replay(folder, pack=pack)
    return folder


def sessions(replay: SampleDistrict, quantity: str, week: int) -> list[float]:
    """What each organisation that reported in the week says it held."""
    return [
        did.in_week(quantity, week) or 0
        for name, did in replay.activities.items()
        if (name, week) not in replay.silent
    ]


def has_begun(replay: SampleDistrict, names: Iterable[str]) -> list[bool]:
    return [any(replay.activities[name].weekly["study_session_count"]) for name in names]


def upper_bound(done: int, n: int) -> float:
    """The upper end of Wilson's interval at 95 %, by its formula."""
    z, p = 1.959964, done / n
    middle, spread = p + z * z / (2 * n), math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle + z * spread) / (1 + z * z / n)


def behind(replay: SampleDistrict, of: str) -> set[object]:
    """The types or groups whose reach is below the district's by ten points and beyond its bar."""
    all_begun = has_begun(replay, replay.activities)
    district = sum(all_begun) / len(all_begun)
    places: dict[object, list[str]] = {}
    for org in replay.orgs:
        places.setdefault(getattr(org, of), []).append(org.name)
    return {
        place
        for place, names in places.items()
        if (done := sum(has_begun(replay, names))) / len(names) <= district - 0.1
        and upper_bound(done, len(names)) < district
    }


def test_thirty_units_at_three_levels_forty_primary_and_twenty_enterprises(
    replay: SampleDistrict,
) -> None:
    assert Counter(org.type_id for org in replay.orgs) == {
        "county_team": 10,
        "section_team": 10,
        "second_tier": 10,
        "grassroots": 40,
        "non_public": 20,
    }
    assert Counter(org.group for org in replay.orgs) == dict.fromkeys(range(1, 11), 9)


def test_no_name_or_short_name_means_two_organisations(replay: SampleDistrict) -> None:
    names = Counter(fold(name) for org in replay.orgs for name in (org.name, *org.short_names))
    assert [name for name, times in names.items() if times > 1] == []


def test_all_three_levels_and_all_branches_below_them_have_launched(
    replay: SampleDistrict,
) -> None:
    launched = Counter(
        org.type_id for org in replay.orgs if replay.launches[org.name].launched_on is not None
    )
    assert launched == {
        "county_team": 10,
        "section_team": 10,
        "second_tier": 10,
        "grassroots": 40,
        "non_public": 17,
    }


def test_one_hundred_discussions_are_reported(replay: SampleDistrict) -> None:
    assert sum(sum(sessions(replay, "discussion_session_count", w)) for w in WEEKS) == 100


def test_all_ten_of_the_leading_team_speak_at_its_discussion(replay: SampleDistrict) -> None:
    did = replay.activities["区委领导班子"]
    assert did.until("discussion_session_count", 10) == 1
    assert did.until("discussion_speaker_count", 10) == 10


def test_the_sheets_of_the_last_week_say_the_same_where_they_have_a_running_total(
    replay: SampleDistrict, sent: Path
) -> None:
    """Group 6: columns 研讨交流本周 and 研讨交流累计, total row 合计 at the end."""
    totals = []
    for week in WEEKS:
        sheet = openpyxl.load_workbook(sent / f"第六组第{week}周周报.xlsx").worksheets[0]
        header = [cell.value for cell in sheet[3]]
        (row,) = (r for r in sheet.iter_rows(min_row=4, values_only=True) if "合计" in r)
        at = next(i for i, text in enumerate(header) if str(text).startswith("研讨交流"))
        totals.append((row[at], row[at + 1]))
    names = {org.name for org in replay.orgs if org.group == 6}
    held = sum(replay.activities[n].until("discussion_session_count", 10) or 0 for n in names)
    assert sum(week for week, _ in totals) == totals[-1][1] == held


def test_every_group_uses_the_three_methods_and_no_other(replay: SampleDistrict) -> None:
    used: dict[int, set[str]] = {}
    for visit in replay.visits:
        used.setdefault(visit.group, set()).update(visit.methods)
    assert used == {group: {"hear", "spot", "join"} for group in range(1, 11)}


def test_enterprises_are_behind_and_no_other_type_or_group(replay: SampleDistrict) -> None:
    assert behind(replay, "type_id") == {"non_public"}
    assert behind(replay, "group") == set()


def test_one_week_is_crowded_out_by_other_work(replay: SampleDistrict) -> None:
    busy = []
    for week in range(2, 11):
        reporting = sessions(replay, "study_session_count", week)
        reasons = [
            did.conflict[week - 1]
            for name, did in replay.activities.items()
            if (name, week) not in replay.silent
        ]
        declared = sum(reason not in ("", "none") for reason in reasons)
        before = [sessions(replay, "study_session_count", w) for w in range(max(1, week - 4), week)]
        usual = sum(sum(held) / len(held) for held in before) / len(before)
        if (
            declared >= max(3, 0.1 * len(reporting))
            and sum(reporting) / len(reporting) <= usual / 2
        ):
            busy.append(week)
    assert busy == [10]


def test_guidance_looks_at_study_by_any_way_of_counting(replay: SampleDistrict) -> None:
    mentions = Counter(stream for visit in replay.visits for stream in visit.streams)
    assert len(replay.visits) >= 20
    assert mentions["study"] >= 0.6 * len(replay.visits)
    assert mentions["study"] >= 0.6 * mentions.total()
    assert all(n < 0.6 * len(replay.visits) for s, n in mentions.items() if s != "study")


def test_reports_are_nearly_complete_in_every_week(replay: SampleDistrict) -> None:
    missing = Counter(week for _, week in replay.silent)
    assert 0 < missing.total() <= 0.02 * 90 * 10
    assert all(missing[week] <= 0.05 * 90 for week in WEEKS)
    assert missing[10] == 0


def test_nothing_is_done_unheard(replay: SampleDistrict) -> None:
    for (name, week), _ in replay.silent.items():
        weekly = replay.activities[name].weekly
        assert not any(s[week - 1] for q, s in weekly.items() if q != "study_org_covered")


def test_no_more_problems_are_put_right_than_were_found(replay: SampleDistrict) -> None:
    for did in replay.activities.values():
        for week in WEEKS:
            found = did.until("problem_found_count", week) or 0
            assert (did.until("rect_done_count", week) or 0) <= found


def test_one_sheet_a_group_and_week_and_no_doubt(replay: SampleDistrict, sent: Path) -> None:
    weekly = [book for book in district_books(replay) if book.week]
    assert len(weekly) == 10 * 10
    assert (sent / "doubts.csv").read_text(encoding="utf-8").split() == ["file,code,cell"]
    with (sent / "received.csv").open(encoding="utf-8") as lines:
        received = {line["file"] for line in csv.DictReader(lines)}
    assert received == {path.name for path in sent.glob("*.xlsx")}


def test_the_same_cells_are_written_every_time(replay: SampleDistrict, pack: CampaignPack) -> None:
    assert list(district_books(replay_district(pack=pack))) == list(district_books(replay))
