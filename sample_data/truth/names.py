"""The invented districts' names: bodies, towns, institutions, villages and enterprises.

No place or enterprise is meant; `names.toml` has them in protocol order.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from campaign import Label

DISTRICT_NAME = Label("云岭区", "Yunling District")
REPLAY_NAME = Label("青澜区", "Qinglan District")
NAMES: Mapping[str, Any] = tomllib.loads(
    (resources.files("sample_data.truth") / "names.toml").read_text(encoding="utf-8")
)

SCALE_NAMES = "云山江河湖海林泉松柏竹梅兰菊荷柳桃杏梨枫东西南北中安宁和平兴旺新华光明永康乐丰"
"""Characters that names of the scale set are put together from."""
SCALE_SUFFIXES = {
    "county_team": ("领导班子",),
    "section_team": ("局", "镇", "街道"),
    "second_tier": ("中心", "站"),
    "grassroots": ("村党支部", "社区党支部", "学校党支部"),
    "non_public": ("公司党支部",),
}
"""By type, what such a name ends with."""
