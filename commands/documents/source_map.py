"""The ninety sentences of the source report with a figure or a duty go in (source_map.csv of the
campaign); docs/source-map.md comes out: what counts each, on which page, shown by which test."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from campaign import LOCALES, Wording, csv_rows, load_pack, pack_ids, wording
from commands.documents.bilingual import both, both_labels, paragraphs, table
from exports.papers import fact_words

STATES = ("live", "half", "none")
"""Counted and shown as the sentence says; in part, with what is lacking; no form asks for it."""
_COLUMNS = ("row", "phrase", "report", "state", "form", "page", "counts", "test", "note")


@dataclass(frozen=True)
class SourceRow:
    """One sentence: its number, its words, how far it is counted, the form that asks, the page, the
    names of what counts it (a quantity, form.field, or a function of measures), the piece of the
    phase report that says it again, its test, and what is lacking."""

    row: str
    phrase: str
    state: str
    form: str
    page: str
    counts: tuple[str, ...]
    report: str
    test: str
    note: str


def source_rows() -> tuple[SourceRow, ...]:
    """Every sentence, in the report's order."""
    lines = csv_rows("campaign", "source_map.csv")
    return tuple(SourceRow(counts=tuple(line.pop("counts").split()), **line) for line in lines)


def source_map_page() -> str:
    """The map as Markdown, with how many are live, half there, and asked for by no form."""
    rows = source_rows()
    n = Counter(row.state for row in rows)
    told = {state: n[state] for state in STATES}
    heads = [both(f"document.source_map.{name}") for name in _COLUMNS]
    parts = [
        f"# {both('document.source_map.title')}",
        paragraphs("document.generated"),
        paragraphs("document.source_map.intro", n=len(rows), **told),
        table(heads, map(_line, rows)),
    ]
    return "\n\n".join(parts) + "\n"


def report_words(says: str, words: Wording) -> str:
    """What a piece of the phase report is called: one that the pack's `report` says, or a finding,
    `finding:` and its code."""
    name, _, of = says.partition(":")
    if name == "finding":
        return words.text(f"paper.phase.finding.{of}")
    return fact_words(load_pack(pack_ids()[0]), says, words)


def _report(says: str) -> str:
    """The piece's name in both languages with its id; a dash without one."""
    told = dict.fromkeys(report_words(says, wording(locale)) for locale in LOCALES) if says else ()
    return f"{' · '.join(told)} `{says}`" if told else "—"


def _line(row: SourceRow) -> list[str]:
    forms = {form.id: form for form in load_pack(pack_ids()[0]).forms}
    form = forms.get(row.form)
    return [
        row.row,
        row.phrase,
        _report(row.report),
        both(f"document.source_map.state.{row.state}"),
        both_labels(form.label) if form else "—",
        both(f"page.{row.page}") if row.page else "—",
        ", ".join(f"`{name}`" for name in row.counts) or "—",
        f"`{row.test.split('::')[1]}`" if row.test else "—",
        row.note,
    ]
