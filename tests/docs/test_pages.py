"""What the written pages point at exists."""

import re
from pathlib import Path

import pytest

from commands import command_line

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
CITED = re.compile(r"docs/design\.md §(\d+(?:\.\d+)?)")
SOURCES = [p for p in ROOT.glob("*/**/*.py") if ".venv" not in p.parts]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as repository hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_of_a_page_leads_somewhere(page: Path):
    for path, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {path}"
        assert not anchor or anchor in anchors(target), f"{page.name}: {path}#{anchor}"


def test_every_section_the_code_cites_is_in_the_design():
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^#+ (\d+(?:\.\d+)?)", design, flags=re.MULTILINE))
    cited = {n for p in SOURCES for n in CITED.findall(p.read_text(encoding="utf-8"))}
    assert {"8.1", "8.3"} <= cited <= sections


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_a_readme_explains_every_command_and_no_other(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    listed = {n for n, command in command_line.commands.items() if not command.hidden}
    assert set(re.findall(r"(?:^|[.;。] ?)\*\*(\w+)\*\*", text, flags=re.MULTILINE)) == listed


def test_both_readmes_tell_the_same_lines_to_type():
    typed = [
        [
            line.split("#")[0].replace(" --lang en", "").strip()
            for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
            if line.startswith(("make ", ".venv", "$ ", "py ", "DATABASE_URL", "python3 "))
        ]
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert typed[0] == typed[1]
    assert len(typed[0]) > 15
