"""Rows as a table of text: figures as on the screen and to the right, nothing for markup."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.markup import paper


def test_a_table_has_every_row_with_its_figures_as_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr("streamlit.html", drawn.append)
    rows = pd.DataFrame(
        {
            "unit": ["甲<b>", "乙"],
            "n": [27.0, None],
            "share": ["2/3", "3/3"],
            "mean": [66.66, 100.0],
            "x": "",
        }
    )
    paper(
        rows, {"unit": "单位", "n": "累计", "share": "覆盖", "mean": "均", "x": "空"}, is_seen=True
    )
    assert drawn == [
        '<table class="paper seen"><thead><tr><th>单位</th><th class="number">累计</th>'
        '<th class="number">覆盖</th><th class="number">均</th></tr></thead>'
        '<tbody><tr><td class="wide">甲&lt;b&gt;</td><td class="number">27</td>'
        '<td class="number">2/3</td><td class="number">66.7</td></tr><tr><td class="wide">乙</td><td class="number">—</td>'
        '<td class="number">3/3</td><td class="number">100</td></tr></tbody></table>'
    ]


def test_a_table_of_many_columns_is_set_smaller_and_its_words_go_on_below(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No sheet is wide enough for eleven columns of words a line each."""
    drawn: list[str] = []
    monkeypatch.setattr("streamlit.html", drawn.append)
    names = {f"c{n}": f"列{n}" for n in range(11)}
    paper(
        pd.DataFrame({**dict.fromkeys(names, "上级党组织指出的问题"), "c1": "短"}, index=[0]), names
    )
    paper(pd.DataFrame({"c0": "上级党组织指出的问题", "c1": "短"}, index=[0]), names)
    assert '<table class="paper many">' in drawn[0]
    assert drawn[0].count("<td") - drawn[0].count('class="wide"') == 1
    assert 'class="wide"' not in drawn[1]
