"""Rows of a log or a ledger that say otherwise than what counts go in; both versions of each come
out side by side, and what one of them alone has by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from campaign import Form, Wording
from ledger import Entry, Plan, rows_beside
from pages.door import opened
from pages.drawn.opened.entry_trace import headline, told_word
from pages.markup import caption, part, plain_html
from pages.office.submit.desk import Desk

_MOST = 12
"""Rows drawn with both versions, and named of one version alone: as many as a screen shows."""
_LABELS = ("day", "unit", "group")


def row_versions(desk: Desk, plans: Sequence[Plan], words: Wording) -> bool:
    """The rows that differ; whether there are any beside those that are new."""
    told = [
        _Rows(desk, words, desk.pack.form[p.submission.form], rows_beside(p))
        for p in plans
        if p.is_of_rows
    ]
    told = [rows for rows in told if any(old for old, _ in rows.pairs)]
    for rows in told:
        rows.draw()
    return bool(told)


@dataclass(frozen=True)
class _Rows:
    """One table's rows of which the two versions differ."""

    desk: Desk
    words: Wording
    form: Form
    pairs: Sequence[tuple[Entry | None, Entry | None]]

    def draw(self) -> None:
        """Those that both have side by side; those of one alone by name."""
        both = [(old, new) for old, new in self.pairs if old and new]
        label = self.words.label(self.form.label)
        part(self.words.text("submit.rows.title", form=label, n=len(self.pairs)))
        if both:
            st.html(self._beside(both[:_MOST]))
        if len(both) > _MOST:
            caption(self.words.text("submit.rows.more", n=len(both) - _MOST))
        self._alone("stands", [old for old, new in self.pairs if old and not new])
        self._alone("sheet", [new for old, new in self.pairs if new and not old])

    def _beside(self, both: Sequence[tuple[Entry, Entry]]) -> str:
        said = [(self._said(old), self._said(new)) for old, new in both]
        differ = {k for a, b in said for k in a.keys() | b.keys() if a.get(k) != b.get(k)}
        order = [*_LABELS, *self.form.field]
        columns = sorted(differ, key=order.index)
        lines = []
        for (old, _), pair in zip(both, said, strict=True):
            marks = {i for i, k in enumerate(columns, 1) if pair[0].get(k) != pair[1].get(k)}
            for version, told in zip(("stands", "sheet"), pair, strict=True):
                name = f"{self.words.text(f'submit.versions.{version}')} · {self._name(old)}"
                lines.append(((name, *(told.get(k, "") for k in columns)), marks))
        return beside_html([self._heading(name) for name in columns], lines)

    def _heading(self, name: str) -> str:
        if name in self.form.field:
            return self.words.label(self.form.field[name].label)
        return self.words.text(f"submit.field.{name}")

    def _said(self, entry: Entry) -> Mapping[str, str]:
        """What a row says, in words, by field; its day and unit only where no field has them."""
        told = {
            name: told_word(value, f"{self.form.id}.{name}", self.desk.pack, self.words)
            for name, value in entry.told().items()
            if value is not None
        }
        group = self.desk.pack.group.get(entry.group_id)
        named = (entry.day, self._unit(entry), self.words.label(group.label) if group else "")
        return {**told, **dict(zip(_LABELS, named, strict=True))}

    def _unit(self, entry: Entry) -> str:
        return opened.ledger().roster(self.desk.district.id).name_of(entry.unit_id)

    def _name(self, entry: Entry) -> str:
        """The unit of a row, and its day or number."""
        at = headline({"day": entry.day, "fields": entry.fields}, self.form, self.words)
        return f"{self._unit(entry)} {at}".strip()

    def _alone(self, version: str, rows: Sequence[Entry]) -> None:
        if not rows:
            return
        names = self.words.text("submit.gone.and").join(map(self._name, rows[:_MOST]))
        caption(self.words.text(f"submit.rows.only.{version}", n=len(rows), names=names))


def beside_html(heads: Sequence[str], lines: Iterable[tuple[Sequence[str], set[int]]]) -> str:
    """A table of versions: a heading each column, and of each line its name, its cells and the
    numbers of those that differ."""
    drawn = [_line(("", *heads), set(), tag="th")]
    drawn += [_line(cells, marks) for cells, marks in lines]
    return f'<div class="sheet versions"><table>{"".join(drawn)}</table></div>'


def _line(cells: Iterable[str], marks: set[int], *, tag: str = "td") -> str:
    told = (
        f'<{tag} class="{"warning" if i in marks else ""}">{plain_html(cell)}</{tag}>'
        for i, cell in enumerate(cells)
    )
    return f"<tr>{''.join(told)}</tr>"
