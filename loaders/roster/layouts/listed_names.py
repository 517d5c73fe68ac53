"""The cell of a unit's name goes in; the units come out that it lists, where it lists several."""

from __future__ import annotations

import re

from campaign import CampaignPack, fold

_BETWEEN = re.compile(r"[、，,；;]")
_INSIDE = re.compile(r"[(（][^()（）]*[)）]")
"""An addition to a name, which may list on: 区委办公室（区档案局、区国家保密局）."""
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
    """
    lines = [line.strip() for line in _OPEN.sub("", text).split("\n") if line.strip()]
    begin_alike = len({line[0] for line in lines}) == 1
    parts = _parts("、".join(lines) if begin_alike else "".join(lines))
    called = sum(is_called_so(part, pack) for part in parts)
    are_names = len(parts) > 1 and called >= (1 if len(parts) >= _LIST else len(parts))
    return parts if are_names and not _TOGETHER.search(text) else []


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
