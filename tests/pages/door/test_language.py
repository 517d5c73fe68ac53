"""The first guess of a language."""

from __future__ import annotations

import pytest

from pages.door.language import guess


@pytest.mark.parametrize(
    ("browser", "locale"),
    [
        ("zh-CN", "zh_CN"),
        ("zh", "zh_CN"),
        ("ZH-Hans", "zh_CN"),
        ("en-GB", "en"),
        ("de-DE", "en"),
        (None, "zh_CN"),
        ("", "zh_CN"),
    ],
)
def test_a_browser_set_to_another_language_is_served_english(
    browser: str | None, locale: str
) -> None:
    assert guess(browser) == locale
