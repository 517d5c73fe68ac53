"""The registry of measures."""

from importlib import import_module

import pandas as pd
import pytest

from measures import measures_of, standing
from tests.measures import drawn


def test_every_measure_has_one_id_and_words_in_both_languages():
    measures = measures_of(drawn.pack())
    assert len({m.id for m in measures}) == len(measures)
    for measure in measures:
        assert all((measure.label.zh, measure.label.en, measure.why.zh, measure.why.en))
        assert measure.source


@pytest.mark.parametrize("measure", measures_of(drawn.pack()), ids=lambda m: m.id)
def test_a_measure_names_the_function_that_works_it_out(measure):
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1  | w2   |
        | 甲   | section_team | g01   | 2    | 2   | 0    |
        | 乙   | section_team | g02   | 0    | 1/4 | .    |
    """)
    module, name = measure.function.rsplit(".", 1)
    function = getattr(import_module(module), name)
    subject = () if measure.is_share else (measure.id,)
    one = function(panel, drawn.pack(), *subject, by="group", week=None)
    all_of_them = standing(panel, drawn.pack(), by="group", measures=(measure.id,))
    pd.testing.assert_frame_equal(one, all_of_them)


@pytest.mark.parametrize("measure", measures_of(drawn.pack()), ids=lambda m: m.id)
def test_only_shares_have_a_denominator(measure):
    assert bool(measure.denominator.zh) == measure.is_share


def test_choices_and_the_numerator_of_a_share_are_no_counts():
    ids = {m.id for m in measures_of(drawn.pack())}
    assert "study_session_count" in ids
    assert not ids & {"work_study_conflict", "study_org_covered"}
