"""How the districts of one ledger stand, and packages brought in."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from campaign import District, Door, Viewer, load_pack, wording
from ledger import Ledger, open_ledger
from pages.door import Seat, city_districts
from pages.leadership.districts.layout import bring_in
from pages.leadership.districts.lines import lines, together, total
from tests.ledger.drawn import OFFICE, hour
from tests.pages.conftest import Opened, url_of
from tests.pages.filled import copied, fill, sample_district
from tests.pages.said import text_of

PAGE = "leadership/districts/page.py"
NEXT = load_pack("c2026_zjg")


@pytest.fixture
def city_url(tmp_path: Path) -> str:
    """Two counties of one campaign, one of them narrowed to nothing, and one of the next campaign
    that reported nothing."""
    url = url_of(tmp_path)
    copied(url, _city).close()
    return url


def _city(ledger: Ledger) -> None:
    for name, county in (("a", "甲县"), ("b", "乙县")):
        fill(ledger, replace(sample_district(name, is_sample=False), name=county))
    silent = District("c", "丙县", NEXT.id, NEXT.calendar)
    ledger.add_district(silent, by=OFFICE)


def test_each_district_has_a_line_and_a_silent_one_is_unknown(
    opened: Opened, city_url: str
) -> None:
    app = opened(city_url, PAGE, lang="zh_CN", door="leadership")
    said = text_of(app)
    assert "共3个地区，其中2个已有数据。" in said
    first, silent = (frame.value for frame in app.dataframe)
    assert list(first["地区"]) == ["甲县", "乙县", "合计（2个地区）"]
    assert first["报送"].iloc[0] == first["报送"].iloc[1]
    over, under = first["报送"].iloc[0].removesuffix("家").split("/")
    assert first["报送"].iloc[2] == f"{2 * int(over)}/{2 * int(under)}家（2个地区）"
    assert silent.iloc[0].tolist() == ["丙县", "尚无数据", 0, *["未知"] * 4]
    assert "单独列出，不并列比较" in said


def test_what_is_told_of_a_district_is_what_its_overview_tells(
    opened: Opened, city_url: str
) -> None:
    frame: pd.DataFrame = opened(city_url, PAGE, lang="zh_CN", door="office").dataframe[0].value
    overview = text_of(opened(city_url, lang="zh_CN", door="office", district="b"))
    assert frame["学习覆盖"].iloc[1] in overview.replace("\n", "")


def test_each_district_is_one_click_away(opened: Opened, city_url: str) -> None:
    app = opened(city_url, PAGE, lang="zh_CN", door="office")
    links = [part.proto for part in app.get("page_link")]
    told = {part.label: part.query_string for part in links if part.label.startswith("打开")}
    assert set(told) == {"打开甲县", "打开乙县", "打开丙县"}
    assert "district=b" in told["打开乙县"]


def test_another_rule_or_setting_stands_apart(
    city_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", city_url)
    ledger = open_ledger(city_url)
    found = lines(ledger.districts(), OFFICE)
    ledger.close()
    assert [len(several) for several in together(found).values()] == [2, 1]
    assert total([line for line in found if line.week is None], "study_reach") == (0, 0, 0)


@pytest.mark.parametrize(
    ("viewer", "may"),
    [
        (Viewer(Door.OFFICE), True),
        (Viewer(Door.LEADERSHIP), True),
        (Viewer(Door.GROUPS, "g01"), False),
        (Viewer(None), False),
    ],
)
def test_the_office_and_leadership_see_it(viewer: Viewer, may: bool) -> None:
    assert bool(city_districts(viewer, [sample_district()], None)) is may


def test_a_group_is_refused(opened: Opened, city_url: str) -> None:
    app = opened(city_url, PAGE, lang="zh_CN", door="groups", seat="g01")
    assert not app.dataframe
    assert "甲县" not in "".join(str(part.value) for part in app.main if hasattr(part, "value"))


def test_several_packages_come_in_each_by_itself(
    tmp_path: Path, own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = open_ledger(f"sqlite:///{tmp_path / 'away.db'}")
    files = []
    for name in ("x", "y"):
        away.add_district(District(name, f"{name}县", NEXT.id, NEXT.calendar), by=OFFICE)
        file = io.BytesIO()
        away.archives.package(file, name, by=OFFICE, at=hour(1))
        files.append(file)
    away.close()
    monkeypatch.setenv("DATABASE_URL", own_url)
    ledger = open_ledger(own_url)
    (own,) = ledger.districts()
    seat = Seat(wording("zh_CN"), OFFICE, own)
    files.append(files[0])
    told = [bring_in(seat, f"{n}.zip", file) for n, file in enumerate(files)]
    assert [is_well for is_well, _ in told] == [True, True, False]
    assert "2.zip" in told[2][1], "the same district a second time"
    assert bring_in(seat, "no.zip", io.BytesIO(b"no"))[0] is False
    assert {district.id for district in ledger.districts()} == {"own", "x", "y"}
    ledger.close()
