"""A pack goes in, with what is to be otherwise in another; the files of a folder come out.

The folder holds all that the pack inherits: it says the same whatever becomes of the others.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from campaign.csv_text import csv_text
from campaign.pack.folder import add_packs, load_pack, pack_files, pack_ids
from campaign.pack.lines import HEAD, KEYS, PackFault
from campaign.pack.pack import CampaignPack

OWN_ID = re.compile(r"[a-z][a-z0-9_]{1,39}")
"""A folder's name on any system, and an id in any address."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")
Rows = Sequence[Mapping[str, str]]


def pack_texts(
    pack_id: str, *, head: Mapping[str, Any] | None = None, tables: Mapping[str, Rows] | None = None
) -> dict[str, str]:
    """The files of a pack by their path in its folder, with the words of `head` and the lines of
    `tables` instead of its own."""
    files = pack_files(pack_id)
    told = {k: v for k, v in files.head.items() if k not in ("extends", "without", "id")}
    texts = {HEAD: _toml({**told, **(head or {})})}
    for name in KEYS:
        rows: Rows = (tables or {}).get(name, files.lines(name))
        if rows:
            texts[name] = _csv(rows)
    return texts | {f"forms/{form['id']}.toml": _toml(form) for _, form in files.forms()}


def write_pack(folder: Path, pack_id: str, texts: Mapping[str, str]) -> CampaignPack:
    """A new pack in a folder of packs, made and read back; raises PackFault for an id that is none
    or taken, and for what cannot be read, of which nothing stays."""
    if OWN_ID.fullmatch(pack_id) is None or pack_id in pack_ids():
        raise PackFault("C35", folder=folder.name, ids=pack_id)
    place = folder / pack_id
    (place / "forms").mkdir(parents=True)
    try:
        for name, text in texts.items():
            (place / name).write_text(text, encoding="utf-8", newline="\n")
        add_packs(folder)
        return load_pack(pack_id)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def pack_zip(pack_id: str) -> bytes:
    """A pack as a zip with its folder in it: unpacked beside a ledger it is there."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in pack_texts(pack_id).items():
            packed.writestr(zipfile.ZipInfo(f"{pack_id}/{name}"), text)
    return file.getvalue()


def _csv(rows: Rows) -> str:
    headings = list(dict.fromkeys(name for row in rows for name in row))
    lines = [headings, *([row.get(name, "") for name in headings] for row in rows)]
    return csv_text(lines, end="\n", for_program=True)


def _toml(told: Mapping[str, Any]) -> str:
    """Settings as TOML: what is no table first, then tables; tables within them stand inline."""
    plain = [f"{_name(k)} = {_value(v)}" for k, v in told.items() if not isinstance(v, Mapping)]
    for name, table in told.items():
        if isinstance(table, Mapping):
            plain += ["", f"[{_name(name)}]"]
            plain += [f"{_name(k)} = {_value(v)}" for k, v in table.items()]
    return "\n".join(plain).strip() + "\n"


def _name(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _value(told: Any) -> str:
    if isinstance(told, Mapping):
        inside = (f"{_name(k)} = {_value(v)}" for k, v in told.items())
        return f"{{ {', '.join(inside)} }}"
    if isinstance(told, list | tuple):
        return f"[{', '.join(map(_value, told))}]"
    if isinstance(told, date):
        return told.isoformat()
    # A JSON text is a TOML text too, but for DEL, which nobody writes.
    return json.dumps(told, ensure_ascii=False)
