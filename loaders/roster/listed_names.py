"""The cell of a unit's name goes in; the units come out that it lists, where it lists several."""

from __future__ import annotations

import re

from campaign import CampaignPack, fold

_BETWEEN = re.compile(r"[、，,；;]")
_TOGETHER = re.compile(r"联合|[(（)）]")
"""Of several bodies one organisation, or a name with an addition, which may list on."""


def names_in(text: str, pack: CampaignPack) -> list[str]:
    """The names in a cell, each ending as names of organisations do; none where it is one name.

    Lines are names where they begin alike (区财政局, 区审计局); else a name was too long for one.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    begin_alike = len({line[0] for line in lines}) == 1
    whole = "、".join(lines) if begin_alike else "".join(lines)
    parts = [part.strip() for part in _BETWEEN.split(whole) if part.strip()]
    endings = tuple(fold(word) for type_ in pack.types for word in type_.called)
    are_names = len(parts) > 1 and all(fold(part).endswith(endings) for part in parts)
    return parts if are_names and not _TOGETHER.search(text) else []
