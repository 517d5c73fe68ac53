"""A draft's numbers beside the cut's: agreeing, differing or not to be told, and said in comments."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from campaign import Issue, wording
from exports.papers import Cut
from exports.proof import Remark, draft_apart, marked_apart, remarks, spoken_in
from exports.superior import Figures, meanings
from loaders import workers
from tests.measures.drawn import CALENDAR, pack, panel

WORDS = wording("zh_CN")
PANEL = panel("""
| unit | type         | group | orgs | w1 | w2 |
| 河西 | section_team | g01   | 0    | 2  | 3  |
| 河东 | county_team  | g02   | 0    | 4  | 0  |
| 河北 | county_team  | g02   | 0    | 1  | .  |
""")
CUT = Cut(CALENDAR.week(2), 1, datetime(2023, 10, 16, 4, tzinfo=UTC), "0" * 64)
LABELS = meanings(PANEL, pack(), WORDS)
LONG = "下一步要持续推动各级党组织把学习教育引向深入，确保取得实效。"


def draft(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.add_table(1, 1).cell(0, 0).text = "集中学习本周7场次"
    field = document.add_paragraph("集中学习累计")
    inside = "<w:sdtContent><w:r><w:t>11</w:t></w:r></w:sdtContent>"
    field._p.append(parse_xml(f"<w:sdt {nsdecls('w')}>{inside}</w:sdt>"))
    field.add_run("场次。")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def judged(data: bytes) -> tuple[Remark, ...]:
    texts = draft_apart(data, by=workers())
    assert not isinstance(texts, Issue), texts
    figures = Figures(PANEL, pack())
    return remarks(texts, figures, spoken_in(PANEL, pack(), CUT))


DRAFT = draft(
    "截至10月15日，全区开展集中学习10场次，本周3场次。",
    "集中学习本周5场次。",
    "河西集中学习本周4场次。",
    "河北集中学习本周1场次。",
    "市里要求集中学习12场次，投入20万元，发放书籍300册。",
    LONG,
    LONG,
)


def test_each_number_is_right_wrong_or_not_to_be_told() -> None:
    found = [(it.paragraph, it.said, str(it.verdict)) for it in judged(DRAFT)]
    assert found == [
        (0, "10场次", "agrees"),
        (0, "3场次", "agrees"),
        (1, "5场次", "differs"),
        (2, "4场次", "differs"),
        (3, "1场次", "unknown"),  # nothing came of it: never 0
        (4, "12场次", "unknown"),
        (6, LONG, "repeated"),
        (7, "7场次", "unknown"),  # in a table other cells may say whose it is
        (8, "11场次", "differs"),  # in a field of the bulletin's own
    ]
    (wrong,) = [it for it in judged(DRAFT) if it.paragraph == 2]
    assert (
        wrong.words(WORDS, LABELS, "，取自甲.xlsx的表1!C5")
        == "截止数据为3：河西 · 集中学习·本周（本周1/1个单位已报），取自甲.xlsx的表1!C5。"
    )


def test_the_copy_says_it_in_comments_and_is_otherwise_the_draft() -> None:
    found = judged(DRAFT)
    notes = [(it.paragraph, it.start, it.end, it.words(WORDS, LABELS)) for it in found]
    copy = marked_apart(DRAFT, notes, "数据校核", by=workers())
    assert isinstance(copy, bytes)
    marked, own = (docx.Document(io.BytesIO(data)) for data in (copy, DRAFT))
    assert [p.text for p in marked.paragraphs] == [p.text for p in own.paragraphs]
    assert sorted(comment.text for comment in marked.comments) == sorted(it[3] for it in notes)
    assert {comment.author for comment in marked.comments} == {"数据校核"}
    (run,) = [run for run in marked.paragraphs[1].runs if run.text == "5场次"]
    assert run._r.getprevious().tag.endswith("commentRangeStart")


def packed(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed("word/document.xml", b"<a>" + b"0" * (101 << 20)), "F06"),
        (packed("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "F07"),
        (packed("word/document.xml", b"<a/>"), "F03"),
        (packed("xl/workbook.xml", b"<a/>"), "F27"),
        (b"", "F01"),
    ],
)
def test_a_hostile_draft_is_refused_by_its_code(data: bytes, code: str) -> None:
    refused = draft_apart(data, by=workers())
    assert isinstance(refused, Issue)
    assert refused.code == code
