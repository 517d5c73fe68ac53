"""The reference pages are what the program's tables say."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign import severities
from commands import command_line
from commands.document import reference_pages

DOCS = Path(__file__).parents[2] / "docs"
PAGES = reference_pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_what_the_generator_writes(name: str):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name], "run: make docs"


def test_every_issue_code_has_one_line_with_both_languages():
    lines = [line for line in PAGES["messages.md"].splitlines() if line.startswith("| ")]
    coded = [line for line in lines if line.split(" | ")[0][2:] in severities()]
    assert [line.split(" | ")[0][2:] for line in coded] == list(severities())
    assert all(line.count("<br>") == 2 for line in coded)
    assert (
        "| C01 | 错误 · Error | 公式错误{raw}。<br>Formula error {raw}. |" in PAGES["messages.md"]
    )


def test_a_pace_target_tells_its_amount_and_its_last_week():
    lines = PAGES["measures.md"].splitlines()
    county = "| 研讨交流<br>Discussion sessions | 县级<br>County | "
    assert any(
        x.startswith(county + "到第16周末达到4场次，按周均摊<br>4 by the end") for x in lines
    )
    everybody = "| 学习覆盖率<br>Study reach | 各类单位<br>every type | "
    assert any(x.startswith(everybody + "到第8周末达到100%，") for x in lines)


def test_a_due_date_and_an_interval_are_told_in_words():
    page = PAGES["measures.md"]
    assert "2023年12月31日前达到1次<br>1 by 31 December 2023" in page
    assert "两次间隔不超过28天<br>at most 28 days between two" in page


def test_the_command_writes_both_pages_and_is_not_listed(tmp_path: Path):
    done = CliRunner().invoke(command_line, ["document", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert {p.name: p.read_text(encoding="utf-8") for p in tmp_path.iterdir()} == PAGES
    assert "document" not in CliRunner().invoke(command_line, ["--help"]).output
