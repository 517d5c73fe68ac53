"""What a district sets holds from its week on; the pack's own stays for all who set nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from campaign import Calendar, District, Setting, load_pack, pack_of, setting_issues, with_settings

OWN = load_pack("c2023_ztjy")
DISTRICT = District("d1", "某区", OWN.id, Calendar(date(2023, 10, 2), n_weeks=10))
STUDY = "study_session_count"


def setting(name: str, key: str, said: object, *, week: int = 1, rev: int = 1) -> Setting:
    return Setting(name, key, week, "" if said is None else json.dumps(said), rev)


def with_(*settings: Setting) -> District:
    return with_settings(DISTRICT, settings)


def test_who_sets_nothing_has_the_pack_itself() -> None:
    assert pack_of(DISTRICT) is OWN
    assert OWN.at(3) is OWN


def test_a_threshold_holds_from_its_week_and_the_later_word_over_the_earlier() -> None:
    district = with_(
        setting("threshold", "attention_gap", -20, week=3),
        setting("threshold", "attention_gap", -40, week=6, rev=2),
        setting("threshold", "attention_gap", -15, week=5, rev=3),
    )
    gaps = [pack_of(district, week).thresholds["attention_gap"] for week in (2, 3, 4, 5, 6, 10)]
    assert gaps == [-10, -20, -20, -15, -15, -15]
    back = with_(*district.settings, setting("threshold", "attention_gap", None, week=8, rev=4))
    assert pack_of(back, 8).thresholds["attention_gap"] == -10
    assert pack_of(back) is pack_of(replace(back, name="别名"))


def test_a_duty_and_a_target_hold_from_their_week() -> None:
    district = with_(
        setting("duty", f"{STUDY}/non_public", False, week=4),
        setting("target", f"{STUDY}/*", {"kind": "pace", "amount": 20}, week=4),
    )
    quantity = pack_of(district).quantity[STUDY]
    assert "non_public" in quantity.owed_in(3)
    assert "non_public" not in quantity.owed_in(4)
    then, now = (pack_of(district).at(week).target(STUDY, "county_team") for week in (3, 4))
    assert then == OWN.target(STUDY, "county_team")
    assert now is not None
    assert now.amount == 20


def test_a_type_of_its_own_owes_what_the_one_it_is_like_owes() -> None:
    label = {"zh": "学校", "en": "Schools"}
    said = {"label": label, "like": "second_tier", "aliases": ["中小学"], "place": 3}
    pack = pack_of(with_(setting("type", "school", said)))
    assert [t.id for t in pack.types][2] == "school"
    assert "中小学" in pack.type["school"].aliases
    for quantity in OWN.quantities:
        is_owed = "school" in pack.quantity[quantity.id].owed_by
        assert is_owed == ("second_tier" in quantity.owed_by)
    for target in OWN.targets:
        like, own = (pack.target(target.subject, t) for t in ("second_tier", "school"))
        assert (like and like.amount) == (own and own.amount)


def test_a_holiday_week_counts_as_nothing_in_a_plan_and_a_short_one_as_its_part() -> None:
    district = with_(setting("work", "1", 0), setting("work", "2", 0.5))
    target = pack_of(district).target("study_reach", "county_team")
    assert target is not None
    assert target.by_week == 8
    shares = [target.expected_share(week, 10) for week in (1, 2, 3, 8, 9)]
    assert shares == pytest.approx([0, 0.5 / 6.5, 1.5 / 6.5, 1, 1])


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (setting("colour", "", "red"), ["S01"]),
        (setting("threshold", "no_such", 1), ["S02"]),
        (setting("threshold", "attention_gap", "many"), ["S04"]),
        (setting("threshold", "attention_gap", -1, week=11), ["S05"]),
        (setting("threshold", "attention_gap", 1), ["S04"]),
        (setting("threshold", "busy_share", 2), ["S04"]),
        (setting("target", f"{STUDY}/school", {"kind": "pace", "amount": 1}), ["S02"]),
        (setting("target", f"{STUDY}/*", {"kind": "sometimes", "amount": 1}), ["S04"]),
        (setting("target", f"{STUDY}/*", {"kind": "pace"}), ["S03"]),
        (setting("work", "3", 1.5), ["S04"]),
        (setting("group", "g 1", {"label": {"zh": "一组", "en": "One"}}), ["S02"]),
        (setting("exemption", "财政局", {"until": 3, "reason": "改制", "approver": "区委办"}), []),
        (setting("rule", "own1", {"left": STUDY, "op": "less_than_or_equal_to", "right": 9}), []),
        (setting("deadline", "3", "2023-10-20T18:00:00"), []),
    ],
)
def test_what_cannot_be_set_is_said_by_its_code(wanted: Setting, codes: list[str]) -> None:
    assert [it.code for it in setting_issues(DISTRICT, wanted, units={"财政局"})] == codes
