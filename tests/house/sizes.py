"""How long files and functions are, and which may be longer than the law for now.

A function's lines run from `def` to its end, as they stand, with signature, comments and blank
lines; its docstring and its decorators are no lines of it. One inside another counts for both.

    python -m tests.house.sizes

writes the list again with what became shorter. It adds and raises nothing: that is done by hand,
where a reviewer sees it.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("sizes.toml")
PACKAGES = ("campaign", "commands", "exports", "figures", "ledger", "loaders", "measures", "pages",
            "sample_data")  # fmt: skip
FILE, FUNCTION = 300, 25

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_Sizes = dict[str, int]


def sources(root: Path = ROOT) -> list[Path]:
    """Every file of the product."""
    return [root / "dashboard.py", *(p for name in PACKAGES for p in (root / name).rglob("*.py"))]


def long_files(root: Path = ROOT) -> _Sizes:
    """Files of the product and of its tests with more than 300 lines."""
    paths = [*sources(root), *(root / "tests").rglob("*.py")]
    lines = {p.relative_to(root).as_posix(): p.read_bytes().count(b"\n") for p in paths}
    return {name: n for name, n in sorted(lines.items()) if n > FILE}


def long_functions(root: Path = ROOT) -> _Sizes:
    """Functions of the product with more than 25 lines, as `file:Class.function`."""
    found: _Sizes = {}
    for path in sorted(sources(root)):
        file = path.relative_to(root).as_posix()
        for name, n in functions(ast.parse(path.read_text(encoding="utf-8"))):
            if n > FUNCTION:
                found[f"{file}:{name}"] = max(n, found.get(f"{file}:{name}", 0))
    return found


def functions(inside: ast.AST, of: str = "") -> Iterator[tuple[str, int]]:
    """The name and the lines of every function, those inside others too."""
    for node in ast.iter_child_nodes(inside):
        named = isinstance(node, (*_FUNCTIONS, ast.ClassDef))
        name = f"{of}{node.name}" if named else ""
        if isinstance(node, _FUNCTIONS):
            yield name, node.end_lineno - node.lineno + 1 - _docstring(node)
        yield from functions(node, f"{name}." if named else of)


def _docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    told = ast.get_docstring(node, clean=False) is not None
    return first.end_lineno - first.lineno + 1 if told else 0


def against(found: Mapping[str, int], listed: Mapping[str, int], law: int) -> list[str]:
    """What is wrong, a line each: grown or not listed, shrunk, or within the law by now."""
    wrong = []
    for name in sorted({*found, *listed}):
        now, was = found.get(name), listed.get(name)
        if now is None:
            wrong.append(f"{name}: gone or within {law} lines; take it off the list")
        elif was is None or now > was:
            wrong.append(f"{name}: {now} lines, more than {was or law}; split it")
        elif now < was:
            wrong.append(f"{name}: {now} lines, listed with {was}; write the list again")
    return wrong


def shrunk(found: Mapping[str, int], listed: Mapping[str, int]) -> _Sizes:
    """The list with what became shorter, and without what is within the law."""
    return {name: min(was, found[name]) for name, was in listed.items() if name in found}


def listed() -> dict[str, _Sizes]:
    """The exceptions as they are written down."""
    return tomllib.loads(LIST.read_text(encoding="utf-8"))


def _written(lists: Mapping[str, Mapping[str, int]]) -> str:
    parts = ["# Longer than the law for now. The list only shrinks: see sizes.py.\n"]
    for title, sizes in lists.items():
        lines = (f'"{name}" = {n}\n' for name, n in sorted(sizes.items()))
        parts.append(f"\n[{title}]\n{''.join(lines)}")
    return "".join(parts)


if __name__ == "__main__":
    before = listed()
    LIST.write_text(
        _written(
            {
                "files": shrunk(long_files(), before["files"]),
                "functions": shrunk(long_functions(), before["functions"]),
            }
        ),
        encoding="utf-8",
    )
