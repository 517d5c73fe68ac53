"""The cell of a unit's name goes in; the units come out that it lists, where it lists several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaign import CampaignPack, fold

_BETWEEN = re.compile(r"[、，,；;]")
_INSIDE = re.compile(r"[(（][^()（）]*[)）]")
"""An addition to a name, which may list on: 区委办公室（区档案局、区国家保密局）."""
_NUMBER = re.compile(r"(?<![\d第(（])\d{1,2}[.、)）]\s*")
"""A name's number: 1.区教育局 2.区卫健局"""
_TOGETHER = re.compile(r"联合")
"""Of several bodies one organisation."""
_OPEN = re.compile(r"等\s*\d*\s*[家个所]?(?:单位|部门)?[。.]?$")
"""The end of a list that names some of its units only."""
_LIST = 3
"""A convention: of so many parts one that is called as organisations are shows that all are units;
of two, both."""


def names_in(text: str, pack: CampaignPack) -> list[str]:
    """The names in a cell; none where it is one name.

    Lines are names where they begin alike (区财政局, 区审计局); else a name was too long for one.
    So are words with blanks between them, all of which are called as organisations are.
    """
    if _TOGETHER.search(text):
        return []
    lines = [line.strip() for line in _NUMBER.sub("、", _OPEN.sub("", text)).split("\n")]
    lines = [line for line in lines if line]
    parts = _parts(("、" if _begin_alike(lines) else "").join(lines))
    called = sum(is_called_so(part, pack) for part in parts)
    if len(parts) > 1:
        return parts if called >= (1 if len(parts) >= _LIST else len(parts)) else []
    words = text.split()
    apart = len(words) > 1 and (_begin_alike(words) or len(words) >= _LIST)
    return words if apart and all(is_called_so(word, pack) for word in words) else []


def _begin_alike(names: Sequence[str]) -> bool:
    return len({name[0] for name in names}) == 1


def names_some(text: str) -> bool:
    """Whether a list says that it does not name all: 区教育局、区卫健局等12家单位."""
    return bool(_OPEN.search(text.strip()))


def is_called_so(name: str, pack: CampaignPack) -> bool:
    """Whether a name ends as names of organisations do, without what stands in brackets."""
    endings = tuple(fold(word) for type_ in pack.types for word in type_.called)
    return fold(_INSIDE.sub("", name)).endswith(endings)


def _parts(text: str) -> list[str]:
    """A text between its marks, but for those in brackets."""
    masked = _INSIDE.sub(lambda found: " " * len(found[0]), text)
    places = [mark.start() for mark in _BETWEEN.finditer(masked)]
    starts, ends = [0, *(place + 1 for place in places)], [*places, len(text)]
    told = (text[start:end].strip(" 。.") for start, end in zip(starts, ends, strict=True))
    return [part for part in told if part]
