"""Values and frames that are made when somebody asks for them, and cells that only seem alike."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest

from campaign import WEEKLY_ROWS
from loaders.entries.slot_values import Figures
from loaders.files.sheet import CellMemory, Sheet, cell_text
from tests.loaders.drawn import read

SHEET = """
| 周报（第3周） |
| 单位名称 | 研讨交流 | 研讨交流累计 | 专题党课 |
| 区财政局 | 1 | 4 | #REF! |
| 西城街道 | 2 | | '3 |
"""


def test_a_rows_values_equal_those_written_out() -> None:
    for entry in read(SHEET).tables[0].entries:
        assert dict(entry.values) == entry.values
        assert pickle.loads(pickle.dumps(entry)) == entry


def test_a_submissions_frame_is_made_once_and_travels_unmade() -> None:
    (made,) = read(SHEET).submissions
    (sent,) = pickle.loads(pickle.dumps(read(SHEET))).submissions
    assert not isinstance(vars(sent)["rows"], pd.DataFrame)
    assert (sent.n_accepted, sent.n_held) == (1, 1)
    assert sent.rows is sent.rows
    pd.testing.assert_frame_equal(WEEKLY_ROWS.check(sent.rows), made.rows)
    assert (made.n_accepted, made.n_held) == (1, 1)


def test_figures_tell_missing_from_unread_and_from_absent() -> None:
    entries = read(SHEET).tables[0].entries
    slots = ("discussion_session_count@cumulative", "party_lecture_count", "research_visit_count")
    found = Figures.of(entries, slots)
    assert found.rows.tolist() == [3, 4]
    assert pd.isna(found.numbers).tolist() == [[False, True, True], [True, False, True]]
    assert found.held.tolist() == [[False, True, False], [False, False, False]]
    assert found.present.tolist() == [[True, True, False], [True, True, False]]
    assert found.of_rows({4}).numbers[:, 1].tolist() == [3.0]


def test_a_truth_value_is_not_taken_for_the_number_that_equals_it() -> None:
    memory = CellMemory(cell_text)
    assert Sheet("a", False, 1, 1, [[1.0, "x"]]).told(memory) == [["1", "x"]]
    assert Sheet("b", False, 1, 1, [[True, 1.0], [0.0, False]]).told(memory) == [
        ["TRUE", "1"],
        ["0", "FALSE"],
    ]


def test_a_memory_that_is_full_begins_anew() -> None:
    memory = CellMemory(cell_text, most=2)
    assert Sheet("a", False, 1, 1, [[1.0, 2.0, 3.0, 1.0]]).told(memory) == [["1", "2", "3", "1"]]
    assert len(memory) <= 2


@pytest.mark.parametrize("most", [1, 3, 9])
def test_a_memory_tells_which_values_it_says_yes_of_however_few_it_keeps(most: int) -> None:
    memory = CellMemory(lambda value: isinstance(value, str), most=most)
    assert memory.among(frozenset({"甲", 1.0})) == {"甲"}
    assert memory.among(frozenset({"乙", 2.0, 3.0})) == {"乙"}
    assert memory.among(frozenset({"甲", "乙"})) == {"甲", "乙"}
