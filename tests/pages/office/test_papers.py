"""The page of papers: one is drawn from a cut, issued, given again, and told of when corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from campaign import Door, Viewer, wording
from exports.papers import Cut, papers_of, plain
from ledger import Ledger, open_ledger
from tests.pages.conftest import Opened
from tests.pages.filled import fill, weekly
from tests.pages.said import elements, text_of

PAGE, OFFICE, WEEK = "office/papers/page.py", Viewer(Door.OFFICE), 4
WORDS = wording("zh_CN")


@pytest.fixture
def ledger(own_url: str) -> Iterator[Ledger]:
    """A filled ledger that a test may change."""
    found = open_ledger(own_url)
    fill(found)
    yield found
    found.close()


def page(opened: Opened, own_url: str) -> AppTest:
    app = opened(own_url, PAGE, lang="zh_CN", district="sample")
    assert not app.exception, app.exception
    return app


def corrected_week(ledger: Ledger) -> None:
    """The third week, opened again and entered with one figure more."""
    ledger.record.reopen("sample", 3, by=OFFICE, at=datetime.now(UTC), reason="更正")
    plan = ledger.plan("sample", weekly(3, "g01", more=2))
    ledger.accept(plan, by=OFFICE, received_at=datetime.now(UTC), reason="更正")


@pytest.mark.parametrize(
    ("name", "said"),
    [("papers", "尚无数据截止"), ("superior", "不能填表"), ("proof", "不能校核")],
)
def test_without_a_cut_the_way_leads_to_the_record(
    opened: Opened, filled_url: str, name: str, said: str
) -> None:
    app = opened(filled_url, f"office/{name}/page.py", door="office", lang="zh_CN")
    assert said in text_of(app)
    ways = [e.proto for e in elements(app._tree) if e.type == "page_link"]
    assert [way.label for way in ways if way.page == "record"] == ["到台账与截止"]


@pytest.mark.parametrize(("door", "ways"), [("office", 1), ("leadership", 0)])
def test_from_a_frozen_week_the_office_is_one_press_from_its_papers(
    opened: Opened, own_url: str, ledger: Ledger, door: str, ways: int
) -> None:
    ledger.record.freeze("sample", WEEK, by=OFFICE, at=datetime.now(UTC))
    app = opened(own_url, "leadership/overview/page.py", door=door, district="sample")
    found = [e.proto for e in elements(app._tree) if e.type == "page_link"]
    assert sum(way.page == "papers" for way in found) == ways


def test_a_paper_is_issued_and_a_correction_tells_what_it_changes(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    ledger.record.freeze("sample", 3, by=OFFICE, at=datetime.now(UTC))
    app = page(opened, own_url)
    labels = [b.proto.label for b in app.get("download_button")]
    assert labels == [WORDS.text("papers.word"), WORDS.text("papers.sources")]
    app.button(key="paper_issue").click().run()
    assert not app.exception, app.exception
    (line,) = ledger.papers.issued("sample", OFFICE).to_dict("records")
    assert line["kind"] == "weekly"
    assert "其中的数字与现在所知一致" in text_of(app)

    corrected_week(ledger)
    app = page(opened, own_url)
    assert "已印发1份，其中1份" in text_of(app)
    for other in ("office/briefing/page.py", "office/proof/page.py"):
        assert "处数字现在不同" in text_of(opened(own_url, other, lang="zh_CN", district="sample"))
    told = app.dataframe[-1].value
    assert (told["印发时"] != told["现在"]).all()

    district = next(it for it in ledger.districts() if it.id == "sample")
    ledger.record.freeze("sample", WEEK, by=OFFICE, at=datetime.now(UTC))
    (cut, *_) = ledger.record.cuts("sample").to_dict("records")
    next_cut = Cut.of({str(k): v for k, v in cut.items()}, district.calendar.week(WEEK))
    (paper,) = papers_of(ledger, district, OFFICE, next_cut, WORDS, kind="weekly")
    carried = [plain(it) for it in paper.sections["corrections"].body]
    assert carried, "the next bulletin carries what was corrected"
    assert all("第3周" in it and "更正为" in it for it in carried if "其余" not in it)
    before = replace(next_cut, frozen_at=datetime(2020, 1, 1, tzinfo=UTC))
    (none,) = papers_of(ledger, district, OFFICE, before, WORDS, kind="weekly")
    assert none.sections["corrections"].body == (), "nothing was issued by then"


def test_the_meetings_slides_and_their_workbook_are_handed_out_beside_their_sources(
    opened: Opened, own_url: str, ledger: Ledger
) -> None:
    ledger.record.freeze("sample", 3, by=OFFICE, at=datetime.now(UTC))
    app = page(opened, own_url)
    app.selectbox(key="paper_kind").select("slides").run()
    assert not app.exception, app.exception
    labels = [b.proto.label for b in app.get("download_button")]
    assert labels == [
        *(WORDS.text(f"papers.slides.{name}") for name in ("pptx", "charts")),
        WORDS.text("papers.sources"),
    ]
