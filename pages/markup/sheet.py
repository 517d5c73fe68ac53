"""A sheet as it was read: a grid and marked cells go in; a table with the marks comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from campaign import Grid, Wording, column_letters
from pages.markup.plain import plain_html

Marks = Mapping[tuple[int, int], str]
_AROUND = 4
_KEPT_ROLES = ("title", "header", "numbering", "total")


def sheet_html(
    grid: Grid, marks: Marks, words: Wording, *, around: int = _AROUND, first: int = 0
) -> str:
    """The header rows, the rows around marked cells and the total, addresses as the office knows
    them, and the `first` rows of the rest.

    `marks` gives cells (row, column) a look: here, error, warning. Rows between are left out with a
    line that says how many.
    """
    columns = range(grid.left, grid.left + max((len(row) for row in grid.cells), default=0))
    head = "".join(f"<th>{column_letters(column)}</th>" for column in columns)
    shown = _shown_rows(grid, marks, around=around, first=first)
    body = "".join(_lines(grid, marks, shown, columns, words))
    return (
        f'<div class="sheet"><table><thead><tr><th></th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _shown_rows(grid: Grid, marks: Marks, *, around: int, first: int) -> set[int]:
    every = range(grid.top, grid.top + len(grid.cells))
    kept = {row for row in every if grid.roles.get(row, "data") in _KEPT_ROLES}
    near = {row + step for row, _ in marks for step in range(-around, around + 1)}
    return kept | near | set([row for row in every if row not in kept][:first])


def _lines(
    grid: Grid, marks: Marks, shown: set[int], columns: range, words: Wording
) -> Iterator[str]:
    left_out = 0
    begun: dict[int, list[tuple[int, int, int, int]]] = {}
    for merge in grid.merges:
        begun.setdefault(merge[0], []).append(merge)
    for row in range(grid.top, grid.top + len(grid.cells)):
        if row not in shown:
            left_out += 1
            continue
        if left_out:
            yield _gap(left_out, len(columns), words)
            left_out = 0
        yield _row(grid, row, marks, columns, begun.get(row, ()), words)
    if left_out:
        yield _gap(left_out, len(columns), words)


def _gap(n: int, width: int, words: Wording) -> str:
    text = plain_html(words.text("trace.rows_left_out", n=n))
    return f'<tr class="skip"><th></th><td colspan="{width}">{text}</td></tr>'


def _row(
    grid: Grid,
    row: int,
    marks: Marks,
    columns: range,
    merges: Sequence[tuple[int, int, int, int]],
    words: Wording,
) -> str:
    role = grid.roles.get(row, "data")
    alone = _only_text(grid, row, role, columns)
    if alone is not None:
        text = _text(grid, row, alone, words)
        mark = f' class="{look}"' if (look := marks.get((row, alone))) else ""
        cell = f'<td{mark} colspan="{len(columns)}">{text}</td>'
        return f'<tr class="{role}"><th>{row}</th>{cell}</tr>'
    spans = {m[1]: m for m in merges}
    covered = {column for m in merges for column in range(m[1] + 1, m[3] + 1)}
    cells = []
    for column in columns:
        if column in covered:
            continue
        mark = f' class="{look}"' if (look := marks.get((row, column))) else ""
        cells.append(f"<td{mark}{_span(spans.get(column))}>{_text(grid, row, column, words)}</td>")
    return f'<tr class="{role}"><th>{row}</th>{"".join(cells)}</tr>'


def _only_text(grid: Grid, row: int, role: str, columns: range) -> int | None:
    """The column of a title line's only text, which may run over the empty cells beside it."""
    filled = [column for column in columns if grid.text(row, column)]
    return filled[0] if role in ("title", "ignored") and len(filled) == 1 else None


def _text(grid: Grid, row: int, column: int, words: Wording) -> str:
    return plain_html(words.sheet_text(grid.text(row, column)))


def _span(merge: tuple[int, int, int, int] | None) -> str:
    """Only the width of a merge is drawn: the rows below may be left out."""
    if merge is None:
        return ""
    width = merge[3] - merge[1] + 1
    return f' colspan="{width}"' if width > 1 else ""
