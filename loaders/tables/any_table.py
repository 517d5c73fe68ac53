"""A sheet that is none of the forms goes in; the tables a person would see on it come out.

Found by coherence: words over columns of figures, whatever the words are. A page of text, a form of
labels and answers and a sheet without a header are no tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from campaign import Form, FormField, Label, fold
from loaders.files import Sheet
from loaders.tables.beside import begins_beside
from loaders.tables.body import body_roles
from loaders.tables.cell_kinds import DAY, NUMBER, WORD, Lines
from loaders.tables.derived import Body, derived_rows
from loaders.tables.guard import is_person_heading
from loaders.tables.head_span import HeadSpan, next_header
from loaders.tables.header import Header
from loaders.tables.levels import is_measure
from loaders.tables.lone_titles import lone_titles
from loaders.tables.strips import cropped, strips
from loaders.tables.table import Table
from loaders.tables.walk import kinds_down
from loaders.words import (
    Heading,
    header_path,
    is_category,
    is_coded,
    is_naming,
    is_serial,
    is_total,
    is_unadded,
    is_unsummed,
)

_UNIT = FormField("unit", Label("", ""), ("",), required=True, kind="unit")
ANY_FORM = Form("", Label("", ""), (), (_UNIT,), 0, "any")
"""Stands for the form of a table that is none of the pack's."""
# Conventions: .05 and .4, .15 and .6 read the corpus and the drawn sheets alike.
_SENTENCE = 16
"""Names are mostly shorter; a column of longer texts describes what the one before it names."""
_FEW = 2
"""Of three rows one may be anything."""
_REMARKS = frozenset(("备注", "说明", "情况说明", "原因", "remarks", "remark", "notes", "note"))
_TASKS = ("名称", "项目", "事项", "任务", "工程")
_MEASURE = 2
"""Measures are as short (盒, 平方), and so are names (甲厂), behind which nothing is measured."""
_SMALL = 0.15
"""A few stray figures in a column of words, such as 3 of 20, make no column of figures of it."""
_MANY = 0.34
"""Beside three figures one word (无, 未报) may stand; where more do, they answer questions."""


def any_tables(sheet: Sheet) -> list[Table]:
    """The tables of a sheet, from left to right and top down; none where it is no sheet of
    tables."""
    return [table for strip in strips(sheet, _stands_alone) for table in _tables_of(strip)]


def _stands_alone(part: Sheet) -> bool:
    """Whether a part of a sheet is a table with names of its own."""
    tables = _tables_of(part)
    return any(t.header.key is not None and len(t.rows("data")) > 1 for t in tables)


def _tables_of(sheet: Sheet) -> list[Table]:
    lines = Lines(sheet)
    found: list[Table] = []
    is_form = False
    row, start = sheet.top, sheet.top
    while (head := next_header(lines, row, sheet.bottom)) is not None:
        roles, end = body_roles(lines, head, sheet.bottom)
        roles |= dict.fromkeys(lone_titles(lines, roles), "section")
        table = _table(lines, head, roles, start)
        if len(starts := begins_beside(lines, table)) > 1:
            return [t for part in _side_by_side(sheet, starts) for t in _tables_of(part)]
        if _is_coherent(lines, table):
            found.append(table)
        is_form = is_form or _is_mixed(lines, table)
        row = start = max(end, head.last_row + 1)
    return [] if is_form else found


def _side_by_side(sheet: Sheet, starts: Sequence[int]) -> list[Sheet]:
    """The parts of a sheet from each of these columns to the next."""
    edges = pairwise([sheet.left, *starts[1:], sheet.right + 1])
    return [cropped(sheet, left, right - 1) for left, right in edges]


def _table(lines: Lines, head: HeadSpan, roles: dict[int, str], start: int) -> Table:
    body = [row for row, role in roles.items() if role == "data"]
    columns = _own_columns(lines, head, body)
    paths = {c: header_path(path) for c, path in head.paths(lines).items() if c in columns}
    key = _unit_column(lines, paths, [row for row in body if not _is_total(lines, row)])
    headings = {c: Heading(path, "unit" if c == key else None) for c, path in paths.items()}
    header = Header(ANY_FORM, head.first_row, head.last_row, headings)
    rows = dict.fromkeys(range(head.first_row, head.last_row + 1), "header") | roles
    table = Table(lines.sheet, header, rows, tuple(range(start, head.first_row)))
    return replace(table, roles=rows | derived_rows(_body(lines, table, body)))


