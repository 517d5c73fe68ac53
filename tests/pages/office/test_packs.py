"""A campaign pack made from another on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign import Door, load_pack
from campaign.pack import folder as module
from tests.pages.conftest import Opened
from tests.pages.said import text_of

PAGE = "office/packs/page.py"


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_folders", [*module._folders])


def test_a_pack_is_made_beside_the_ledger_and_can_be_chosen(opened: Opened, own_url: str) -> None:
    app = opened(own_url, PAGE, lang="zh_CN", door="office")
    app.text_input("packs_id").set_value("c2027_own")
    app.text_input("name_zh_c2023_ztjy").set_value("本区读书年")
    app.number_input("weeks_c2023_ztjy").set_value(9)
    app.button("packs_go").click().run()
    assert "已建立：本区读书年" in text_of(app)
    beside = Path(own_url.removeprefix("sqlite:///")).parent / "packs" / "c2027_own"
    assert (beside / "pack.toml").is_file()
    assert load_pack("c2027_own").calendar.n_weeks == 9
    app = opened(own_url, "office/record/page.py", lang="zh_CN", door="office")
    app.button("next").click().run()
    assert "本区读书年" in app.radio("own_pack").options


def test_a_taken_id_is_told_in_words(opened: Opened, own_url: str) -> None:
    app = opened(own_url, PAGE, lang="zh_CN", door="office")
    app.text_input("packs_id").set_value("c2026_zjg")
    app.button("packs_go").click().run()
    assert "C35" in text_of(app)


@pytest.mark.parametrize("door", [Door.LEADERSHIP, Door.GROUPS])
def test_it_is_the_offices_alone(opened: Opened, own_url: str, door: Door) -> None:
    app = opened(own_url, PAGE, lang="zh_CN", door=str(door))
    assert not [button for button in app.button if button.key == "packs_go"]
