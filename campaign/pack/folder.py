"""A campaign's folder of data goes in; its pack comes out.

Folders lie in the package; whoever runs a campaign of their own adds the folder theirs lies in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from campaign.pack.lines import HEAD, PackFault, PackFiles, at, toml_of
from campaign.pack.pack import CampaignPack
from campaign.pack.parts import (
    calendar_of,
    forms_of,
    group_of,
    label_in,
    options_of,
    quantities_of,
    report_part,
    target_of,
    type_of,
    words_in,
)
from campaign.pack.rule import Rule, is_over_all, rule_of, spread
from campaign.quantity import Quantity
from campaign.role import NAMED

_folders: list[Traversable] = [resources.files("campaign") / "packs"]


def add_packs(folder: Traversable) -> None:
    """Take the packs in a folder besides the packaged ones, for as long as the process lasts.

    Raises FileNotFoundError for no folder, PackFault for an id that another folder has already.
    """
    folder = folder.resolve() if isinstance(folder, Path) else folder
    if folder in _folders:
        return
    if not folder.is_dir():
        raise FileNotFoundError(str(folder))
    twice = sorted(set(_ids_in(folder)) & set(pack_ids()))
    if twice:
        raise PackFault("C35", folder=folder.name, ids=", ".join(twice))
    _folders.append(folder)


def pack_ids() -> tuple[str, ...]:
    """The ids of all campaigns, the packaged ones first, in the order of their years."""
    return tuple(pack_id for folder in _folders for pack_id in _ids_in(folder))


def _ids_in(folder: Traversable) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if (p / HEAD).is_file())


def pack_files(pack_id: str) -> PackFiles:
    """A pack's own files and those it extends; raises PackFault for an id that no folder has, and
    for packs that extend each other."""
    folders: list[Traversable] = []
    heads: list[Mapping[str, Any]] = []
    asked: str | None = pack_id
    while asked:
        home = next((one for one in _folders if asked in _ids_in(one)), None)
        if home is None or any(folder.name == asked for folder in folders):
            raise PackFault("C31", id=asked, known=", ".join(pack_ids()))
        folders.append(home / asked)
        heads.append(toml_of(home / asked / HEAD, f"{asked}/{HEAD}"))
        asked = heads[-1].get("extends")
    return PackFiles(tuple(folders), tuple(heads))


@cache
def load_pack(pack_id: str) -> CampaignPack:
    """The pack of that id; raises PackFault, a ValueError with a code, for an unknown one and for
    what is wrong in its files."""
    files = pack_files(pack_id)
    with at(f"{pack_id}/{HEAD}"):
        pack = _made(pack_id, files)
    return _with_known_names(pack, files)


def _made(pack_id: str, files: PackFiles) -> CampaignPack:
    head, (core, further) = files.head, _by_registry(quantities_of(files))
    return CampaignPack(
        id=pack_id,
        name=label_in(head["name"]),
        short_name=label_in(head["short_name"]),
        calendar=calendar_of(head["calendar"]),
        workstreams={key: label_in(label) for key, label in head["workstreams"].items()},
        types=tuple(files.each("types.csv", type_of)),
        groups=tuple(files.each("groups.csv", group_of)),
        quantities=core,
        further=further,
        targets=tuple(files.each("targets.csv", target_of)),
        forms=forms_of(files),
        choices={key: tuple(listed) for key, listed in options_of(files).items() if "." in key},
        thresholds=_thresholds(head.get("thresholds", {})),
        district_words=tuple(head.get("district_words", ())),
        rules=spread(_rules(files), (q.id for q in core + further if q.adds_up)),
        over_all=tuple(filter(is_over_all, _rules(files))),
        original_days=int(head.get("original_days", CampaignPack.original_days)),
        senders_first=tuple(head.get("senders_first", ("unit",))),
        report=tuple(map(report_part, head.get("report", ()))),
    )


def _rules(files: PackFiles) -> list[Rule]:
    return files.each("rules.csv", rule_of)


def _by_registry(
    quantities: Sequence[Quantity],
) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """Those of the registry, and the further ones."""
    further = tuple(q for q in quantities if q.is_further)
    return tuple(q for q in quantities if not q.is_further), further


def known_packs() -> tuple[tuple[CampaignPack, ...], tuple[PackFault, ...]]:
    """Every pack that can be used, in the order of the ids, and what is wrong with the others."""
    packs, faults = [], []
    for pack_id in pack_ids():
        try:
            packs.append(load_pack(pack_id))
        except PackFault as fault:
            faults.append(fault)
    return tuple(packs), tuple(faults)


def _thresholds(own: Mapping[str, float]) -> Mapping[str, float]:
    """Every threshold there is: a pack's own, others as the first packaged one has them. Raises
    ValueError for one that nothing is judged by."""
    usual = toml_of(_folders[0] / _ids_in(_folders[0])[0] / HEAD, HEAD)["thresholds"]
    for name, limit in own.items():
        if name not in usual or not isinstance(limit, int | float):
            raise ValueError(f"{name} = {limit!r}")
    return {**usual, **own}


def _with_known_names(pack: CampaignPack, files: PackFiles) -> CampaignPack:
    """The same pack; raises PackFault at the first line that speaks of a type or workstream that is
    none of the pack's, and where a quantity that pages name is missing, or a further one has no
    heading."""
    types = {*pack.type, "*"}
    for name, column, known in (
        ("targets.csv", "type", types),
        ("quantities.csv", "owed_by", types),
        ("quantities.csv", "workstream", {*pack.workstreams}),
    ):
        for line in files.lines(name):
            for unknown in sorted(set(words_in(line[column])) - known):
                raise PackFault("C34", file=line.file, line=line.number, why=unknown)
    unread = {q.id for q in pack.further} - pack.weekly_form.field.keys()
    for line in files.lines("quantities.csv"):
        if line["id"] in unread:
            raise PackFault("C34", file=line.file, line=line.number, why=line["id"])
    if missing := [name for name in NAMED if name not in pack.quantity]:
        raise PackFault("C33", file=f"{pack.id}/quantities.csv", line=1, name=missing[0])
    return pack