def _is_total(lines: Lines, row: int) -> bool:
    used = lines.used(row)
    return any(is_total(lines.text(row, column)) for column in used[:2])


def _body(lines: Lines, table: Table, rows: Sequence[int]) -> Body:
    figures = figure_columns(table, lines, rows)
    first = min(figures, default=max(table.header.columns))
    words = [c for c in table.header.columns if c < first or c == table.header.key]
    added = summable_columns(table, figures)
    return Body(
        lines.sheet,
        rows,
        words[:4],
        table.header.key,
        added,
        is_parent=lambda name: bool(name) and table.is_headed_by(name),
        total_label=table.total_label,
    )


def _own_columns(lines: Lines, head: HeadSpan, body: Sequence[int]) -> set[int]:
    """The columns of the table without what stands apart on its right: a column or two of spare
    figures behind an empty one, with no names of their own."""
    kept = list(head.columns)
    empty = [
        c
        for c in kept
        if not any(
            lines.filled(r)[c - lines.sheet.left] for r in range(head.first_row, head.last_row + 1)
        )
        and not kinds_down(lines, c, body)
    ]
    if empty and max(kept) - max(empty) <= 2 < max(empty) - min(kept):
        apart = [c for c in kept if c > max(empty)]
        filled = [sum(kinds_down(lines, c, body).values()) for c in apart]
        if max(filled) * 2 < len(body):
            kept = [c for c in kept if c < max(empty)]
    return set(kept)


def _unit_column(
    lines: Lines, paths: dict[int, tuple[str, ...]], body: Sequence[int]
) -> int | None:
    """The column that names the rows: headed 单位, 部门 … and holding names, else the first one of
    words; never one of persons."""
    named: list[int] = []
    for column, path in paths.items():
        kinds = kinds_down(lines, column, body)
        is_named = kinds[WORD] > kinds[NUMBER] + kinds[DAY] and not _names_nothing(path)
        if is_named and not (path and is_person_heading(path[-1])):
            named.append(column)
    named = [c for c in named if not (paths[c] and is_coded(paths[c][-1]))] or named
    if (headed := _headed_names(lines, paths, named, body)) is not None:
        return headed
    if not named:
        first = min(paths)
        others = [r for r in body if lines.kind(r, first) != DAY and not lines.is_year(r, first)]
        are_times = not others or (len(body) > _FEW and others == [body[-1]])  # 月累计 below days
        return first if body and paths[first] and are_times else None
    leading = [column for column in named[:2] if column <= named[0] + 1]
    return _told_apart(lines, leading, body) or named[0]


def _headed_names(
    lines: Lines, paths: dict[int, tuple[str, ...]], named: Sequence[int], body: Sequence[int]
) -> int | None:
    """The column headed 单位, 部门 … that holds names, or the one of what those do or of the units
    below them."""
    for column in named:
        path = paths[column]
        if column != named[0] and _measures(lines, path, column, body):
            continue
        if path and is_naming(path[-1]) and _holds_names(lines, column, body):
            if tasks := [c for c in named if c < column and _names_tasks(lines, paths[c], c, body)]:
                return tasks[0]
            after = [c for c in named if c > column]
            alike = [c for c in named if paths[c] == path]
            single = _single_below(lines, paths, after, column, body)
            return single or _told_apart(lines, alike, body) or column
    return None


def _single_below(
    lines: Lines, paths: dict[int, tuple[str, ...]], after: Sequence[int], column: int,
    body: Sequence[int],
) -> int | None:  # fmt: skip
    """The column of units right behind one of the units above them, which stands once for several:
    社区 behind a merged 街道."""
    is_above = bool(after) and after[0] == column + 1 and not _distinct(lines, column, body)
    path = paths[after[0]] if is_above else ()
    is_named = bool(path) and is_naming(path[-1]) and path != paths[column]
    return after[0] if is_named and _distinct(lines, after[0], body) else None


def _names_tasks(lines: Lines, path: tuple[str, ...], column: int, body: Sequence[int]) -> bool:
    """Whether a column before one of units names what each of those does, another in every row."""
    return bool(path) and fold(path[-1]).endswith(_TASKS) and _distinct(lines, column, body)


