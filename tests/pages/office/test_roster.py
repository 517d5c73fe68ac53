"""The roster page: what a district's units are, and what an edit does before it is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date

import pandas as pd
import pytest

from campaign import FieldRole, Roster, wording
from exports import xlsx_bytes
from ledger import Ledger, Plan
from loaders import Hints, read_workbook
from pages.door import filters, link
from pages.door.parts import above_and_below
from pages.drawn.lists import roster_changes
from pages.drawn.lists.roster_sheet import edited_rows, roster_frame
from pages.office.roster.acts import Act, edited_by
from pages.office.roster.tree import tree_lines
from tests.ledger.drawn import OFFICE, hour
from tests.pages.conftest import Opened
from tests.pages.filled import PACK, filled_ledger, own_and_filled_ledger, sample_district
from tests.pages.said import elements, text_of

PAGE = "office/roster/page.py"
DISTRICT = sample_district()
ZH = wording("zh_CN")


@pytest.fixture
def ledger(tmp_path):
    with closing(filled_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")) as opened:
        yield opened


def frame_of(ledger: Ledger) -> tuple[Roster, pd.DataFrame]:
    roster = ledger.roster(DISTRICT.id)
    units = sorted(roster.by_id.values(), key=lambda unit: unit.sort_no)
    return roster, roster_frame([u for u in units if u.valid_to is None], roster, PACK)


def planned(ledger: Ledger, rows: pd.DataFrame, *, week: int | None = None) -> list[Plan]:
    """The rows, downloaded and dropped again."""
    headings = {name: name for name in rows.columns}
    data = xlsx_bytes(rows.reset_index(drop=True), headings, title="某区单位名册", note="说明")
    hints = Hints(week=week, roster_stands=True)
    roster = ledger.roster(DISTRICT.id)
    reading = read_workbook(data, file_name="名册.xlsx", roster=roster, pack=PACK, hints=hints)
    assert not [issue for issue in reading.all_issues if issue.holds_row]
    return [ledger.plan(DISTRICT.id, sent) for sent in reading.submissions]


def changes(plans: Sequence[Plan]) -> list[tuple[str, str, object]]:
    return [(c.unit_id, c.slot, c.new) for plan in plans for c in plan.changed]


def edited(frame: pd.DataFrame, cells: Mapping[tuple[str, str], object]) -> pd.DataFrame:
    after = frame.copy()
    for (unit_id, column), value in cells.items():
        after.loc[unit_id, column] = value
    return after


def test_a_roster_downloaded_and_dropped_again_changes_nothing(ledger: Ledger) -> None:
    _, frame = frame_of(ledger)
    (plan,) = planned(ledger, frame)
    assert plan.is_empty
    assert len(plan.same) == 12


def test_edited_and_dropped_again_it_is_exactly_the_edits(ledger: Ledger) -> None:
    _, frame = frame_of(ledger)
    after = edited(
        frame,
        {
            ("U03", "单位名称"): "区财政和审计局",
            ("U04", "所属指导组"): "第三指导组",
            ("U06", "上级单位"): "区政府办公室",
            ("U07", "停用日期"): "2023-10-22",
            ("U07", "并入单位"): "区图书馆",
            ("U08", "领域"): "村",
        },
    )
    assert edited_rows(frame, after, PACK).index.tolist() == ["U03", "U04", "U06", "U07", "U08"]
    expected = [
        ("U03", "name", "区财政和审计局"), ("U04", "group_id", "g03"), ("U06", "parent_id", "U02"),
        ("U07", "successor_id", "U06"), ("U07", "valid_to", "2023-10-22"), ("U08", "sector", "村"),
    ]  # fmt: skip
    assert changes(planned(ledger, after, week=3)) == expected
    assert changes(planned(ledger, edited_rows(frame, after, PACK), week=3)) == expected
    said = roster_changes.counted(planned(ledger, after, week=3), ZH)
    assert said == ["更名1家", "调整归属2家", "停用1家", "其他改动2家"]


END = date(2023, 10, 22)


@pytest.mark.parametrize(
    ("act", "expected", "new"),
    [
        (Act(("U03",), {FieldRole.NAME: "区财政和审计局"}), [("U03", "name", "区财政和审计局")], 0),
        (Act(("U04",), {FieldRole.GROUP: "第三指导组", FieldRole.PARENT: "区政府办公室"}),
         [("U04", "parent_id", "U02"), ("U04", "group_id", "g03")], 0),
        (Act(("U07",), {}, closes_on=END), [("U07", "valid_to", "2023-10-22")], 0),
        (Act(("U06", "U07"), {}, closes_on=END, successor="区财政局"),
         [("U06", "successor_id", "U03"), ("U06", "valid_to", "2023-10-22"),
          ("U07", "successor_id", "U03"), ("U07", "valid_to", "2023-10-22")], 0),
        (Act(("U06", "U07"), {}, ("区文化馆",), END),
         [("U06", "successor_id", "区文化馆"), ("U06", "valid_to", "2023-10-22"),
          ("U07", "successor_id", "区文化馆"), ("U07", "valid_to", "2023-10-22")], 1),
        (Act(("U03",), {}, ("区财政局一分局", "区财政局二分局")), [], 2),
    ],
    ids=["renamed", "moved", "closed", "merged", "merged into a new one", "split"],
)  # fmt: skip
def test_an_act_is_the_roster_edited_so(
    ledger: Ledger, act: Act, expected: list[tuple[str, str, str]], new: int
) -> None:
    _, frame = frame_of(ledger)
    plans = planned(ledger, edited_rows(frame, edited_by(act, frame, PACK), PACK), week=3)
    names = {
        id_: name
        for plan in plans
        for id_, name in plan.submission.rows[["unit_id", "name"]].itertuples(index=False)
        if id_ in plan.new
    }
    assert [(id_, slot, names.get(str(to), to)) for id_, slot, to in changes(plans)] == expected
    assert sorted(names.values()) == sorted(act.names)
    assert len(names) == new


def test_merging_says_what_it_does_to_past_weeks_before_it_is_kept(
    opened: Opened, own_url: str
) -> None:
    kept = own_and_filled_ledger(own_url)
    app = opened(own_url, PAGE, lang="zh_CN", district="sample")
    revision = kept.revision("sample")
    app.segmented_control(f"roster_act_{revision}").set_value("merge").run()
    app.multiselect("roster_merge_units").set_value(["U06", "U09"]).run()
    app.selectbox("roster_into").set_value("区财政局").run()
    app.date_input("roster_merge_day").set_value(END).run()
    app.selectbox("roster_merge_from").set_value(sample_district().calendar.week(3)).run()
    assert not app.exception
    said = text_of(app)
    assert "区图书馆：第1、2、3、4周已有报送，各周数字仍记在该单位名下" in said
    assert "其发起以来的累计数由区财政局接续统计" in said
    assert kept.roster("sample").by_id["U06"].valid_to is None
    app.button("roster_merge_keep").click().run()
    roster = kept.roster("sample")
    assert [roster.by_id[id_].successor_id for id_ in ("U06", "U09")] == ["U03", "U03"]
    kept.close()


def test_weeks_before_an_edit_stay_and_a_closed_units_work_goes_on(ledger: Ledger) -> None:
    _, frame = frame_of(ledger)
    after = edited(frame, {("U07", "停用日期"): "2023-10-22", ("U07", "并入单位"): "区图书馆"})
    (plan,) = planned(ledger, edited_rows(frame, after, PACK), week=3)
    before = ledger.panel(DISTRICT.id, OFFICE)
    ledger.accept(plan, by=OFFICE, received_at=hour(1))
    panel = ledger.panel(DISTRICT.id, OFFICE)
    assert [int(week.member.sum()) for week in panel.weeks] == [12, 12, 12, 11]
    assert [int(week.member.sum()) for week in before.weeks] == [12, 12, 12, 12]
    lineage = panel.weeks[-1].lineage
    assert lineage is not None
    at = {unit.id: i for i, unit in enumerate(panel.units)}
    assert lineage.successor[at["U07"]] == at["U06"]


def test_the_tree_shows_parents_before_those_below_and_ends_in_a_ring(ledger: Ledger) -> None:
    _, frame = frame_of(ledger)
    after = edited(
        frame,
        {
            ("U06", "上级单位"): "区政府办公室",
            ("U07", "上级单位"): "区图书馆",
            ("U09", "上级单位"): "恒远机械党支部",
            ("U10", "上级单位"): "南山社区党支部",
        },
    )
    (plan,) = planned(ledger, edited_rows(frame, after, PACK))
    ledger.accept(plan, by=OFFICE, received_at=hour(1))
    lines = [(unit.id, depth, n) for unit, depth, n in tree_lines(ledger.roster(DISTRICT.id))]
    assert lines == [("U02", 0, 2), ("U06", 1, 1), ("U07", 2, 0), ("U09", 0, 1), ("U10", 1, 0)]


def test_any_page_can_be_seen_by_parent_or_sector(ledger: Ledger) -> None:
    _, frame = frame_of(ledger)
    after = edited(
        frame,
        {
            ("U06", "上级单位"): "区政府办公室",
            ("U07", "上级单位"): "区图书馆",
            ("U08", "领域"): "村",
            ("U09", "领域"): "村",
            ("U10", "领域"): "企业",
        },
    )
    (plan,) = planned(ledger, edited_rows(frame, after, PACK))
    ledger.accept(plan, by=OFFICE, received_at=hour(1))
    panel = ledger.panel(DISTRICT.id, OFFICE)
    latest = panel.weeks[-1].week
    said = {link.WEEK: "", link.GROUP: "", link.TYPE: "", link.UNIT: ""}
    units = {
        part: sorted(filters.filters_of({**said, link.PART: part}, panel, latest).part_units)
        for part in ("under:U02", "under:U06", "sector:村", "sector:企业", "under:U01", "")
    }
    assert units == {
        "under:U02": ["U02", "U06", "U07"], "under:U06": ["U06", "U07"], "sector:村": ["U08", "U09"],
        "sector:企业": [], "under:U01": [], "": [],
    }  # fmt: skip
    assert above_and_below("under:U02", panel) == ([], ["under:U06"])
    assert above_and_below("under:U06", panel) == (["under:U02"], [])
    assert above_and_below("sector:村", panel) == ([], [])
    chosen = filters.filters_of({**said, link.PART: "under:U02"}, panel, latest)
    lists = filters.choices(chosen, panel, weeks=(latest,), pack=PACK, words=ZH)
    shown = {one.key: list(one.labels.values()) for one in lists}
    assert shown[link.PART] == [
        "隶属与领域", "区政府办公室及下属（3家）", "区图书馆及下属（2家）", "领域：村（2家）",
    ]  # fmt: skip
    assert len(shown[link.UNIT]) == 4


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh_CN", "现有12家单位，分5类，由3个指导组联系"), ("en", "12 units of 5 types")],
)
def test_the_page_says_what_there_is(opened: Opened, filled_url: str, lang: str, said: str) -> None:
    app = opened(filled_url, PAGE, lang=lang)
    assert not app.exception
    assert said in text_of(app)


@pytest.mark.parametrize(("lang", "said"), [("zh_CN", "停用日期"), ("en", "Closed on")])
def test_the_grid_has_its_columns_in_the_readers_language(
    opened: Opened, filled_url: str, lang: str, said: str
) -> None:
    app = opened(filled_url, PAGE, lang=lang)
    grid = next(
        e.proto for e in elements(app._tree) if "dataframe" in e.type or "data_frame" in e.type
    )
    labels = {it["label"] for it in json.loads(grid.columns).values() if "label" in it}
    assert said in labels
    assert len(labels) == 14
