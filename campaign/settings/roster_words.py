"""What people say of a roster's words goes in; the settings that remember it come out."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from campaign.district import District
from campaign.pack.pack import CampaignPack
from campaign.role import FieldRole
from campaign.setting import Setting, in_force
from campaign.settings.effective import pack_of
from campaign.unit import GuidanceGroup, UnitType, fold

_NO_ID = re.compile(r"[^\w]+")
_ALWAYS = 1
"""The first week of what holds for all weeks."""
_LONGEST = 40
"""Letters of an id, as a setting's key takes them."""


@dataclass(frozen=True)
class WordAnswer:
    """A person's word on a roster's word for a type or a group (`role`): it means the one of the id
    `means`, or is one of its own, a type with the duties of `means`."""

    role: FieldRole
    word: str
    means: str = ""
    is_own: bool = False


def settings_of(district: District, answers: Iterable[WordAnswer]) -> tuple[Setting, ...]:
    """The settings that keep these answers, one a type or group, to be put at once.

    Raises KeyError for an answer that means no type or group of the district.
    """
    pack, found = pack_of(district), dict[tuple[str, str], dict[str, Any]]()
    before = in_force(district.settings, _ALWAYS)
    for answer in answers:
        name = str(answer.role)
        key = _own_id(answer.word) if answer.is_own else answer.means
        known = found.get((name, key)) or before.get((name, key))
        said = dict(known or (_own(answer, pack) if answer.is_own else _words(answer, pack)))
        said["aliases"] = list(dict.fromkeys([*said.get("aliases", ()), answer.word]))
        found[name, key] = said
    return tuple(
        Setting(name, key, _ALWAYS, json.dumps(said, ensure_ascii=False))
        for (name, key), said in found.items()
    )


def stranger(name: str) -> Setting:
    """The setting that keeps that a name is none of the district's units."""
    key = f"{_own_id(name)[: _LONGEST - 9]}-{zlib.crc32(fold(name).encode()):08x}"
    return Setting("stranger", key, _ALWAYS, json.dumps(name, ensure_ascii=False))


def _own_id(word: str) -> str:
    return _NO_ID.sub("", fold(word))[:_LONGEST]


def _own(answer: WordAnswer, pack: CampaignPack) -> Mapping[str, Any]:
    """One of its own; a type stands in protocol order behind the one it is like."""
    label = {"zh": answer.word, "en": answer.word}
    if answer.role is not FieldRole.TYPE:
        return {"label": label}
    place = [type_.id for type_ in pack.types].index(pack.type[answer.means].id)
    return {"label": label, "like": answer.means, "place": place + 2}


def _words(answer: WordAnswer, pack: CampaignPack) -> Mapping[str, Any]:
    """A type or group of the pack as it is called there."""
    if answer.role is FieldRole.TYPE:
        type_ = pack.type[answer.means]
        return {"label": asdict(type_.label), "short": asdict(type_.short)}
    return {"label": asdict(pack.group[answer.means].label)}


def meant_by(text: str, listed: Sequence[UnitType | GuidanceGroup]) -> str:
    """The id of the one that a text names, by id or label; empty for none."""
    folded = fold(text)
    names = {fold(n): it.id for it in listed for n in (it.id, it.label.zh, it.label.en)}
    return names.get(folded, "")