def _told_apart(lines: Lines, columns: Sequence[int], body: Sequence[int]) -> int | None:
    """Of columns of words the only one whose words are all different and stand in every row, where
    the first one sorts them: categories, written once or again and again."""
    told = {c: [t for row in body if (t := lines.text(row, c))] for c in columns}
    whole = [
        column
        for column, texts in told.items()
        if len(set(texts)) == len(body) > 1 and max(map(len, texts)) < _SENTENCE
    ]
    return whole[0] if len(whole) == 1 and len(columns) > 1 else None


def _holds_names(lines: Lines, column: int, body: Sequence[int]) -> bool:
    """Whether a column holds names rather than the measures of another one (元, M3)."""
    texts = {
        t for row in body if lines.kind(row, column) == WORD and (t := lines.text(row, column))
    }
    return sum(map(is_measure, texts)) * 2 < len(texts)


def _measures(lines: Lines, path: tuple[str, ...], column: int, body: Sequence[int]) -> bool:
    """Whether a column headed 单位 behind one of names holds what those are counted in: 盒."""
    texts = [t for row in body if (t := lines.text(row, column))]
    is_short = bool(texts) and max(map(len, texts)) <= _MEASURE
    return (
        bool(path) and fold(path[-1]) == "单位" and is_short and _distinct(lines, column - 1, body)
    )


def _distinct(lines: Lines, column: int, body: Sequence[int]) -> bool:
    """Whether a column names every row in a word of its own."""
    texts = [lines.text(row, column) for row in body]
    return len(set(texts)) == len(texts) and "" not in texts and not all(map(is_category, texts))


def _names_nothing(path: tuple[str, ...]) -> bool:
    """Whether a column is headed as one of numbers or of remarks."""
    return bool(path) and (is_serial(path[-1]) or fold(path[-1]) in _REMARKS)


def figure_columns(table: Table, lines: Lines, rows: Sequence[int]) -> list[int]:
    """The columns of figures: no serial number, code, date or name."""
    found = []
    for column, heading in sorted(table.header.columns.items()):
        kinds = kinds_down(lines, column, rows)
        if kinds[NUMBER] > kinds[WORD] and not is_unsummed(heading.label):
            found.append(column)
    return [c for c in found if not _all_years(lines, c, rows)]


def _all_years(lines: Lines, column: int, rows: Sequence[int]) -> bool:
    return all(lines.is_year(row, column) for row in rows if lines.kind(row, column) == NUMBER)


def summable_columns(table: Table, columns: Sequence[int]) -> list[int]:
    """Of the columns of figures those that may be added: no rates, averages or prices."""
    body = table.rows("data")
    return [
        c
        for c in columns
        if not is_unadded(table.header.columns[c].label)
        and sum((row, c) in table.sheet.percents for row in body) * 2 <= len(body)
    ]


def _is_coherent(lines: Lines, table: Table) -> bool:
    """Whether figures stand in columns of figures: in a form of labels and answers they do not, and
    a page of text has none and no columns."""
    body = [row for row, role in table.roles.items() if role in ("data", "total", "section")]
    waiting = [row for row, role in table.roles.items() if role in ("placeholder", "blank")]
    if not body:
        return bool(waiting) or bool(table.roles)
    if any(kinds_down(lines, column, body)[NUMBER] for column in table.header.columns):
        return not _is_mixed(lines, table)
    return len(table.header.columns) >= 3 or _is_list(lines, table, body)


def _is_mixed(lines: Lines, table: Table) -> bool:
    """Whether most columns that hold figures hold as many words: answers to questions."""
    body = [row for row, role in table.roles.items() if role in ("data", "total", "section")]
    counted = [kinds_down(lines, column, body) for column in table.header.columns]
    figured = [kinds for kinds in counted if kinds[NUMBER] > _SMALL * kinds[WORD]]
    mixed = sum(kinds[WORD] > 1 and kinds[WORD] > _MANY * kinds[NUMBER] for kinds in figured)
    return mixed * 2 > len(figured)


def _is_list(lines: Lines, table: Table, body: Sequence[int]) -> bool:
    """Whether two columns of words are a list rather than the lines of a cover page."""
    full = sum(len(lines.used(row)) >= 2 for row in body)
    told = sum(len(lines.used(row)) >= 2 for row in table.preamble)
    return full * 2 >= len(body) and told < 2 and bool(body)
