"""Headings as people write them: what public returns and registers call their columns, and what each
of them is, judged by hand.

`headings.tsv` has a line a heading: its levels joined with '/', where it was met, and the slot it
is; `none` for no figure of the weekly report. Behind a `?` a person may say otherwise, so that
asking or leaving it out is right as well. Where: `campaign` the forms and the report of this
campaign, `systems` forms and exports of Party-building and rectification systems, `offices` tables
of Chinese offices, `abroad` national statistics, `statistics` market statistics.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign import CampaignPack, add_packs, load_pack, registered_slots
from loaders.words.heading import Heading, exact_heading, header_path, likely_heading
from loaders.words.signs import without_signs
from tests.loaders.drawn import PACK
from tests.second_pack.sheets import PACK_ID, know_the_pack

HEADINGS = Path(__file__).parent / "headings.tsv"
OTHER_YEAR = Path(__file__).parents[2] / "second_pack" / "packs" / PACK_ID
NONE = "none"


def heading(text: str, pack: CampaignPack = PACK) -> Heading:
    path, form = header_path(text.split("/")), pack.weekly_form
    found = exact_heading(path, form, pack)
    return found if found.field else likely_heading(path, form, pack)


def slot(found: Heading, pack: CampaignPack = PACK) -> str:
    """The slot a heading was taken for; `none` for no figure."""
    if found.field not in pack.quantity:
        return NONE
    since = f"{found.field}@cumulative"
    return since if found.cumulative and since in registered_slots() else str(found.field)


def judged() -> Iterator[tuple[str, str, str]]:
    """Each line's source, heading and verdict: right, asked, left (told as unknown) or wrong."""
    with HEADINGS.open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found, truth = heading(line["heading"]), line["is"].removesuffix("?")
            read = slot(found)
            if read == truth and not found.is_guess:
                verdict = "right"
            elif read != NONE and found.is_guess:
                verdict = "asked"
            elif read == NONE:
                verdict = "right" if line["is"].endswith("?") else "left"
            else:
                verdict = "wrong"
            yield line["source"], line["heading"], verdict


def test_no_heading_of_a_public_return_is_taken_for_another_figure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = list(judged())
    counts = Counter((source, verdict) for source, _, verdict in told)
    with capsys.disabled():
        for source in dict.fromkeys(source for source, _, _ in told):
            kinds = ("right", "asked", "left", "wrong")
            told_of = "  ".join(f"{kind} {counts[source, kind]:>4}" for kind in kinds)
            sys.stdout.write(f"\n{source:>10}: {told_of}")
    assert [text for _, text, verdict in told if verdict == "wrong"] == []
    assert len({text for _, text, _ in told}) == len(told) >= 1500
    assert sum(verdict == "asked" for _, _, verdict in told) <= 0.02 * len(told)
    assert [text for s, text, v in told if v == "asked" and s not in ("campaign", "systems")] == []


NAMES = {
    "集中学习": "study_session_count",
    "研讨交流": "discussion_session_count",
    "专题党课": "party_lecture_count",
    "检视问题": "problem_found_count",
    "完成整改": "rect_done_count",
    "办实事": "livelihood_done_count",
    "中心组学习": "center_group_study_count",
    "专题辅导": "study_lecture_count",
    "形成调研报告": "research_report_count",
}  # fmt: skip
HARMLESS = ("①{}", "1.{}", "2、{}", "（三）{}", "四、{}", "⑤{}", "㈥{}", "A7{}", "3.1{}", "{}*", "★{}",
            "※{}", "【{}】", "[{}]", "{}数", "{}情况", "本周{}情况", "{}开展情况", "已{}", "实际{}", "{} 数量",
            "{}\n情况", "主题教育{}", "{}工作情况")  # fmt: skip
