"""Each place that raises an issue gives what the issue's sentences ask for, in both languages.

The tests put every issue they meet into words (see conftest); here the program's own text is read,
so that a code no test raises cannot lack a parameter either.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign import LOCALES
from campaign.issue import severities
from campaign.words.wording import _messages

ROOT = Path(__file__).parents[2]
PACKAGES = ("campaign", "commands", "exports", "ledger", "loaders", "measures", "pages")
CODE = re.compile(r"[A-Z]\d\d")
TYPED = {"loaders/words/cells.py", "loaders/words/dates.py", "loaders/registers/cells.py"}
# Where an issue's code is told by another file: the files that tell it.
MAKERS = ("Issue", "PackFault")
TELLERS = {
    ("ledger/acts/next_campaign.py", "_submission"): {"ledger/acts/next_campaign.py"},
    ("loaders/registers/rows.py", "_single"): TYPED | {"loaders/registers/rows.py"},
    ("loaders/registers/rows.py", "_ticked"): {"loaders/registers/rows.py"},
    ("loaders/weekly/rows.py", "_cell_doubt"): {"loaders/words/cells.py", "loaders/weekly/rows.py"},
    ("loaders/weekly/dates.py", "issue"): {"loaders/weekly/dates.py"},
    ("loaders/weekly/unstored.py", "day_doubts"): {"loaders/words/dates.py"},
    ("loaders/words/naming.py", "unknown_unit"): {"loaders/words/naming.py"},
}
# Codes of these files that a place raises by itself, with parameters of their own.
ELSEWHERE = {
    ("loaders/weekly/rows.py", "_cell_doubt"): {"U01", "U03", "U08", "U09", "U11", "L23"},
    ("loaders/registers/rows.py", "_single"): {"K13", "U14", "C20"},
    ("loaders/registers/rows.py", "_ticked"): {"K13", "U14", "C20", "C21", "C29"},
    ("loaders/weekly/dates.py", "issue"): {"P03", "P07"},
    ("loaders/words/naming.py", "unknown_unit"): {"U12", "U10"},
}
# Codes that come as an argument, from those who call: told by the tests that raise them.
GIVEN = {
    ("ledger/store/grant.py", "issue"),
    ("loaders/entries/rules.py", "_issue"),
    ("loaders/entries/repeats.py", "_conflict"),
    ("campaign/issue.py", "issue_of_row"),
    ("campaign/words/saying.py", "asked_words"),
    ("campaign/pack/lines.py", "__init__"),
    ("campaign/unsaid.py", "issue_kept"),
}


def asked(code: str) -> set[str]:
    """The parameters that the sentences of a code ask for, but for those a remedy has of the
    pack."""
    found: set[str] = set()
    for part, known in (("message", {"raw"}), ("remedy", {"raw", "types", "group"})):
        texts = (str(_messages(locale)[f"issue.{code}.{part}"]) for locale in LOCALES)
        found |= {name for text in texts for name in re.findall(r"{(\w+)", text)} - known
    return found


def codes_in(node: ast.AST) -> set[str]:
    """The codes written out below a node."""
    texts = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return {t for t in texts if isinstance(t, str) and CODE.fullmatch(t) and t in severities()}


def codes_of(file: str) -> set[str]:
    return codes_in(ast.parse((ROOT / file).read_text(encoding="utf-8")))


def raised() -> Iterator[tuple[str, str, ast.FunctionDef, ast.Call]]:
    """Every place that makes an issue: file, function and call."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and getattr(call.func, "id", "") in MAKERS:
                        yield path.relative_to(ROOT).as_posix(), function.name, function, call


def given(call: ast.Call, function: ast.FunctionDef) -> set[str]:
    """The names of a call's parameters, through the names that hold them."""
    if getattr(call.func, "id", "") == "PackFault":
        return {str(word.arg) for word in call.keywords}
    named = [word.value for word in call.keywords if word.arg == "params"]
    return _keys([*call.args[3:4], *named], function)


def _keys(nodes: list[ast.expr], function: ast.FunctionDef) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Name):
            found |= _assigned(node.id, function)
        elif isinstance(node, ast.Dict):
            found |= {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
        elif isinstance(node, ast.BinOp):
            found |= _keys([node.left, node.right], function)
    return found


def _assigned(name: str, function: ast.FunctionDef) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and target.id == name:
                    found |= _keys([node.value], function)
                elif isinstance(target, ast.Subscript) and getattr(target.value, "id", "") == name:
                    found |= {str(key.value) for key in [target.slice] if hasattr(key, "value")}
    return found


def _named_codes(node: ast.expr, file: str, function: ast.FunctionDef) -> set[str]:
    """The codes that a name stands for, in its function or else in its file."""
    if not isinstance(node, ast.Name):
        return set()
    whole = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    for nodes in (ast.walk(function), whole.body):
        assigned = [n for n in nodes if isinstance(n, ast.Assign)]
        values = (v for n in assigned for t in n.targets for v in _values(node.id, t, n.value))
        found = set().union(*map(codes_in, values))
        if found:
            return found
    return set()


def _values(name: str, target: ast.expr, value: ast.expr) -> list[ast.expr]:
    """What a name is given by one assignment."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=True)
        return [v for t, v in pairs if getattr(t, "id", "") == name]
    return [value] if getattr(target, "id", "") == name else []


PLACES = {(file, name, call.lineno): (function, call) for file, name, function, call in raised()}


@pytest.mark.parametrize(("file", "name", "line"), PLACES)
def test_a_place_gives_what_its_codes_ask_for(file: str, name: str, line: int) -> None:
    function, call = PLACES[file, name, line]
    if (file, name) in GIVEN:
        return
    codes = codes_in(call.args[0]) or _named_codes(call.args[0], file, function)
    if not codes:
        told = (codes_of(teller) for teller in TELLERS.get((file, name), ()))
        codes = set().union(*told) - ELSEWHERE.get((file, name), set())
    assert codes, f"{file}:{line} raises a code that is told nowhere: list it in TELLERS"
    lacking = {code: asked(code) - given(call, function) for code in codes}
    assert {code: names for code, names in lacking.items() if names} == {}


@pytest.mark.parametrize("code", severities())
def test_both_languages_ask_for_the_same(code: str) -> None:
    for part in ("message", "remedy"):
        texts = [str(_messages(locale)[f"issue.{code}.{part}"]) for locale in LOCALES]
        names = [set(re.findall(r"{(\w+)", text)) for text in texts]
        assert names[0] - {"raw"} == names[1] - {"raw"}
