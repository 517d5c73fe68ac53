"""A cell that is nothing but persons' names is told from one of words."""

from __future__ import annotations

import pytest

from campaign import Roster, load_pack
from loaders.words import BareNames, bare_names
from tests.loaders.drawn import ROSTER, unit

NAMES = bare_names(load_pack("c2023_ztjy"), Roster(()))


@pytest.mark.parametrize(
    "text",
    [
        "张三", "李四", "王小明", "赵铁柱", "王建国", "高建国", "周建国", "方文明", "钱学明", "洪涛生",
        "张子怡然", "欧阳修", "欧阳建国", "诸葛亮", "司马懿", "张李玉兰", "张三李四", "张某", "张某某", "李××",
        "张 三", "张　三", "欧阳 修", "张 建国", "阿依古丽·买买提", "迪丽热巴•迪力木拉提",
        "张三、李四", "张三，李四", "张三/李四", "张三 李四 王五", "李卫东、王小明等", "张三等3人",
        "张三局长", "王主任", "李书记", "张副局长", "王建国副书记", "张三同志", "张三（组长）", "张三 男 汉",
        "联系人：张三", "联系人:高峰", "填表人 李四 审核 王五", "填表人：李四　审核人：王五",
        "张三 0871-63512345", "张三（0871-63512345）", "负责人（签字）：周明", "审核：李梅 制表：孙华", "记录人 沈腾",
    ],
)  # fmt: skip
def test_a_name_alone_is_told(text: str) -> None:
    assert NAMES.is_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "田间地头", "成果交流", "方案制度", "单位", "万元", "高质量", "常态化", "党建", "龙头企业", "马上办",
        "文旅", "卫健", "高峰", "白云镇", "石桥村", "赵家庄村", "王庄", "安全生产", "严要求", "高站位", "成效好",
        "周例会", "周三", "任务书", "单位数", "万余元", "余人", "无", "其他", "温馨提示", "方式方法", "党委书记",
        "常务副书记", "高级工程师", "江北区", "金融办", "时间", "计划", "张家港", "江苏", "严管厚爱", "马铃薯",
        "乡村·振兴", "学习·交流", "单位 万元", "10 次", "高 中", "填表人：", "审核：　　填表：", "联系人", "联系电话",
        "方案、制度", "李四参加学习", "陈规陋习", "杨树种植", "林长制", "洪水", "蓝图", "金点子", "廉政课", "桂花", "丛林", "楼栋长", "荣誉墙", "记录人",
        "迟报", "申领", "", "/", "应学人数", "理论学习",
    ],
)  # fmt: skip
def test_a_word_alone_is_none(text: str) -> None:
    assert not NAMES.is_in(text)


def test_a_word_of_the_roster_is_none_however_it_is_shortened() -> None:
    plain, known = BareNames(), bare_names(load_pack("c2023_ztjy"), ROSTER)
    assert plain.is_in("幸福") is known.is_in("幸福")
    shortened = Roster((unit("u1", "丁家湾镇人民政府"),))
    assert plain.is_in("丁湾")
    assert not bare_names(load_pack("c2023_ztjy"), shortened).is_in("丁湾")


def test_persons_in_the_name_of_a_file_are_hidden() -> None:
    assert NAMES.hidden_in("第3周周报-张三.xlsx") == "第3周周报-（已隐去）.xlsx"
    assert NAMES.hidden_in("周报（李卫东）.xlsx") == "周报（（已隐去））.xlsx"
    for kept in ("云岭区_第二指导组_周报.xlsx", "周报 - 副本.xlsx", "第3周-白云镇.xlsx"):
        assert NAMES.hidden_in(kept) == kept


def test_other_values_are_no_names() -> None:
    assert not any(map(NAMES.is_in, (3.0, 5, True, "甲" * 100)))
