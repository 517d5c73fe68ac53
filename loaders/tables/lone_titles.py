"""The roles of a table's rows go in; the rows of one text that only head those below come out."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.tables.cell_kinds import WORD, Lines


def lone_titles(lines: Lines, roles: Mapping[int, str]) -> list[int]:
    """The rows of one text that head blocks in which the same names come again (一季度 above 货物
    and 服务, 二季度 above the same), and those right above a repeated header (人口表（续）)."""
    body = [row for row, role in roles.items() if role == "data"]
    lone = [row for row in body if _is_lone(lines, row)]
    titles = [row for row in lone if roles.get(row + 1) == "repeated"]
    if not lone or lone[0] != body[0] or lone[-1] == body[-1]:
        return titles
    column = lines.used(lone[0])[0]
    blocks: list[list[str]] = []
    for row in body:
        if row in lone:
            blocks.append([])
        else:
            blocks[-1].append(lines.text(row, column))
    first, *others = blocks
    come_again = others and all(block and first[0] in block for block in blocks)
    return lone if come_again else titles


def _is_lone(lines: Lines, row: int) -> bool:
    used = lines.used(row)
    return len(used) == 1 and lines.kind(row, used[0]) == WORD
