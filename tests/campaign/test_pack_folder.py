"""Packs of another folder: what is taken, and what is refused with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from campaign import (
    FormKind,
    FormRole,
    PackFault,
    add_packs,
    known_packs,
    load_pack,
    pack_ids,
)
from campaign.pack import folder as module

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


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line", "what"),
    [
        ("pack.toml", "n_weeks", "n_weeks = ?", "C32", 0, ""),
        ("pack.toml", "n_weeks", "weeks", "C33", 1, "n_weeks"),
        ("quantities.csv", ",weekly,texts,", ",monthly,texts,", "C34", 2, "monthly"),
        ("quantities.csv", "bureau|township", "bureau|townships", "C34", 2, "townships"),
        ("quantities.csv", "study_session_count,", "eggs_laid,", "C34", 2, "eggs_laid"),
        ("quantities.csv", "\nparty_lecture_count,", "\n#,", "C34", 4, "#"),
        ("targets.csv", "pace", "race", "C34", 2, "race"),
        ("types.csv", "label_", "name_", "C33", 2, "label_en"),
        ("pack.toml", "review_budget = 15", "review_budget = 'ten'", "C34", 1, "ten"),
        ("pack.toml", "review_budget", "budget", "C34", 1, "budget"),
    ],
)
def test_what_is_wrong_in_a_pack_is_told_with_its_file_and_line(
    packs: Path, file: str, old: str, new: str, code: str, line: int, what: str
) -> None:
    pack_id = f"wrong_{abs(hash((file, old, new)))}"
    changed(copied(packs, pack_id) / file, old, new)
    add_packs(packs)
    with pytest.raises(PackFault) as told:
        load_pack(pack_id)
    params = told.value.issue.params
    assert (told.value.issue.code, params["file"]) == (code, f"{pack_id}/{file}")
    assert not line or params["line"] == line
    assert what in str(params.get("why", params.get("name")))
    known, faults = known_packs()
    assert (pack_id in {pack.id for pack in known}, len(faults)) == (False, 1)


def test_a_pack_extends_another_by_what_differs(packs: Path) -> None:
    copied(packs, "base")
    folder = packs / "next"
    folder.mkdir()
    (folder / "pack.toml").write_text(
        'extends = "base"\nwithout = ["hamlet", "meal_book"]\n[name]\nzh = "新"\nen = "New"\n'
        "[thresholds]\nreview_budget = 3\n",
        encoding="utf-8",
    )
    head = "subject,type,kind,amount,by_week,due_on\n"
    own = f"{head}discussion_session_count,bureau,pace,9,,\n"
    (folder / "targets.csv").write_text(own, encoding="utf-8")
    words = "form,field,use,kind,role,label_en,aliases\nunit_book,rank,+,+,+,+,+层级甲\n"
    (folder / "aliases.csv").write_text(words, encoding="utf-8")
    add_packs(packs)
    base, pack = load_pack("base"), load_pack("next")
    assert (pack.name.en, pack.short_name, pack.calendar) == ("New", base.short_name, base.calendar)
    assert (pack.thresholds["review_budget"], pack.thresholds["finding_gap"]) == (
        3,
        base.thresholds["finding_gap"],
    )
    assert set(base.type) - set(pack.type) == {"hamlet"}
    assert all("hamlet" not in quantity.owed_by for quantity in pack.quantities)
    assert set(base.form) - set(pack.form) == {"meal_book"}
    told = [t for t in pack.targets if t.subject == "discussion_session_count"]
    assert [(t.type_id, t.amount) for t in told] == [("bureau", 9)]
    assert pack.roster_form.field["rank"].aliases == (
        *base.roster_form.field["rank"].aliases,
        "层级甲",
    )


def test_packs_that_extend_each_other_or_none_are_told(packs: Path) -> None:
    for pack_id, other in (("one", "two"), ("two", "one"), ("three", "nobody")):
        (packs / pack_id).mkdir()
        (packs / pack_id / "pack.toml").write_text(f'extends = "{other}"', encoding="utf-8")
    add_packs(packs)
    for pack_id in ("one", "three"):
        with pytest.raises(PackFault, match="C31"):
            load_pack(pack_id)


def test_a_pack_may_lack_the_log_the_register_and_the_ledger(packs: Path) -> None:
    folder = copied(packs, "bare")
    for name in ("tour_book", "opening", "fault_book"):
        (folder / "forms" / f"{name}.toml").unlink()
    add_packs(packs)
    pack = load_pack("bare")
    assert pack.form_of(FormRole.GUIDANCE_LOG) is None
    assert (pack.roster_form.id, pack.weekly_form.id) == ("unit_book", "week_sheet")
