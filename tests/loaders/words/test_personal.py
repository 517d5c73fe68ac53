"""Which texts and columns name a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.words.personal import are_names, holds_number, is_identity, mask, names_a_person

IDENTITY = "11010519491231002X"


@pytest.mark.parametrize(
    "text",
    [
        "13812345678", "1 3812345678", "联系13812345678找我", "138-1234-5678", "138 1234 5678",
        "+86 13812345678", "１３８１２３４５６７８", IDENTITY, IDENTITY.lower(), "110105491231002",
        "证号：110105 19491231 002X", "110105194912310021",
    ],
)  # fmt: skip
def test_a_mobile_and_an_identity_number_are_found_however_they_are_written(text: str) -> None:
    assert holds_number(text)
    assert "38123456" not in mask(text).replace(" ", "").replace("-", "")
    assert not holds_number(mask(text))


@pytest.mark.parametrize(
    "text",
    [
        "20231020",
        "0571-88888888",
        "123456789012",
        "110105194913310023",
        "1234567890",
        "2023年10月",
        "",
    ],
)
def test_other_numbers_are_nobodys(text: str) -> None:
    assert not holds_number(text)
    assert mask(text) == text


def test_the_last_character_proves_a_number_whose_date_is_mistyped() -> None:
    assert is_identity(IDENTITY)
    assert not is_identity(IDENTITY[:-1] + "1")


@given(
    st.integers(0, 10**8 - 1), st.text("甲乙 ，。", max_size=4), st.text("甲乙 ，。", max_size=4)
)
def test_no_mobile_hides_in_a_text(number: int, before: str, after: str) -> None:
    mobile = f"139{number:08d}"
    assert holds_number(before + mobile + after)
    assert mobile not in mask(before + mobile + after)


@pytest.mark.parametrize(
    "text",
    [
        "张某某同志工作不实",
        "由李建国同志负责",
        "欧阳修同志",
        "联系人：王小明",
        "负责人:陈某",
        "赵某某请假",
        "该课题由王小明负责推进",
        "请李卫东主讲",
        "Contact: Li Ming",
        "Prepared by: Xiaoming WANG",
        "填报人：Zhang San",
    ],
)
def test_a_person_named_as_such_is_found(text: str) -> None:
    assert names_a_person(text)


@pytest.mark.parametrize(
    "text",
    ["于全体同志参加", "组织党员同志学习", "慰问高龄老同志", "学习雷锋同志事迹", "联系人制度不健全",
     "广大同志", "某某单位整改不到位", "学习方志敏同志纪念文章", "向先进看齐", "由金融办负责", "由方案组牵头",
     "由高新区负责", "请党委书记主讲", "Contact: Planning Office", "Prepared by: Finance Bureau", "由文旅局联系"],
)  # fmt: skip
def test_talk_of_people_names_nobody(text: str) -> None:
    assert not names_a_person(text)


def test_a_column_of_names_is_known_by_its_cells() -> None:
    assert are_names(["王小明", "李建国", "张三、赵四", ""])
    assert not are_names(["区财政局", "区教育局", "西城街道"])
    assert not are_names(["王小明", "李建国"])  # two may be chance
    assert not are_names(["王小明", "李建国", "张三", "请假", "出差", "开会", "下乡"])
