"""Sheets made from parts: each is read as its plan says, asked about or refused; none is wrong."""

from __future__ import annotations

import os
from collections import Counter

from tests.loaders.drawn import read
from tests.loaders.sheets_from_parts import Sample, sample

N_SHEETS = 20_000 if os.environ.get("SOAK") == "1" else 500
NAMES = ("钱七", "赵六", "张三丰")


def outcome(made: Sample) -> str:
    """right, asked, refused or what is wrong: a figure or unit that goes in and is not the plan's,
    a quantity that is dropped while its neighbours go in, a name that is kept."""
    reading = read(made.drawing)
    if any(name in repr(reading) for name in NAMES):
        return "wrong: a name of a footer is kept"
    if reading.refused:
        return "refused"
    taken = {
        entry.raw_unit: {slot: v.value for slot, v in entry.values.items() if v.value is not None}
        for table in reading.tables
        for entry in table.entries
        if entry.accepted
    }
    if not taken:
        return "asked"
    if any(taken[unit] != made.plan.get(unit) for unit in taken):
        return "wrong: figures that are not the plan's"
    accused = any(issue.code == "K01" for issue in reading.all_issues)
    if accused:
        return "wrong: a right total is accused"
    return "right" if taken == made.plan else "asked"


def test_no_sheet_made_of_ordinary_parts_is_read_wrong() -> None:
    counted: Counter[str] = Counter()
    wrong: list[tuple[int, str]] = []
    clear = 0
    for seed in range(N_SHEETS):
        made = sample(seed)
        found = outcome(made)
        clear += bool(made.plan)
        counted.update(f"{kind}: {found.partition(':')[0]}" for kind in made.kinds)
        counted[found.partition(":")[0]] += 1
        if found.startswith("wrong"):
            wrong.append((seed, found))
    print(*(f"{name} {n}" for name, n in sorted(counted.items())), sep="\n")  # noqa: T201
    assert wrong == []
    assert counted["right"] >= 0.95 * clear


def test_the_outcome_tells_a_wrong_figure_from_the_plan() -> None:
    made = next(s for s in map(sample, range(99)) if outcome(s) == "right")
    unit = next(iter(made.plan))
    other = {slot: figure + 1 for slot, figure in made.plan[unit].items()}
    assert outcome(Sample(made.drawing, made.plan | {unit: other}, made.kinds)).startswith("wrong")
