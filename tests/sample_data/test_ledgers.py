"""The replay's ledger has the published sums; the district's holds what is planted in it."""

from __future__ import annotations

from collections import Counter

import pytest

from campaign import CampaignPack
from sample_data.replay import replay_district
from sample_data.replay_problems import replay_problems
from sample_data.sheets.problem_lives import PLANTED, PLANTED_GROUP, problem_rows
from sample_data.truth.truth import SampleDistrict


@pytest.fixture(scope="module")
def replayed(pack: CampaignPack) -> list[dict[str, object]]:
    replay = replay_district(pack=pack)
    return [dict(row) for group in range(1, 11) for row in replay_problems(replay, group, 10)]


def test_the_replay_has_688_closed_4_kept_up_and_5_open_of_697(
    replayed: list[dict[str, object]],
) -> None:
    said = Counter(row["progress"] for row in replayed)
    assert said == {"销号": 688, "基本完成": 4, "推进中": 5}
    units = Counter(row["unit"] for row in replayed)
    first, second = list(dict.fromkeys(row["unit"] for row in sorted_by_size(replayed, units)))[:2][
        ::-1
    ]
    own = [row for row in replayed if row["unit"] == first]
    assert (len(own), sum(row["progress"] == "销号" for row in own)) == (25, 19)
    modes = Counter(row["mode"] for row in replayed if row["unit"] == second)
    assert [modes[mode] for mode in ("立行立改", "限期改", "分阶段改")] == [4, 18, 6]


def sorted_by_size(
    rows: list[dict[str, object]], units: Counter[object]
) -> list[dict[str, object]]:
    return sorted(rows, key=lambda row: -units[row["unit"]])


def test_all_seven_states_stand_in_the_district_s_last_ledgers(district: SampleDistrict) -> None:
    said = {row["progress"] for group in (2, 5) for row in problem_rows(district, group, 16)}
    assert said == {"未启动", "推进中", "基本完成", "已完成", "销号", "退回重改", "转办"}


def test_what_is_planted_is_sent_again_and_the_dropped_line_is_not(
    district: SampleDistrict,
) -> None:
    sent = {week: list(problem_rows(district, PLANTED_GROUP, week)) for week in (4, 8, 12, 16)}
    names = list(dict.fromkeys(org.name for org in district.orgs if org.group == PLANTED_GROUP))
    for code, own in PLANTED.items():
        for at, number in own:
            line = (names[at], number)
            told = [
                w for w, rows in sent.items() if line in [(r["unit"], r["number"]) for r in rows]
            ]
            assert (16 in told) is (code != "R01"), (code, told)
