"""The columns across from a sheet's indicators go in; those of answers come out, where the others
only say when, where, what or who of each."""

from __future__ import annotations

import re

from campaign import fold
from loaders.tables.cell_kinds import Lines

_VALUES = re.compile(
    "数[量值据]?|(?:开展|活动|组织)?(?:次数|场次)|(?:完成|本周)?情况|完成数|填报数|填报内容|结果"
)
_BESIDE = re.compile(
    r"(?:完成|活动|开展|召开|举办|填报)?(?:时间|日期|地点)|主题|主要内容|备注|说明|牵头.*|责任.*"
)
_HEADS = re.compile(r"(?:参加|参与|参学|到会|受教育|覆盖)?(?:人数|人次)(?:\(.*\))?")


def _is_beside(text: str) -> bool:
    """Whether a column beside the figures says when, where or what of each, or who was there."""
    return bool(_BESIDE.fullmatch(fold(text)) or _HEADS.fullmatch(fold(text)))


def heads_values(text: str) -> bool:
    """Whether a text heads one column of answers: 数量, 次数, 完成情况."""
    return bool(_VALUES.fullmatch(fold(text)))


def answer_columns(lines: Lines, across: int, columns: list[int], *, of_heads: bool) -> list[int]:
    """Of the columns across those of answers, where the others say when, where, what or who of
    each; who was there, where no quantity itself counts heads."""
    heads = {c: fold(lines.text(across, c)) for c in columns}
    values = [c for c, head in heads.items() if heads_values(head)]
    are_told = all(c in values or _is_beside(head) for c, head in heads.items())
    may_be_heads = of_heads and any(map(_HEADS.fullmatch, heads.values()))
    return values if values and are_told and not may_be_heads else columns
