"""The slides and the workbook read back: each figure of their charts is one `figures` prints."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from campaign import Week, wording
from exports.papers import Cut, Field
from exports.slides import Deck, Drawn, Slide, chart_book, pptx_bytes
from tests.commands.conftest import Terminal
from tests.commands.test_report import frozen
from tests.tries import in_soak

WORDS = wording("zh_CN")
BEFORE = ("district", "2023-W47")
COUNTED = ("quantities/told", "quantities/silent")


def known_figures(terminal: Terminal, told: dict[str, Any]) -> dict[str, float | None]:
    """Figures by their names in the list of sources: those of the cut's week, and the district's
    of the week before it."""
    found: dict[str, float | None] = {}
    for by, week in (*((by, told["week"]) for by in ("district", "group", "type")), BEFORE):
        asked = ("--by", by, "--week", week, "--as-of", str(told["revision"]))
        document = terminal.json("figures", *asked)
        at = "" if week == told["week"] else f"@{week}"
        for line in document["standing"]:
            for part in ("numerator", "denominator", "value", "plan"):
                found[f"standing/{line['place']['id']}/{line['measure']}/{part}{at}"] = line[part]
        for name, line in document["quantities"].items():
            found |= {f"quantities/{name}/{part}{at}": value for part, value in line.items()}
        if not at:
            found["findings"] = len(document["findings"])
            for line in document["findings"]:
                kept = (line["code"], "+".join(place["id"] for place in line["places"]), "value")
                found["/".join(filter(None, ("findings", *kept)))] = line["value"]
    return found


@pytest.mark.parametrize("set_", ["district", pytest.param("replay", marks=in_soak)])
def test_every_chart_holds_the_figures_of_its_cut(
    request: pytest.FixtureRequest, terminal: Terminal, tmp_path: Path, set_: str
) -> None:
    if set_ == "replay":
        terminal.json("sample", "--set", "replay")
    loaded = request.getfixturevalue("sample") if set_ == "district" else terminal
    copy, week = frozen(loaded, tmp_path, week=9)
    asked = ("report", "--kind", "slides", "--week", week, "--out")
    told = copy.json(*asked, tmp_path / "once")
    pptx, sources = (tmp_path / "once" / it["file"] for it in told["files"])
    book = copy.json(*asked[:2], "workbook", *asked[3:], tmp_path / "once")
    known, rows = known_figures(copy, told), [*openpyxl.load_workbook(sources).active.values][3:]
    traced = {(row[2], row[3]) for row in rows if "/" in row[2] or row[2] == "findings"}
    for figure, value in traced:
        name, _, at = figure.partition("@")
        if at in ("", told["week"], BEFORE[1]) and name not in COUNTED:
            figure = name if at != BEFORE[1] else figure
            assert known[figure] == pytest.approx(value), figure
    if set_ == "district":
        behind = {row[2]: row[6] or "" for row in rows}
        assert "第9周周报.xlsx 周报!C5 = 0" in behind["standing/sample/study_reach/numerator"]
        earlier = f"standing/sample/study_reach/value@{BEFORE[1]}"
        assert "第8周周报.xlsx 周报!C5 = 2" in behind[earlier], "the cells of its own week"
        assert not behind[earlier.replace("value", "plan")], "no sheet says what is planned"
    charts = compare_charts(pptx, tmp_path / "once" / book["files"][0]["file"])
    assert charts > 30
    values = {round(value, 9) for _, value in traced}
    assert charts_in(pptx)[0][1], "a chart has places"
    for _, _, series in charts_in(pptx):
        for figures in series.values():
            assert {round(it, 9) for it in figures if it is not None} <= values


def charts_in(pptx: Path) -> list[tuple[str, tuple[str, ...], dict[str, tuple[float | None, ...]]]]:
    """The title, the places and the series of every slide with a chart."""
    found = []
    pages = Presentation(str(pptx)).slides
    assert len(pages) <= 8
    for page in pages:
        assert "figures --as-of" in page.notes_slide.notes_text_frame.text
        for chart in (shape.chart for shape in page.shapes if shape.has_chart):
            (plot,) = chart.plots
            series = {one.name: tuple(one.values) for one in plot.series}
            found.append((page.shapes.title.text, tuple(plot.categories), series))
    return found


def compare_charts(pptx: Path, xlsx: Path) -> int:
    """How many figures both files have: the same, each chart of the workbook over its own cells."""
    sheets = [sheet for sheet in openpyxl.load_workbook(xlsx).worksheets if sheet._charts]
    drawn, n = charts_in(pptx), 0
    assert len(drawn) == len(sheets) == 5
    for (title, places, series), sheet in zip(drawn, sheets, strict=True):
        assert str(sheet["A1"].value).strip() == title
        (chart,) = sheet._charts
        for column, (one, figures) in enumerate(zip(chart.series, series.values(), strict=True), 2):
            letter, last = "ABC"[column - 1], 4 + len(places)
            assert one.val.numRef.f.endswith(f"!${letter}$5:${letter}${last}")
            cells = [sheet.cell(row, column).value for row in range(5, last + 1)]
            assert cells == pytest.approx(list(figures), nan_ok=True)
            assert [sheet.cell(row, 1).value for row in range(5, last + 1)] == list(places)
            n += len(cells)
    return n


def test_what_nobody_knows_is_a_gap_and_no_zero() -> None:
    cut = Cut(Week(1, date(2023, 10, 2)), 1, datetime(2023, 10, 9, tzinfo=UTC), "0" * 64)
    rows = ((("组",), ("率",)), (("甲",), (Field("f", "50%", 0.5),)), (("乙",), ("尚无报送",)))
    deck = Deck("例会", cut, (Slide("率", ("答",), Drawn.BARS, rows, is_share=True),))
    assert pptx_bytes(deck, WORDS) == pptx_bytes(deck, WORDS)
    with zipfile.ZipFile(io.BytesIO(pptx_bytes(deck, WORDS))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2023, 10, 9, 0, 0, 0)}
        assert file.read("docProps/core.xml").count(b"2023-10-09T00:00:00Z") == 2
        chart = next(name for name in file.namelist() if "charts/chart" in name)
        assert file.read(chart).count(b"<c:v>0.5</c:v>") == 1
        assert file.read(chart).count(b"<c:pt ") == 4, "two places, a heading, one figure"
    sheet = openpyxl.load_workbook(io.BytesIO(chart_book(deck, WORDS))).worksheets[0]
    assert (sheet["B5"].value, sheet["B6"].value) == (0.5, None)
    assert "空格为尚无报送" in sheet["A2"].value
