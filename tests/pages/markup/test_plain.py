"""Names are text, whatever they contain."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from pages.markup.plain import plain, plain_html


def test_an_image_link_in_a_name_stays_text() -> None:
    assert plain("![x](http://a.test)") == r"\!\[x\]\(http\://a\.test\)"


def test_a_tag_in_a_name_stays_text() -> None:
    assert plain_html('<img src="x">') == "&lt;img src=&quot;x&quot;&gt;"


def test_a_chinese_name_is_left_alone() -> None:
    assert plain("区财政局（本级）") == plain_html("区财政局（本级）") == "区财政局（本级）"


@given(st.text())
def test_no_name_becomes_a_tag(name: str) -> None:
    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
            raise AssertionError(tag)

    Tags().feed(plain_html(name))
