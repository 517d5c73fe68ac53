"""A district whose campaign pack is gone or broken: coded words, and everything else goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign import District, load_pack
from campaign.pack import folder as module
from pages.door import opened as held
from tests.commands.conftest import Terminal
from tests.ledger.drawn import OFFICE
from tests.pages.conftest import Opened
from tests.pages.filled import own_and_filled_ledger
from tests.pages.said import text_of

Said = Callable[[str, str], str]


@pytest.fixture
def broken_url(own_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger with reports, a district of a campaign nobody has and one of a broken pack."""
    monkeypatch.setattr(module, "_folders", [*module._folders])
    packs = Path(own_url.removeprefix("sqlite:///")).parent / "packs" / "broken"
    packs.mkdir(parents=True)
    told = 'extends = "c2026_zjg"\n[calendar]\nn_weeks = "many"\n'
    (packs / "pack.toml").write_text(told, encoding="utf-8")
    ledger, calendar = own_and_filled_ledger(own_url), load_pack("c2023_ztjy").calendar
    for pack_id in ("gone", "broken"):
        ledger.add_district(District(pack_id, f"{pack_id}区", pack_id, calendar), by=OFFICE)
    ledger.close()
    return own_url


@pytest.mark.parametrize(("district", "code"), [("gone", "C31"), ("broken", "C34")])
def test_its_pages_say_what_is_wrong_and_others_can_be_chosen(
    opened: Opened, broken_url: str, district: str, code: str
) -> None:
    app = opened(broken_url, lang="zh_CN", door="office", district=district)
    said = text_of(app)
    assert code in said
    assert "broken/pack.toml" in said or district == "gone"
    assert "示例区（示例）" in app.selectbox("shown_district").options
    assert "学习覆盖率" in text_of(opened(broken_url, lang="zh_CN", district="sample"))


def test_districts_side_by_side_name_it_and_count_the_others(
    opened: Opened, broken_url: str
) -> None:
    app = opened(broken_url, "leadership/districts/page.py", lang="zh_CN", district="sample")
    said = text_of(app)
    assert "无法统计的地区" in said
    assert "gone区：没有活动配置包" in said
    assert "示例区" in app.dataframe[0].value["地区"].tolist()


def test_the_server_starts_and_is_ready(broken_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", broken_url)
    held.warm_up()
    assert held.unready() == ""


def test_a_command_says_it_in_one_line(broken_url: str) -> None:
    terminal = Terminal(Path(broken_url.removeprefix("sqlite:///")))
    result = terminal.run("figures", "--district", "gone")
    assert result.exit_code == 1
    assert "C31" in result.output
    assert terminal.run("figures", "--district", "sample").exit_code == 0
