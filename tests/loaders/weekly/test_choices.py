"""Questions of a weekly report whose answers stand on a list."""

from __future__ import annotations

from tests.loaders.drawn import accepted, doubts, figures, read

STUDY = "study_session_count"


def test_a_reason_that_is_no_option_leaves_out_only_its_cell_where_none_was_asked() -> None:
    reading = read("""
        | 周报表（第3周） | < | < |
        | 单位名称 | 集中学习 | 未开展原因 |
        | 区财政局 | 2 | 天气 |
    """)
    assert doubts(reading) == ["C25 周报!C3"]
    assert accepted(reading) == ["区财政局"]
    assert figures(reading)["区财政局"] == {STUDY: (2.0, "v"), "work_study_conflict": (None, "m")}
