"""Which unit a name means. The roster is tests/loaders/drawn.py's: 区财政局, 区应急管理局, …"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from campaign import Roster
from loaders.words.naming import Match, UnitNames
from tests.loaders.drawn import PACK, ROSTER, accepted, codes, doubts, read, unit

WEEK_3 = date(2023, 10, 22)


def names(roster: Roster = ROSTER, on: date = WEEK_3) -> UnitNames:
    return UnitNames(roster, on=on, district_words=PACK.district_words)


def match(raw: str) -> Match:
    return names().match(raw)


def found(raw: str) -> str:
    unit = match(raw).unit
    return unit.name if unit else match(raw).code


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("区财政局", "区财政局"), ("区财 政局", "区财政局"), ("区财政\n局", "区财政局"),
        ("财政局", "区财政局"),
        ("区财政局党组", "区财政局"), ("中共云岭区财政局党组", "区财政局"), ("云岭区财政局",
        "区财政局"),
        ("应急局", "区应急管理局"), ("区应急局", "区应急管理局"), ("应急办", "区应急管理局"),
        ("西城街道党工委", "西城街道"), ("第十一小学", "第十一小学党支部"),
        ("幸福社区党支部", "幸福社区党支部"), ("东河镇中心小学党支部", "东河镇中心小学党支部"),
    ],
)  # fmt: skip
def test_a_name_in_another_dress_is_the_same_unit(raw: str, name: str) -> None:
    assert found(raw) == name


@pytest.mark.parametrize(
    "raw",
    ["第一小学党支部", "第十二小学党支部", "第十小学党支部", "区人社局", "财政", "山湖区财政局",
     "中共山湖区财政局党组", "市财政局", "县财政局", "省财政厅", "区财政二局", "财政局机关服务中心",
     "幸福里社区党支部", "云岭区", "区", "局", "党支部", "小学党支部", "云岭市财政局"],
)  # fmt: skip
def test_a_name_that_may_be_another_unit_matches_none(raw: str) -> None:
    assert found(raw) == "U01"


def test_suggestions_have_the_same_numbers_and_never_decide() -> None:
    assert [u.name for u in match("区人社局").candidates] == ["区人力资源和社会保障局"]
    assert match("第一小学党支部").candidates == ()
    assert match("第十二小学党支部").candidates == ()


def test_of_four_characters_one_may_be_wrong_where_nothing_is_nearer() -> None:
    assert [u.name for u in match("区财攻局").distant] == ["区财政局"]
    assert [u.name for u in match("西诚街道").distant] == ["西城街道"]
    assert match("区财攻居").distant == (), "half of it is another name"
    assert match("区财攻局").candidates == (), "a code must not agree with it"
    assert match("区人社局").distant == (), "something nearer is known"


def test_two_units_of_one_short_name_are_asked_for_their_parent() -> None:
    double = match("中心小学党支部")
    assert (double.unit, double.code) == (None, "U02")
    assert [u.id for u in double.candidates] == ["u07", "u08"]


def test_a_closed_unit_is_said_to_be_closed_after_its_end() -> None:
    assert found("区旧城改造办公室") == "U04"
    before = names(on=date(2023, 10, 8)).match("区旧城改造办公室")
    assert before.unit is not None


def test_a_confirmed_alias_is_said_to_be_one() -> None:
    assert match("应急办").by == "alias"
    reading = read("| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 应急办 | 2 |")
    assert accepted(reading) == ["应急办"]
    assert "U12" in codes(reading)


def test_another_spelling_is_a_note_and_the_full_name_is_none() -> None:
    reading = read("| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 财政局 | 2 |\n| 西城街道 | 1 |")
    assert [d for d in doubts(reading, notes=True) if d.startswith("U")] == ["U10 周报!A3"]


def test_a_suffix_stripped_name_shared_by_two_units_is_ambiguous() -> None:
    roster = Roster((unit("a", "区教育局党委"), unit("b", "区教育局机关党支部")))
    assert names(roster).match("区教育局").code == "U02"
    assert names(roster).match("区教育局党委").unit is roster.units[0]


def test_a_district_word_is_never_stripped_down_to_nothing() -> None:
    roster = Roster((unit("a", "区委办公室"), unit("b", "区政府办公室")), {}, ("云岭区",))
    assert names(roster).match("云岭区委办公室").unit is roster.units[0]
    assert names(roster).match("办公室").unit is None
    assert names(roster).match("云岭区").unit is None


CODED = """
    | 周报（第3周） | | |
    | 单位编码 | 单位名称 | 研讨交流 |
    | {code} | {name} | 2 |
"""


@pytest.mark.parametrize(
    ("code", "name", "issue"),
    [
        ("D001", "区财政局", ""), ("d001", "财政局", ""), ("D001", "", ""), ("", "区财政局", ""),
        ("D001", "区应急管理局", "U11 周报!B3"), ("D001", "区体育局", "U11 周报!B3"),
        ("D999", "区财政局", ""), ("D999", "", "U09 周报!B3"),
    ],
)  # fmt: skip
def test_a_code_and_a_name_must_mean_one_unit(code: str, name: str, issue: str) -> None:
    found = [d for d in doubts(read(CODED.format(code=code, name=name))) if d.startswith("U")]
    assert found == ([issue] if issue else [])


def test_an_old_name_after_its_day_is_held_and_says_the_new_one() -> None:
    renamed = replace(unit("u20", "区大数据局"), valid_from=date(2023, 10, 16))
    before = replace(unit("u20", "区信息中心"), valid_to=date(2023, 10, 15))
    roster = Roster((before, renamed), {}, ("云岭区",))
    old = UnitNames(roster, on=date(2023, 10, 10), district_words=())
    new = UnitNames(roster, on=date(2023, 10, 20), district_words=())
    assert old.match("区信息中心").unit == before
    assert new.match("区信息中心") == Match(None, "U04", candidates=(renamed,))
    assert new.match("区大数据局").unit == renamed
    assert old.match("区大数据局").code == "U04"


def test_digits_and_numerals_of_one_number_may_be_suggested_for_each_other() -> None:
    roster = Roster((unit("u20", "第十一小学党支部"), unit("u21", "第一小学党支部")), {}, ())
    names = UnitNames(roster, on=date(2023, 10, 20), district_words=())
    assert [u.id for u in names.suggestions("第11小学支部")] == ["u20"]
    assert [u.id for u in names.suggestions("第1小学支部")] == ["u21"]


def test_an_unknown_name_written_twice_is_asked_about_once() -> None:
    assert match("某某局某某局").code == "U01"
    assert match("3.区财政局").unit == match("区财政局").unit
