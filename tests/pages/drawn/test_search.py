"""One box finds units by characters, pinyin and initials, within the viewer's scope."""

from __future__ import annotations

import pytest

from pages.door.masthead import FIND
from pages.drawn.opened.search import Found, matches
from tests.pages.conftest import Opened
from tests.pages.said import text_of

UNITS = [
    Found("unit", name, name) for name in ("区公安分局", "青石派出所", "区档案馆", "第3党支部")
]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("gaj", "区公安分局"),
        ("公安局", "区公安分局"),
        ("danganguan", "区档案馆"),
        ("PCS", "青石派出所"),
        ("第 3", "第3党支部"),
    ],
)
def test_characters_pinyin_and_initials_find_a_unit(asked: str, first: str) -> None:
    assert next(matches(asked, iter(UNITS))).name == first


def test_what_nothing_is_called_finds_nothing() -> None:
    assert not list(matches("xyz", iter(UNITS)))


def test_a_group_finds_its_own_units_alone(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, lang="zh_CN", door="groups", seat="g01")
    app.session_state["search_asked"], app.session_state["pressed_mark"] = "东城街道", FIND
    assert "没有找到“东城街道”。" in text_of(app.run())
    app.session_state["search_asked"], app.session_state["pressed_mark"] = "qwbgs", FIND
    assert "区委办公室" in text_of(app.run()).partition("按回车查找")[2]
