"""What every template has: locked words, open cells, input checks, and a hidden sheet that says
which form, version and week it is, so that it comes back exactly."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from campaign import FORM_SHEET, CampaignPack, District, Unit, Week, Wording, column_letters
from figures import SHEET

_MESSAGE_LIMIT, _TITLE_LIMIT = 255, 32  # beyond these the writer leaves the check out
_LISTS_FROM = 8


@dataclass(frozen=True)
class Addressee:
    """Who fills a template in: the id and name of a group or unit, and the units it reports on."""

    id: str
    name: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class FormCell:
    """What a template asks, of whom, for which week; of a log or register, `rows` are lines that
    it has already, by field."""

    district: District
    pack: CampaignPack
    form_id: str
    week: Week
    addressee: Addressee
    words: Wording
    rows: Sequence[Mapping[str, date | float | str]] = ()


@dataclass
class TemplateBook:
    """A workbook being written: one open sheet and the hidden one."""

    asked: FormCell
    file: io.BytesIO = field(default_factory=io.BytesIO)
    n_lists: int = 0

    def __post_init__(self) -> None:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self.file, options)
        self.sheet: Worksheet = self.book.add_worksheet(self.asked.words.text("template.sheet"))
        self.hidden: Worksheet = self.book.add_worksheet(FORM_SHEET)
        self.hidden.hide()
        look = {"border": 1, "valign": "vcenter", "text_wrap": True}
        self.title = self._format(bold=True, font_size=16, align="center")
        self.line = self._format(font_size=11)
        self.heading = self._format(**look, bold=True, align="center", bg_color=SHEET.heading)
        self.lighter = self._format(**look, align="center", bg_color=SHEET.idle)
        self.name = self._format(**look)
        self.idle = self._format(
            **look, align="center", bg_color=SHEET.idle, font_color=SHEET.idle_ink
        )
        self.open = self._format(**look, align="center", locked=False)
        self.open_date = self._format(**look, align="center", locked=False, num_format="yyyy-mm-dd")

    def _format(self, **properties: object) -> Format:
        return self.book.add_format(properties)

    def head(
        self,
        title: str,
        headings: Sequence[str],
        *,
        widths: Sequence[float],
        lighter_from: int | None = None,
    ) -> None:
        """Title, sender line and heading row, in sheet rows 1 to 3; from a 0-based column on the
        headings are lighter."""
        last, words = len(headings) - 1, self.asked.words
        self.sheet.merge_range(0, 0, 0, last, title, self.title)
        sender = words.text("template.sender", name=self.asked.addressee.name)
        self.sheet.write_string(1, 0, sender, self.line)
        for column, (text, width) in enumerate(zip(headings, widths, strict=True)):
            is_lighter = lighter_from is not None and column >= lighter_from
            self.sheet.write_string(2, column, text, self.lighter if is_lighter else self.heading)
            self.sheet.set_column(column, column, width)
        self.sheet.set_row(0, 30)
        self.sheet.set_row(2, 46)
        self.sheet.freeze_panes(3, 0)

    def remarks(self, first_row: int, texts: Iterable[str]) -> None:
        """The notes below the table, from a 0-based row."""
        for row, text in enumerate(texts, start=first_row):
            self.sheet.write_string(row, 0, text, self.line)

    def choices(self, texts: Sequence[str]) -> str:
        """A range of the hidden sheet with these texts: a list in the check itself may only be 255
        characters long."""
        column = _LISTS_FROM + self.n_lists
        self.n_lists += 1
        for row, text in enumerate(texts):
            self.hidden.write_string(row, column, text)
        letters = column_letters(column + 1)
        return f"='{FORM_SHEET}'!${letters}$1:${letters}${len(texts)}"

    def check(self, area: tuple[int, int, int, int], rule: Mapping[str, object], key: str) -> None:
        """An input check on a 0-based area, with the words of `template.<key>`."""
        words = self.asked.words
        said = {
            "input_title": words.text("template.input")[:_TITLE_LIMIT],
            "input_message": words.text(f"template.{key}")[:_MESSAGE_LIMIT],
            "error_title": words.text("template.wrong")[:_TITLE_LIMIT],
            "error_message": words.text(f"template.{key}")[:_MESSAGE_LIMIT],
        }
        if self.sheet.data_validation(*area, {**rule, **said}) != 0:
            raise ValueError(f"the check of {area} was not taken: {rule}")

    def finished(self, columns: Mapping[str, int], units: Mapping[str, int]) -> bytes:
        """The bytes; `columns` (slot or field) and `units` (id) by their 1-based places."""
        asked, district = self.asked, self.asked.district
        facts = {
            "form": asked.form_id,
            "version": asked.pack.form_version(asked.form_id),
            "pack": asked.pack.id,
            "district": district.id,
            "week": asked.week.iso,
            "sender": asked.addressee.id,
        }
        for row, (name, value) in enumerate(facts.items()):
            self.hidden.write_row(row, 0, (name, value))
        for row, (name, place) in enumerate(columns.items()):
            self.hidden.write_row(row, 2, (name, place))
        for row, (name, place) in enumerate(units.items()):
            self.hidden.write_row(row, 4, (name, place))
        self._settled(len(columns))
        self.book.close()
        return self.file.getvalue()

    def _settled(self, n_columns: int) -> None:
        allowed = {"format_columns": True, "format_rows": True, "select_locked_cells": True}
        self.sheet.protect("", allowed)
        if n_columns > 5:
            self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(2)


def day_limits(asked: FormCell) -> dict[str, object]:
    """The input check of a day: from the year before the launch to the end of the week."""
    first = asked.district.calendar.starts_on
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": date(first.year - 1, 1, 1),
        "maximum": asked.week.ends_on,
    }
