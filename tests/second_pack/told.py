"""What must not be met outside the packaged campaign: its ids, and its words."""

from __future__ import annotations

import re

from campaign import CampaignPack, load_pack
from tests.second_pack.sheets import PACK_ID, know_the_pack

_INTERFACE = {"检视问题", "Study", "Launch"}
"""Words of the packaged campaign that the interface has too, for a quantity or a measure: those go
with the quantities."""


def spelled_ids(text: str) -> set[str]:
    """The packaged campaign's ids of forms, fields, types, groups and workstreams in a text, of
    those that nobody writes for anything else."""
    pack = load_pack("c2023_ztjy")
    fields = {field.id for form in pack.forms for field in form.fields} - set(pack.quantity)
    ids = {form.id for form in pack.forms} | set(pack.type) | set(pack.group) | fields
    told = {id_ for id_ in ids if "_" in id_ or id_ in pack.group}
    return {id_ for id_ in told if re.search(rf"(?<![a-z_]){id_}(?![a-z_])", text)}


def spoken_words(text: str, pack_id: str = PACK_ID) -> set[str]:
    """Its words for forms, types, workstreams, groups and options, and its names, in a text, unless
    the pack looked at has them too."""
    know_the_pack()
    pack = load_pack(pack_id)
    own = _words(pack) | {it for q in pack.quantities for it in (q.label.zh, q.label.en)}
    for word in sorted(own, key=len, reverse=True):
        text = text.replace(word, "")
    foreign = _words(load_pack("c2023_ztjy")) - own - _INTERFACE
    return {word for word in foreign if re.search(_whole(word), text)}


def _whole(word: str) -> str:
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)


def _words(pack: CampaignPack) -> set[str]:
    labels = [form.label for form in pack.forms]
    labels += [label for type_ in pack.types for label in (type_.label, type_.short)]
    labels += [*pack.workstreams.values(), *(group.label for group in pack.groups)]
    labels += [pack.name, pack.short_name]
    return {word for label in labels for word in (label.zh, label.en)}
