"""Answers to a roster's words become settings, and the campaign knows the words from then on."""

from __future__ import annotations

from campaign import (
    CampaignPack,
    District,
    FieldRole,
    WordAnswer,
    load_pack,
    meant_by,
    pack_of,
    settings_of,
    with_settings,
)

PACK = load_pack("c2023_ztjy")
DISTRICT = District("d", "云岭区", PACK.id, PACK.calendar)
TYPE, GROUP = FieldRole.TYPE, FieldRole.GROUP


def taught(*answers: WordAnswer, district: District = DISTRICT) -> District:
    return with_settings(district, (*district.settings, *settings_of(district, answers)))


def words(pack: CampaignPack, type_id: str) -> tuple[str, ...]:
    return pack.type[type_id].aliases


def test_a_type_of_its_own_owes_what_it_is_like_and_stands_behind_it() -> None:
    pack = pack_of(taught(WordAnswer(TYPE, "学校", "second_tier", is_own=True)))
    order = [type_.id for type_ in pack.types]
    assert order.index("学校") == order.index("second_tier") + 1
    owed = [q.id for q in pack.quantities if "学校" in q.owed_by]
    assert owed == [q.id for q in PACK.quantities if "second_tier" in q.owed_by]
    target = pack.target("guidance", "学校")
    assert target is not None
    assert target.amount == 28
    assert pack.form_version("weekly_report") == PACK.form_version("weekly_report")


def test_two_words_of_one_type_are_both_kept_and_those_of_before_stay() -> None:
    first = taught(
        WordAnswer(TYPE, "乡镇", "section_team"), WordAnswer(TYPE, "机关", "section_team")
    )
    then = taught(WordAnswer(TYPE, "群团", "section_team"), district=first)
    assert {"乡镇", "机关", "群团", "科级班子"} <= set(words(pack_of(then), "section_team"))


def test_a_group_has_any_name() -> None:
    pack = pack_of(taught(WordAnswer(GROUP, "教育系统指导组", is_own=True)))
    assert pack.group["教育系统指导组"].label.zh == "教育系统指导组"
    assert pack.groups[0].id == "g01"


def test_a_text_names_a_type_by_its_id_or_label() -> None:
    named = [meant_by(text, PACK.types) for text in ("二级单位", "second_tier", "没有")]
    assert named == ["second_tier", "second_tier", ""]
