"""The replay district's names: another invented district, ten families of nine organisations.

No place, body or enterprise is meant.
"""

from __future__ import annotations

from campaign import Label

REPLAY_NAME = Label("青澜区", "Qinglan District")

LEADING_BODIES = (
    "区委领导班子",
    "区人大常委会领导班子",
    "区政府领导班子",
    "区政协领导班子",
    "区纪委监委领导班子",
    "区人民法院领导班子",
    "区人民检察院领导班子",
    "经济开发区领导班子",
    "文化旅游区领导班子",
    "生态保护区领导班子",
)
"""The ten at county level in protocol order, one a guidance group."""

FAMILIES = {
    "区教育局": ("区教师进修中心", "第一中学 第二中学 实验小学 机关幼儿园", "学校"),
    "区民政局": ("区社会福利中心", "福利院 救助站 殡仪服务站 老年大学", "事业"),
    "区交通运输局": ("区公路养护站", "客运公司 公交公司 物流公司 养护公司", "国有企业"),
    "区农业农村局": ("区农技推广站", "种子站 畜牧站 农机站 植保站", "事业"),
    "区卫生健康局": ("区妇幼保健中心", "区第一医院 区第二医院 区中医院 疾控中心", "医院"),
    "松坪镇": ("松坪镇便民服务中心", "松坪村 柳林村 高塬村 南沟村", "村"),
    "荷塘镇": ("荷塘镇农业服务中心", "荷塘村 莲花村 新桥村 东湾村", "村"),
    "清泉镇": ("清泉镇文化服务中心", "清泉村 石桥村 梨园村 北山村", "村"),
    "朝阳街道": ("朝阳街道网格服务中心", "朝阳社区 光华社区 春风社区 秀水社区", "社区"),
    "望湖街道": ("望湖街道养老服务中心", "望湖社区 翠微社区 金桂社区 长桥社区", "社区"),
}
"""Ten at section level, each with its second-tier unit, its four primary-level places and their
sector; a family is in one guidance group."""

ENTERPRISES = (
    "青松 云帆 禾丰 远山 溪谷 明石 南风 晨曦 木兰 百合 "
    "白杨林 泉涌 麦浪 竹海 千帆 润泽 岚山 新苗 春雨 秋实"
)
"""Twenty enterprises, two a guidance group in turn."""
