"""Laws of the house that a machine keeps: lengths, and a reason beside every number."""

from __future__ import annotations

import ast
from pathlib import Path
from textwrap import dedent

import pytest

from tests.house import sizes

# Where a number is a judgement about sheets or about figures.
JUDGING = ("loaders", "measures")


def test_no_file_is_longer_than_the_law_or_than_it_was():
    assert sizes.against(sizes.long_files(), sizes.listed()["files"], sizes.FILE) == []


def test_no_function_is_longer_than_the_law_or_than_it_was():
    found = sizes.against(sizes.long_functions(), sizes.listed()["functions"], sizes.FUNCTION)
    assert found == []


def test_a_docstring_and_a_decorator_are_no_lines_and_a_signature_is():
    told = '''
        class Panel:
            @property
            def week(
                self,
            ) -> int:
                """Two
                lines."""
                def inside():
                    return 1

                # A comment counts.
                return inside()
    '''
    assert dict(sizes.functions(ast.parse(dedent(told)))) == {
        "Panel.week": 8,
        "Panel.week.inside": 2,
    }


@pytest.mark.parametrize(
    ("found", "listed", "told"),
    [
        ({"a": 26}, {}, ["a: 26 lines, more than 25; split it"]),
        ({"a": 31}, {"a": 30}, ["a: 31 lines, more than 30; split it"]),
        ({"a": 29}, {"a": 30}, ["a: 29 lines, listed with 30; write the list again"]),
        ({}, {"a": 30}, ["a: gone or within 25 lines; take it off the list"]),
        ({"a": 30}, {"a": 30}, []),
    ],
)
def test_the_list_of_exceptions_may_only_shrink(found, listed, told):
    assert sizes.against(found, listed, 25) == told


def test_writing_the_list_again_adds_and_raises_nothing():
    assert sizes.shrunk({"a": 31, "b": 27, "new": 40}, {"a": 30, "b": 29, "gone": 26}) == {
        "a": 30,
        "b": 27,
    }


def unreasoned(source: str) -> list[str]:
    """The module's numbers with neither a docstring below nor a comment beside or above them."""
    lines, body = source.splitlines(), ast.parse(source).body
    bare = []
    for node, after in zip(body, [*body[1:], None], strict=True):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or not _is_number(node.value):
            continue
        beside = lines[max(node.lineno - 2, 0)].startswith("#") or "  # " in lines[
            node.end_lineno - 1
        ].replace("# fmt: skip", "")
        told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        if not beside and not told:
            bare.append(ast.unparse(node).split(" = ")[0].strip("()"))
    return bare


def _is_number(value: ast.expr | None) -> bool:
    """A number, or numbers side by side or calculated with one another."""
    if isinstance(value, ast.Tuple):
        return any(_is_number(part) for part in value.elts)
    if isinstance(value, ast.UnaryOp | ast.BinOp):
        return all(
            _is_number(part) for part in ast.iter_child_nodes(value) if isinstance(part, ast.expr)
        )
    return isinstance(value, ast.Constant) and type(value.value) in (int, float)


def test_every_number_that_judges_has_its_reason_beside_it():
    paths = [path for name in JUDGING for path in sorted((sizes.ROOT / name).rglob("*.py"))]
    bare = {_name(path): unreasoned(path.read_text(encoding="utf-8")) for path in paths}
    assert {file: numbers for file, numbers in bare.items() if numbers} == {}


def _name(path: Path) -> str:
    return path.relative_to(sizes.ROOT).as_posix()


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("NEAR = 6\n", ["NEAR"]),
        ("NEAR, FEW = 6, 3\nX = f()\n", ["NEAR, FEW"]),
        ("NEAR: int = 1 << 16\n", ["NEAR: int"]),
        ("NEAR = -6\n", ["NEAR"]),
        ("# A title is never further above.\nNEAR = 6\n", []),
        ("NEAR = 6  # a title is never further above\n", []),
        ('NEAR = 6\n"""A title is never further above."""\n', []),
        ("NAME = 'six'\n", []),
        ("CELLS = f(6)\n", []),
    ],
)
def test_a_number_without_a_reason_is_found(source, bare):
    assert unreasoned(source) == bare
