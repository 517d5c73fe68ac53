"""Study of which nothing came is asked about, silence is not."""

from measures import talk_only
from measures.counting import owed_now
from tests.measures.drawn import pack
from tests.measures.told import Told

STUDIED = {"study_session_count": 3, "discussion_session_count": 1}
NOTHING = {"problem_found_count": 0, "rect_done_count": 0, "livelihood_done_count": 0}


def asked(*cells, type_id="section_team", **given):
    told = Told((type_id,), (0,), tuple((cell,) for cell in cells))
    return len(talk_only(told.panel, pack(), **given)) == 1


def test_four_sessions_with_nothing_found_put_right_or_done_are_asked_about():
    assert asked(STUDIED | NOTHING)
    assert not asked(STUDIED | NOTHING | {"discussion_session_count": 0}), "three are not enough"


def test_a_problem_a_service_or_a_line_in_a_ledger_is_an_answer():
    assert not asked(STUDIED | NOTHING | {"problem_found_count": 1})
    assert not asked(STUDIED | NOTHING | {"livelihood_done_count": 1})
    assert not asked(STUDIED | NOTHING, listed={"u0"})


def test_a_week_left_open_is_unknown_and_no_question():
    assert not asked(STUDIED | {"rect_done_count": 0, "livelihood_done_count": 0})
    assert not asked(STUDIED | NOTHING, None)


def test_who_owes_no_problems_is_not_asked_for_them():
    assert not asked(STUDIED | NOTHING, type_id="non_public")


def test_asking_changes_nothing_that_others_count_by():
    told = Told(("section_team",), (0,), ((NOTHING,),))
    owed = owed_now(told.panel, pack().quantity["problem_found_count"])
    assert not asked(NOTHING)
    talk_only(told.panel, pack())
    assert owed.tolist() == [True]
