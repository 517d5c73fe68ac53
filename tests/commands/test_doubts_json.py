"""Questions about figures, from sheets to `figures --json`: twelve weeks of four units, each of
which trips one check, and a fifth that trips none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from campaign import load_pack
from tests.commands.conftest import Terminal
from tests.loaders.drawn import workbook

Save = Callable[[str, bytes], Path]
CALENDAR = load_pack("c2023_ztjy").calendar
SPEECHES = "discussion_speaker_count"
USUAL = (40, 38, 42, 41, 39, 40, 43, 37, 41, 39, 40)
FAR = 190
HONEST = (33, 47, 41, 29, 52, 38, 44, 36, 50, 31, 45, 40)


def roster(orgs: int) -> bytes:
    lines = "".join(
        f"\n| {name} | 科级单位 | 二组 | {orgs if name == '区司法局' else 20} |"
        for name in ("区财政局", "区审计局", "区统计局", "区司法局", "区商务局")
    )
    return workbook(
        f"| 云岭区参学单位名册 |\n| 单位名称 | 单位类别 | 所属指导组 | 党支部数 |{lines}"
    )


def week_sheet(number: int, speeches: dict[str, int]) -> bytes:
    head = f"| 云岭区周报表（第{number}周） |\n| 填报单位：第二指导组 |\n| 单位名称 | 研讨交流 | 交流发言 |"
    return workbook(head + "".join(f"\n| {name} | 8 | {n} |" for name, n in speeches.items()))


def test_each_check_is_tripped_by_the_sheets_that_should(terminal: Terminal, save: Save) -> None:
    arrivals = ["file,received_at"]
    paths = [save("a名册.xlsx", roster(20))]
    for number, figure in enumerate((*USUAL, FAR), start=1):
        rest = {"区司法局": HONEST[number - 1], "区商务局": HONEST[-number] + 1}
        rest |= {} if number == 2 else {"区统计局": HONEST[number - 1] + 2}
        rest |= {"区财政局": figure} | ({"区审计局": figure + 1} if number > 4 else {})
        paths.append(save(f"b{number:02}.xlsx", week_sheet(number, rest)))
        arrivals.append(f"b{number:02}.xlsx,{CALENDAR.week(number).ends_on}T10:00:00")
    paths.append(save("c02补.xlsx", week_sheet(2, {"区统计局": 40})))
    arrivals += [f"c02补.xlsx,{CALENDAR.week(5).ends_on}T10:00:00"]
    times = save("received.csv", "\n".join(arrivals).encode())
    entered = terminal.json("ingest", *paths, "--received-from", times)
    assert not [i for f in entered["files"] for i in f["issues"] if i["severity"] == "error"]
    terminal.json("ingest", save("d名册.xlsx", roster(30)), "--received", "2023-12-18")

    document = terminal.json("figures", "--week", "2023-W51")
    name = {line["unit_id"]: line["unit"] for line in document["attention"]}
    told = {(name[d["unit_id"]], d["code"]): (d["week"], d["cells"]) for d in document["to_verify"]}
    assert told == {
        ("区财政局", "z_outlier"): (12, [[12, SPEECHES]]),
        ("区审计局", "modified_z_outlier"): (12, [[12, SPEECHES]]),
        ("区统计局", "back_filled"): (2, [[2, "discussion_session_count"]]),
        ("区司法局", "denominator_drift"): (
            12,
            [[11, "unit.sub_org_total"], [12, "unit.sub_org_total"]],
        ),
    }
    assert not any(d["is_contradiction"] or d["is_first"] for d in document["to_verify"])
