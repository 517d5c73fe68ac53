"""A pack written as a folder of its own says what it said."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from campaign import CampaignPack, PackFault, load_pack, pack_texts, pack_zip, write_pack
from campaign.pack import folder as module
from tests.foreign_pack.any_pack import FIRST, FOREIGN, LATEST, pack_named


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packs, forgotten after the test."""
    pack_named(FOREIGN)
    monkeypatch.setattr(module, "_folders", [*module._folders])
    return tmp_path


def said(pack: CampaignPack) -> dict[str, object]:
    """All that a pack says but for its id; forms by what they are made of."""
    told = {name: value for name, value in vars(pack).items() if name in pack.__dataclass_fields__}
    forms = [
        {k: v for k, v in vars(form).items() if k in form.__dataclass_fields__}
        for form in pack.forms
    ]
    return {**told, "forms": forms, "id": ""}


@pytest.mark.parametrize("pack_id", [FIRST, LATEST, FOREIGN])
def test_a_pack_written_flat_says_the_same(folder: Path, pack_id: str) -> None:
    made = write_pack(folder, f"flat_{pack_id}", pack_texts(pack_id))
    assert said(made) == said(load_pack(pack_id))
    assert "extends" not in (folder / made.id / "pack.toml").read_text(encoding="utf-8")


def test_what_is_changed_is_in_it_and_the_base_stays(folder: Path) -> None:
    head = {
        "name": {"zh": "某“新”活动", "en": 'A "new" one'},
        "workstreams": {"one": {"en": "One"}},
    }
    quantities = [
        {**line, "workstream": "one"} for line in module.pack_files(LATEST).lines("quantities.csv")
    ]
    texts = pack_texts(LATEST, head=head, tables={"quantities.csv": quantities})
    made = write_pack(folder, "changed_one", texts)
    assert (made.name.zh, made.name.en, list(made.workstreams)) == (
        "某“新”活动",
        'A "new" one',
        ["one"],
    )
    assert "study" in load_pack(LATEST).workstreams


@pytest.mark.parametrize("pack_id", ["", "Ä", "../up", "c2023_ztjy", "1st", "UPPER"])
def test_an_id_that_is_none_or_taken_makes_nothing(folder: Path, pack_id: str) -> None:
    with pytest.raises(PackFault, match="C35"):
        write_pack(folder, pack_id, pack_texts(LATEST))
    assert list(folder.iterdir()) == []


def test_what_cannot_be_read_leaves_no_folder(folder: Path) -> None:
    types = [{"id": "one", "label_zh": "", "label_en": "One", "short_zh": "", "short_en": "One",
              "has_weekly_study": "yes", "aliases": "One"}]  # fmt: skip
    with pytest.raises(PackFault, match="C34"):
        write_pack(folder, "broken_one", pack_texts(LATEST, tables={"types.csv": types}))
    assert list(folder.iterdir()) == []


def test_a_zip_holds_its_folder(folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(pack_zip(LATEST))) as packed:
        packed.extractall(folder)
    (folder / LATEST).rename(folder / "unpacked")
    module.add_packs(folder)
    assert said(load_pack("unpacked")) == said(load_pack(LATEST))
