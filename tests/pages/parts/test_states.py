"""What is kept of a failure."""

from __future__ import annotations

import logging

import pytest

from pages.parts.states import logged


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
