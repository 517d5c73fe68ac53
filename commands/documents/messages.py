"""The issue codes and their catalogues go in; docs/messages.md comes out."""

from __future__ import annotations

from itertools import groupby

from campaign import severities
from commands.documents.bilingual import WORDINGS, both, paragraphs, table


def messages_page() -> str:
    """Every issue code with its severity, message and remedy in both languages, as Markdown."""
    parts = [
        f"# {both('document.messages.title')}",
        paragraphs("document.generated"),
        paragraphs("document.messages.intro"),
    ]
    for letter, codes in groupby(severities(), key=lambda code: code[0]):
        parts += [f"## {letter} · {both(f'document.messages.group.{letter}')}", _codes(list(codes))]
    return "\n\n".join(parts) + "\n"


def _codes(codes: list[str]) -> str:
    columns = ("code", "severity", "message", "remedy")
    headings = [both(f"document.messages.{column}") for column in columns]
    return table(headings, [_line(code) for code in codes])


def _line(code: str) -> list[str]:
    said = (f"issue.{code}.message", f"issue.{code}.remedy")
    severity = both(f"term.severity.{severities()[code]}")
    return [code, severity, *("<br>".join(words.text(key) for words in WORDINGS) for key in said)]
