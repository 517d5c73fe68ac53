"""The registry of measures."""

import pytest

from measures import Direction, measures_of
from tests.measures import drawn


def test_every_measure_has_one_id_and_words_in_both_languages():
    measures = measures_of(drawn.pack())
    assert len({m.id for m in measures}) == len(measures)
    for measure in measures:
        assert all((measure.label.zh, measure.label.en, measure.why.zh, measure.why.en))
        assert measure.source


@pytest.mark.parametrize("measure", measures_of(drawn.pack()), ids=lambda m: m.id)
def test_only_shares_have_a_good_direction_and_a_denominator(measure):
    assert (measure.direction is Direction.HIGHER) == measure.is_share
    assert bool(measure.denominator.zh) == measure.is_share


def test_choices_and_the_numerator_of_a_share_are_no_counts():
    ids = {m.id for m in measures_of(drawn.pack())}
    assert "study_session_count" in ids
    assert not ids & {"work_study_conflict", "study_org_covered"}
