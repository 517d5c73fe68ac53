"""No message lies in the catalogues that nothing in the program says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from campaign import DEFAULT_LOCALE, FINDINGS, REASONS

ROOT = Path(__file__).parents[2]
PACKAGES = ("campaign", "commands", "exports", "figures", "ledger", "loaders", "measures", "pages")
SOURCES = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]
WORD = r"(\w+)"

# Beginnings that the program puts together from parts, with the file that does it.
BUILT = {
    "archive.": "ledger/archive/file.py",
    "package.column.": "commands/package_lists.py",
    "package.title.": "commands/package_lists.py",
    "attention.behind_plan.": "campaign/words/saying.py",
    "attention.not_visited.": "campaign/words/saying.py",
    "attention.zero_streak.": "campaign/words/saying.py",
    "document.messages.group.": "commands/documents/messages.py",
    "document.measures.": "commands/documents/measures.py",
    "document.forms.": "commands/documents/forms.py",
    "finding.busy_weeks.": "campaign/words/saying.py",
    "submit.empty.": "pages/office/submit/layout.py",
    "term.may_": "ledger/store/grant.py",
    "verify.cache_": "ledger/verify/counted.py",
    "verify.unreadable_": "ledger/verify/readable.py",
    "verify.sealed_": "ledger/verify/chain.py",
    **{
        f"verify.{name}_": "ledger/verify/written.py"
        for name in ("district", "alias", "layout", "cut", "original", "issued")
    },
    **{
        f"{of}.drop.": "pages/markup/headings.py"
        for of in ("submit", "districts", "settings", "superior", "proof")
    },
    **{f"{of}.button": "pages/door/own_district.py" for of in ("own", "next")},
    **{f"signin.{of}.button": "pages/signin/form_page.py" for of in ("title", "change")},
    "submit.first.": "pages/office/submit/layout.py",
    "packs.grid.": "pages/office/packs/draft.py",
    **{f"paper.fact.{of}.": "exports/papers/facts.py" for of in ("standing", "quantity", "spread")},
    "paper.fact.work.": "exports/papers/facts.py",
}
# Words that fill a gap and are not written in the program as they stand in the key.
FILLED = {"not_applicable"}


def _keys() -> list[str]:
    found = []
    for path in sorted((ROOT / "campaign" / "catalogues" / DEFAULT_LOCALE).glob("*.po")):
        with path.open("rb") as lines:
            for message in read_po(lines, locale=DEFAULT_LOCALE):
                if message.id:
                    found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


def _strings() -> Iterator[str]:
    """Every text written whole in the program, and every word of its tables."""
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    for path in [*ROOT.glob("campaign/**/*.csv"), *ROOT.glob("campaign/**/*.toml")]:
        yield from re.findall(r"\w+", path.read_text(encoding="utf-8"))


def _patterns() -> set[str]:
    """Texts with gaps, as patterns whose groups are the words in the gaps."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = [
                    re.escape(p.value) if isinstance(p, ast.Constant) else WORD for p in node.values
                ]
                found.add("".join(parts))
    return {pattern for pattern in found if re.match(r"[a-z_]+\\\.", pattern)}


@pytest.fixture(scope="module")
def spoken() -> tuple[set[str], list[re.Pattern[str]]]:
    return set(_strings()) | FILLED, [re.compile(pattern) for pattern in sorted(_patterns())]


def _is_said(key: str, texts: set[str], patterns: list[re.Pattern[str]]) -> bool:
    matches = (pattern.fullmatch(key) for pattern in patterns)
    return (
        key in texts
        or key.startswith(tuple(BUILT))
        or any(match and texts.issuperset(match.groups()) for match in matches)
    )


def test_every_message_is_said_somewhere(spoken):
    texts, patterns = spoken
    assert [key for key in _keys() if not _is_said(key, texts, patterns)] == []


def test_a_message_nobody_says_would_be_found(spoken):
    texts, patterns = spoken
    assert not _is_said("figures.nobody_says_this", texts, patterns)
    assert not _is_said("arrival.on_the_moon", texts, patterns)
    assert _is_said("arrival.late", texts, patterns)


@pytest.mark.parametrize("beginning", BUILT)
def test_a_beginning_allowed_is_built_where_it_is_said_to_be(beginning: str):
    source = (ROOT / BUILT[beginning]).read_text(encoding="utf-8")
    assert beginning.rstrip(".").rpartition(".")[2] in source
    assert any(key.startswith(beginning) for key in _keys())


def test_a_code_is_listed_where_it_has_its_sentence_and_nowhere_else():
    parts = [key.split(".") for key in _keys()]
    assert {p[1] for p in parts if p[0] == "attention" and p[-1] == "sentence"} == set(REASONS)
    assert set(FINDINGS) <= {p[1] for p in parts if p[0] == "finding"}
