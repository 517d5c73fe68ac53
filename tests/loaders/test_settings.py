"""What settings say names nobody; who exempts is a body."""

from __future__ import annotations

import json

import pytest

from campaign import Setting
from loaders import personal_settings


def codes(*, approver: str = "区委办公室", reason: str = "机构改革", why: str = "") -> list[str]:
    said = {"until": 3, "reason": reason, "approver": approver}
    wanted = Setting("exemption", "U01", 1, json.dumps(said, ensure_ascii=False))
    return [issue.code for issue in personal_settings([wanted], why=why)]


@pytest.mark.parametrize(
    "approver",
    [
        "区委办",
        "区委办公室",
        "领导小组办公室、区委组织部",
        "区教育局党组",
        "District office",
        "城关镇党委（扩大）",
    ],
)
def test_a_body_may_exempt(approver: str) -> None:
    assert codes(approver=approver) == []


@pytest.mark.parametrize(
    ("approver", "code"),
    [
        ("张三", "S10"), ("王主任", "S10"), ("区委组织部、李四", "S10"), ("张三同志", "S10"),
        ("区委书记", "C40"), ("区委组织部张建国", "C40"), ("John Smith", "C40"),
    ],
)  # fmt: skip
def test_nobody_else_may(approver: str, code: str) -> None:
    assert codes(approver=approver) == [code]


@pytest.mark.parametrize(
    "why",
    ["按张三同志意见", "联系电话13888889999", "经办人：李四", "李四", "身份证530102198001011234"],
)
def test_why_something_is_set_names_nobody_either(why: str) -> None:
    assert codes(why=why) == ["S10"]
    assert codes(reason=why) == ["S10"]


@pytest.mark.parametrize(
    "why", ["", "会议要求", "第三季度起按新口径", "国庆放假", "as decided on 3 May"]
)
def test_an_ordinary_reason_is_taken(why: str) -> None:
    assert codes(why=why) == []
