"""What becomes of doubts."""

import pandas as pd

from measures.counting.signal_shapes import DOUBTS
from measures.doubts.facts import falls
from measures.doubts.verdict import escalated
from tests.measures.doubts.drawn import NAN, drawn


def lines(*rows):
    return pd.DataFrame(rows, columns=["unit_id", "code", "state"])


def test_one_contradiction_or_two_different_signals_escalate():
    told = lines(
        ("a", "falls", "doubt"),
        ("b", "heaped", "doubt"),
        ("b", "heaped", "doubt"),
        ("c", "heaped", "doubt"),
        ("c", "too_regular", "doubt"),
        ("d", "heaped", "clear"),
        ("d", "falls", "not_enough"),
    )
    assert escalated(told) == ("a", "c")


def test_every_unit_has_a_line_in_the_declared_shape():
    told = falls(drawn(total=[[5, NAN, 2], [4, NAN, 2], [3, NAN, 2]]))
    assert DOUBTS.check(told) is told
    assert told["unit_id"].tolist() == ["u0", "u0", "u1", "u2"]
    assert told["state"].tolist() == ["doubt", "doubt", "not_enough", "clear"]
