"""No word of the samples, nor of sheets people sent, is taken for a person's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign import CampaignPack, Issue, Roster
from loaders.files import open_kind, sheets_of
from loaders.words import bare_names
from sample_data import write_replay, write_wrong

SHARED = Path(__file__).parents[3] / "shared"
PERSONS = frozenset({"张三", "李四", "王五", "钱七", "张三丰", "李四光"})
"""Who stands alone in the material of others."""
SIGNED = ("填表人", "填报人", "审核", "复核", "负责人")
Say = Callable[[str], None]


def false_masks(folder: Path, pack: CampaignPack) -> tuple[int, list[str]]:
    """How many texts a folder's workbooks hold, and which of them are masked and are no person."""
    names, n, found = bare_names(pack, Roster(())), 0, []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        opened = open_kind(path.read_bytes(), file_name=path.name)
        sheets = opened if isinstance(opened, Issue) else sheets_of(*opened)
        for sheet in () if isinstance(sheets, Issue) else sheets[0]:
            texts = [v for row in sheet.rows for v in row if isinstance(v, str) and v]
            n += len(texts)
            found += [text for text in texts if names.is_in(text)]
    return n, [
        text
        for text in found
        if text not in PERSONS and not text.startswith(SIGNED) and "某某" not in text
    ]


def test_no_word_of_the_samples_is_masked(
    folder: Path, tmp_path: Path, pack: CampaignPack, figures: Say
) -> None:
    write_replay(tmp_path / "replay", pack=pack)
    write_wrong(tmp_path / "wrong", pack=pack)
    for of in (folder, tmp_path / "replay", tmp_path / "wrong"):
        n, found = false_masks(of, pack)
        figures(f"names hidden in {of.name}: {n} texts, {len(found)} false masks")
        assert n > 500
        assert found == []


@pytest.mark.parametrize("name", ["field_cases", "number_cases", "corpus"])
def test_no_word_of_the_material_is_masked(name: str, pack: CampaignPack, figures: Say) -> None:
    if not (SHARED / name).is_dir():
        pytest.skip(f"{name} is not here")
    n, found = false_masks(SHARED / name, pack)
    figures(f"names hidden in {name}: {n} texts, {len(found)} false masks")
    assert n > 500
    assert found == []
