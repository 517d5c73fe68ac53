"""Packs of another folder: what is taken, and what is refused with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from campaign import FormKind, FormRole, add_packs, load_pack, pack_ids
from campaign import pack_folder as module

SECOND = Path(__file__).resolve().parents[1] / "second_pack" / "packs" / "other_year"


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packs of one's own, forgotten after the test."""
    monkeypatch.setattr(module, "_folders", [*module._folders])
    return tmp_path


def copied(packs: Path, pack_id: str) -> Path:
    """The second pack under another id, its folder."""
    shutil.copytree(SECOND, packs / pack_id)
    return packs / pack_id


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_pack_of_another_folder_comes_after_the_packaged_ones(packs: Path) -> None:
    copied(packs, "a_first")
    before = pack_ids()
    add_packs(packs)
    add_packs(packs)
    assert pack_ids() == (*before, "a_first")
    log = load_pack("a_first").form_of(FormRole.GUIDANCE_LOG)
    assert log is not None
    assert (log.id, log.kind) == ("tour_book", FormKind.LOG)


def test_an_id_that_is_taken_is_refused(packs: Path) -> None:
    copied(packs, "c2023_ztjy")
    with pytest.raises(ValueError, match="c2023_ztjy"):
        add_packs(packs)


def test_a_folder_that_is_not_there_is_refused(packs: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        add_packs(packs / "nowhere")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("forms/meal_book.toml", "min_fields", 'role = "launch"\nmin_fields', "launch"),
        ("forms/week_sheet.toml", 'role = "weekly"\n', "", "weekly"),
        ("forms/tour_book.toml", '"log"', '"ledger"', "tour_book.kind"),
        ("aliases.csv", "unit_book,rank,required,,type", "unit_book,rank,required,,", "unit_book.type"),
        ("aliases.csv", "count,claimed,", "count,verified,", "tour_book.verified"),
    ],
    ids=["played twice", "played by none", "of another kind", "field missing", "field twice"],
)  # fmt: skip
def test_a_role_without_one_form_or_field_is_told(
    packs: Path, file: str, old: str, new: str, told: str
) -> None:
    pack_id = f"changed_{abs(hash((file, old)))}"
    changed(copied(packs, pack_id) / file, old, new)
    add_packs(packs)
    with pytest.raises(ValueError, match=told):
        load_pack(pack_id)


def test_a_pack_may_lack_the_log_the_register_and_the_ledger(packs: Path) -> None:
    folder = copied(packs, "bare")
    for name in ("tour_book", "opening", "fault_book"):
        (folder / "forms" / f"{name}.toml").unlink()
    add_packs(packs)
    pack = load_pack("bare")
    assert pack.form_of(FormRole.GUIDANCE_LOG) is None
    assert (pack.roster_form.id, pack.weekly_form.id) == ("unit_book", "week_sheet")
