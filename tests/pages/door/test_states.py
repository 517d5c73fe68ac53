"""What is kept of a failure."""

from __future__ import annotations

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.door.states import logged
from tests.pages.said import text_of


def test_the_log_has_the_kind_and_place_but_no_value(caplog: pytest.LogCaptureFixture) -> None:
    try:
        int("张三 13800000000")
    except ValueError as trouble:
        with caplog.at_level(logging.ERROR):
            short_id = logged(trouble)
    assert short_id in caplog.text
    assert "ValueError" in caplog.text
    assert "test_states.py" in caplog.text
    assert "张三" not in caplog.text
    assert "138" not in caplog.text


def test_a_failure_shows_a_number_and_no_traceback() -> None:
    def script() -> None:
        from pages.door.states import on_error

        assert on_error(ValueError("张三"))

    app = AppTest.from_function(script).run()
    said = text_of(app)
    assert "此页暂时无法显示" in said
    assert re.search(r"编号[0-9a-f]{8}告诉管理员", said)
    assert "张三" not in said
