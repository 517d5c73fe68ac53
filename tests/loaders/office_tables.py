"""Office tables drawn at random, each with what a person would say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from loaders.files.sheet import CellValue, Sheet

NAMES = (
    "财政局", "教育局", "民政局", "水务局", "卫健局", "人社局", "住建局", "交通局", "商务局", "审计局", "统计局", "林业局",
    "城关镇", "河西镇", "东山乡", "南湖街道", "北门街道", "石桥镇", "第一中学", "第二中学", "人民医院", "合计办", "全区旅游公司",
)  # fmt: skip
GROUPS = ("机关", "乡镇", "学校", "医院")
BANDS = ("学习情况", "调研情况", "整改情况", "本年收入", "本年支出", "2022年", "2023年")
LEAVES = (
    "场次",
    "人数",
    "问题数",
    "金额",
    "户数",
    "件数",
    "面积",
    "借 方",
    "贷\n方",
    "计划",
    "实际",
)
PARENT = "云岭区合作总社"


@dataclass
class OfficeTable:
    """A sheet and its truth. Rows and columns are absolute, 1-based."""

    sheet: Sheet
    header_rows: tuple[int, int]
    data_rows: list[int]
    total_rows: list[int]
    columns: list[str]
    column_range: tuple[int, int]
    unit_column: int
    sums: dict[str, float]
    set_aside: dict[int, str]


@dataclass
class _Paper:
    """Cells put down one by one, moved to their place at the end."""

    cells: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def merge(self, top: int, left: int, bottom: int, right: int, value: CellValue) -> None:
        self.cells[top, left] = value
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))


def office_table(draw: Random) -> OfficeTable:
    """One table: perhaps a title, a unit line, one to three header rows with or without their
    merges, groups, subtotals, a total above or below with or without its word, blank rows, a
    footer, an offset, blanks at the end."""
    paper = _Paper()
    serial, grouped = draw.random() < 0.5, draw.random() < 0.4
    names = (["序号"] if serial else []) + (["类别"] if grouped else []) + ["单位名称"]
    paths = _paths(draw)
    width = len(names) + len(paths)
    row = _titles(draw, paper, width)
    depth = max(map(len, paths))
    top = row
    _header(paper, names, paths, top, depth)
    if draw.random() < 0.25:
        paper.merges = [merge for merge in paper.merges if merge[0] < top]  # lost in copying
    row += depth
    aside: dict[int, str] = {}
    if draw.random() < 0.3:
        for column in range(1, width + 1):
            mark = "甲乙丙"[column - 1] if column <= len(names) else column - len(names)
            paper.cells[row, column] = mark
        aside[row] = "numbering"
        row += 1
    data, totals, last = _body(draw, paper, row, len(names), len(paths), grouped, serial, aside)
    if draw.random() < 0.3:
        paths = [*paths, ("备注",)]
        width += 1
        paper.merge(top, width, top + depth - 1, width, "备注")
        for at in data:
            paper.cells[at, width] = draw.choice(("", "", "已核实", "见附件", "/"))
    last = _foot(draw, paper, last, aside, width)
    return _placed(draw, paper, names, paths, (top, depth), data, totals, aside, last)


def _paths(draw: Random) -> list[tuple[str, ...]]:
    depth = draw.choice((1, 1, 2, 2, 3))
    leaves = draw.sample(LEAVES, k=draw.randint(2, 6))
    if depth == 1:
        return [(leaf,) for leaf in leaves]
    paths: list[tuple[str, ...]] = []
    for band in draw.sample(BANDS, k=draw.randint(1, 3)):
        inner = draw.sample(LEAVES, k=draw.randint(2, 3))
        if depth == 3 and draw.random() < 0.6:
            paths += [(band, part, leaf) for part in ("本月", "累计数额") for leaf in inner[:2]]
        else:
            paths += [(band, leaf) for leaf in inner]
    return [*paths, ("备注栏数",)] if draw.random() < 0.3 else paths


def _titles(draw: Random, paper: _Paper, width: int) -> int:
    row = 1
    if draw.random() < 0.7:
        right = width if draw.random() < 0.7 else 1
        paper.merge(row, 1, row, right, "云岭区某项工作情况统计表")
        row += 1
        if draw.random() < 0.2:
            row += 1
    if draw.random() < 0.5:
        if draw.random() < 0.5:
            paper.cells[row, width] = "单位：个"
        else:
            paper.cells[row, 1] = f"填报单位：{PARENT}"
            paper.cells[row, width] = "2023年10月20日"
        row += 1
    return row


def _header(
    paper: _Paper, names: list[str], paths: list[tuple[str, ...]], top: int, depth: int
) -> None:
    for column, name in enumerate(names, start=1):
        paper.merge(top, column, top + depth - 1, column, name)
    _levels(paper, paths, top, len(names) + 1, depth)


def _levels(paper: _Paper, paths: list[tuple[str, ...]], row: int, left: int, depth: int) -> None:
    start = 0
    while start < len(paths):
        end = start
        while (
            end + 1 < len(paths) and len(paths[start]) > 1 and paths[end + 1][0] == paths[start][0]
        ):
            end += 1
        if len(paths[start]) == 1:
            paper.merge(row, left + start, row + depth - 1, left + start, paths[start][0])
            end = start
        else:
            paper.merge(row, left + start, row, left + end, paths[start][0])
            inner = [path[1:] for path in paths[start : end + 1]]
            _levels(paper, inner, row + 1, left + start, depth - 1)
        start = end + 1


@dataclass
class _Rows:
    """The body as it is put down: the next row, and what became of the rows so far."""

    draw: Random
    paper: _Paper
    row: int
    key: int
    figures: list[list[int]]
    aside: dict[int, str]
    data: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)

    def total(self, text: str, units: list[int], place: int) -> None:
        """Puts down a row of sums."""
        self.paper.cells[self.row, place] = text
        for offset in range(len(self.figures[0])):
            value = sum(self.figures[unit][offset] for unit in units)
            self.paper.cells[self.row, self.key + 1 + offset] = value
        self.totals.append(self.row)
        self.aside[self.row] = "total"
        self.row += 1

    def unit(self, number: int, name: str, *, serial: bool) -> None:
        """Puts down a unit's row."""
        if serial:
            self.paper.cells[self.row, 1] = number + 1
        self.paper.cells[self.row, self.key] = name
        for offset, value in enumerate(self.figures[number]):
            self.paper.cells[self.row, self.key + 1 + offset] = _written(self.draw, value)
        self.data.append(self.row)
        self.row += 1