CHANGED = ("上周{}", "{}（上周）", "{}计划", "计划{}", "{}计划数", "拟{}", "应{}", "未{}", "{}率", "{}完成率",
           "{}占比", "{}人次", "{}（人次）", "{}【人数】", "{}\u3014人次\u3015", "{}参加人数", "参加{}人数", "{}目标", "下周{}",
           "去年{}", "{}较上周", "全年{}", "3月{}", "第2周/{}", "{}/计划", "{}/上周", "{}/人数", "{}覆盖率",
           "{}时间", "{}地点", "{}经费（元）", "{}学时", "{}组织数", "{}单位数", "人均{}", "{}排名", "待{}", "不{}")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_signs_and_empty_words_leave_a_figure_what_it_is(name: str) -> None:
    read = {form: heading(form.format(name)) for form in HARMLESS}
    assert {form: slot(found) for form, found in read.items()} == dict.fromkeys(read, NAMES[name])
    assert [form for form, found in read.items() if found.is_guess] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_word_that_makes_another_figure_of_it_is_never_overlooked(name: str) -> None:
    read = {form.format(name): heading(form.format(name)) for form in CHANGED}
    assert [text for text, found in read.items() if slot(found) != NONE] == []


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("12345热线", "12345热线"), ("3月学习", "3月学习"), ("2次研讨", "2次研讨"), ("10.16研讨", "10.16研讨"),
        ("第3周", "第3周"), ("2023年学习", "2023年学习"), ("A类单位", "a类单位"), ("1季度", "1季度"), ("5人以上", "5人以上"),
    ],
)  # fmt: skip
def test_a_number_that_says_something_stays(text: str, bare: str) -> None:
    assert without_signs(text) == bare


def test_a_heading_read_by_its_words_says_so_and_a_guess_how_likely_it_is() -> None:
    assert heading("讲授专题党课次数").by_words
    assert not heading("专题党课").by_words
    guess = heading("支部党课次数")
    assert (guess.is_guess, guess.share) == (True, 0.5)


@pytest.mark.parametrize(
    ("text", "field", "is_guess"),
    [
        ("①大家集体读书会情况", "study_session_count", False), ("读书会场数", "study_session_count", False),
        ("新找出的毛病数", "problem_found_count", False), ("已经改掉毛病", "rect_done_count", False),
        ("座谈会（县里）", "discussion_session_count", True), ("读书会人数", None, False),
        ("没改好毛病", None, False), ("集中学习", None, False),
    ],
)  # fmt: skip
def test_the_words_are_the_packs(text: str, field: str | None, is_guess: bool) -> None:
    know_the_pack()
    found = heading(text, load_pack(PACK_ID))
    assert (found.field, found.is_guess) == (field, is_guess)


ENGLISH_HEADINGS = """form,field,use,kind,role,label_en,aliases
week_sheet,body,required,,unit,Body,Body|Unit
week_sheet,study_session_count,optional,,,Reading circles,Reading circles
week_sheet,problem_found_count,optional,,,Faults found,Faults found
"""
ENGLISH_WORDS = """form,field,names,beside,bracketed,never
week_sheet,*,,number of|no. of|-held|-this week|-in all|-sessions,,planned|last week|rate|due|not found|not held|people|attend
week_sheet,study_session_count,reading+circles|reading+sessions,group|joint,,talks
week_sheet,problem_found_count,faults+found|faults+noted,own|new,,mended
"""


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> CampaignPack:
    """The second pack with a weekly sheet in English."""
    folder = tmp_path_factory.mktemp("packs")
    home = folder / "in_english"
    home.mkdir()
    for file in OTHER_YEAR.rglob("*.*"):
        text = file.read_text(encoding="utf-8")
        if file.name == "aliases.csv":
            others = [line for line in text.splitlines()[1:] if not line.startswith("week_sheet")]
            text = ENGLISH_HEADINGS + "\n".join(others) + "\n"
        place = home / file.relative_to(OTHER_YEAR)
        place.parent.mkdir(exist_ok=True)
        place.write_text(text.replace('"other_year"', '"in_english"'), encoding="utf-8")
    (home / "words.csv").write_text(ENGLISH_WORDS, encoding="utf-8")
    add_packs(folder)
    return load_pack("in_english")


@pytest.mark.parametrize(
    ("text", "field", "is_guess"),
    [
        ("1. Reading circles *", "study_session_count", False),
        ("Number of group reading sessions held", "study_session_count", False),
        ("New faults noted (this week)", "problem_found_count", False),
        ("Reading circles online", "study_session_count", True),
        ("Planned reading circles", None, False),
        ("Reading circles last week", None, False),
        ("People attending reading circles", None, False),
        ("Faults not found", None, False),
        ("Fault rate", None, False),
        ("Body", "body", False),
    ],
)
def test_a_pack_in_english_is_read_by_its_words(
    english: CampaignPack, text: str, field: str | None, is_guess: bool
) -> None:
    found = heading(text, english)
    assert (found.field, found.is_guess) == (field, is_guess)
