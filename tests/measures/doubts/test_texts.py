"""Copied texts, whatever their spacing; the form's own wording does not count."""

import random

import pandas as pd

from measures.doubts.texts import duplicate_text
from tests.measures.doubts.drawn import found, states

UNITS = tuple(f"u{i:02}" for i in range(20))
TEMPLATE = "本周工作开展情况如下:一是深入学习贯彻重要讲话精神;二是认真开展调查研究工作;三是抓好问题整改落实。"
WORDS = list(
    "学习调研问题整改群众服务企业项目农业教育卫生交通环保安全基层组织党员干部会议讨论报告计划措施责任落实督导检查反馈意见建议"
)


def texts(*rows):
    frame = pd.DataFrame(rows, columns=["unit_id", "text"])
    return frame.assign(week=4, reference=[f"row {i}" for i in range(len(frame))])


def own(seed, length=120):
    return "".join(random.Random(seed).choices(WORDS, k=length))


def test_a_copied_text_is_found_through_spaces_and_marks():
    text = own(1)
    spaced = "， ".join(text[i : i + 9] for i in range(0, len(text), 9))
    told = duplicate_text(texts(("u00", text), ("u01", spaced), ("u02", own(2))), UNITS)
    assert found(told) == [("u00", 4, ("row 0", "row 1")), ("u01", 4, ("row 1", "row 0"))]
    assert told["value"].tolist()[:2] == [1, 1]
    assert states(told)[2:4] == ["clear", "not_enough"]


def test_a_text_partly_reworded_counts_by_its_likeness():
    text = own(1)
    little, much = text[:112] + own(7, 8), text[:60] + own(8, 60)
    told = duplicate_text(texts(("u00", text), ("u01", little), ("u02", much)), UNITS)
    assert [f[0] for f in found(told)] == ["u00", "u01"]


def test_the_forms_own_wording_is_no_copy():
    told = duplicate_text(
        texts(*((unit, TEMPLATE + own(i)) for i, unit in enumerate(UNITS))), UNITS
    )
    assert set(states(told)) == {"clear"}
    only = duplicate_text(texts(*((unit, TEMPLATE) for unit in UNITS)), UNITS)
    assert set(states(only)) == {"not_enough"}


def test_a_short_text_cannot_tell_and_the_same_unit_may_repeat_itself():
    told = duplicate_text(
        texts(("u00", "已完成"), ("u01", "已完成"), ("u02", own(3)), ("u02", own(3))), UNITS
    )
    assert states(told)[:3] == ["not_enough", "not_enough", "clear"]
    assert not found(duplicate_text(texts(), UNITS))