def _body(
    draw: Random, paper: _Paper, row: int, n_names: int, n_figures: int,
    grouped: bool, serial: bool, aside: dict[int, str],
) -> tuple[list[int], list[int], int]:  # fmt: skip
    names = draw.sample(NAMES, k=draw.randint(3, 12))
    figures = [[draw.choice((0, 1, 2, 3, 7, 12, 40, 133)) for _ in range(n_figures)] for _ in names]
    figures[0] = [value + 21 for value in figures[0]]
    where = draw.choice(("above", "below", "below", "none"))
    word = draw.choice(("合计", "合  计", "总计", "共计：", "全区", "全县合计", PARENT, ""))
    named = word not in (PARENT, "")
    rows = _Rows(draw, paper, row, n_names, figures, aside)
    place = draw.choice((1, n_names)) if named else n_names
    everybody = list(range(len(names)))
    if where == "above":
        rows.total(word, everybody, place)
    subtotals = grouped and where != "none" and named and draw.random() < 0.5
    _units(rows, names, grouped=grouped, serial=serial, subtotals=subtotals)
    if where == "below":
        rows.row += draw.random() < 0.2
        rows.total(word, everybody, place)
    return rows.data, sorted(rows.totals), rows.row


def _units(rows: _Rows, names: list[str], *, grouped: bool, serial: bool, subtotals: bool) -> None:
    """The units, in blocks under a merged name where they are grouped, each with its subtotal."""
    position = 0
    while position < len(names):
        size = rows.draw.randint(2, 4) if grouped else len(names)
        block = list(range(position, min(position + size, len(names))))
        first = rows.row
        for number in block:
            rows.row += not grouped and rows.draw.random() < 0.08
            rows.unit(number, names[number], serial=serial)
        if grouped:
            inside = subtotals and rows.draw.random() < 0.5
            last = rows.row - (0 if inside else 1)
            rows.paper.merge(first, rows.key - 1, last, rows.key - 1, GROUPS[position % 4])
        if subtotals:
            rows.total("小计", block, rows.key)
        position += len(block)


def _written(draw: Random, value: int) -> CellValue:
    if draw.random() < 0.05:
        return str(value)
    return float(value)


def _foot(draw: Random, paper: _Paper, row: int, aside: dict[int, str], width: int) -> int:
    if draw.random() < 0.5:
        if draw.random() < 0.4:
            row += 1
        line = draw.choice(
            (
                "填表人：          审核人：",
                "注：数据截至10月20日。",
                "说明：1.按月填报；2.以上为累计。",
            )
        )
        paper.merge(row, 1, row, draw.choice((1, width)), line)
        aside[row] = "footer"
        row += 1
    return row + draw.choice((0, 0, 5, 40))


def _placed(
    draw: Random, paper: _Paper, names: list[str], paths: list[tuple[str, ...]],
    header: tuple[int, int], data: list[int], totals: list[int], aside: dict[int, str], last: int,
) -> OfficeTable:  # fmt: skip
    down, right = draw.choice(((0, 0), (0, 0), (2, 1), (6, 2)))
    width = len(names) + len(paths)
    rows: list[list[CellValue]] = [
        [paper.cells.get((r, c), "") for c in range(1, width + 1)] for r in range(1, last)
    ]
    merges = tuple((a + down, b + right, c + down, d + right) for a, b, c, d in paper.merges)
    sheet = Sheet("表一", False, 1 + down, 1 + right, rows, merges)
    labels = names + ["/".join("".join(t.split()) for t in path) for path in paths]
    sums = {}
    for offset, label in enumerate(labels[len(names) :], start=len(names) + 1):
        if label == "备注":
            continue
        values = [float(str(paper.cells[r, offset])) for r in data]
        sums[f"{label} [col {offset + right}]"] = sum(values)
    return OfficeTable(
        sheet,
        (header[0] + down, header[0] + header[1] - 1 + down),
        [r + down for r in data],
        [r + down for r in totals],
        labels,
        (1 + right, width + right),
        len(names) + right,
        sums,
        {r + down: why for r, why in aside.items()},
    )
