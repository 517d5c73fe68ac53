"""An empty log or register: one column a field, with drop-downs for units and options."""

from __future__ import annotations

from datetime import date, datetime, time

from xlsxwriter.format import Format

from campaign import FieldRole, FormField
from exports.template_book import FormCell, TemplateBook, day_limits

_LINES = 60
_FIRST_ROW = 3
_WIDTHS = {"unit": 26.0, "choices": 20.0, "text": 30.0, "date": 13.0}


def row_template(asked: FormCell) -> bytes:
    """The workbook with `_LINES` open lines, those of `rows` first; columns that would not be read
    are left out."""
    form = asked.pack.form[asked.form_id]
    fields = [field for field in form.fields if field.kind and not field.ignored]
    book, words = TemplateBook(asked), asked.words
    title = words.text(
        "template.rows.title",
        district=asked.district.name,
        campaign=words.label(asked.pack.short_name),
        form=words.label(form.label),
    )
    number = [field for field in form.fields if field.role is FieldRole.SEQUENCE]
    headings = [field.title for field in (*number, *fields)]
    widths = [*(6.0 for _ in number), *(_WIDTHS.get(f.kind, 11.0) for f in fields)]
    book.head(title, headings, widths=widths)
    last = _FIRST_ROW + max(_LINES, len(asked.rows)) - 1
    for row in range(_FIRST_ROW, last + 1):
        for column in range(len(number)):
            book.sheet.write_blank(row, column, None, book.open)
    for column, field in enumerate(fields, start=len(number)):
        _column(book, field, column, last)
        _check(book, field, (_FIRST_ROW, column, last, column))
    book.remarks(last + 2, [words.text("template.rows.note")])
    return book.finished({field.id: n for n, field in enumerate(fields, start=1 + len(number))}, {})


def _column(book: TemplateBook, field: FormField, column: int, last: int) -> None:
    """The open cells of a field, with what the lines there are say."""
    look = book.open_date if field.kind == "date" else book.open
    for row in range(_FIRST_ROW, last + 1):
        book.sheet.write_blank(row, column, None, look)
    for row, told in enumerate(book.asked.rows, start=_FIRST_ROW):
        _write(book, (row, column), told.get(field.id, ""), look)


def _write(
    book: TemplateBook, at: tuple[int, int], value: date | float | str, look: Format
) -> None:
    """What a line has already, in an open cell."""
    if isinstance(value, str):
        if value:
            book.sheet.write_string(*at, value, look)
    elif isinstance(value, date):
        book.sheet.write_datetime(*at, datetime.combine(value, time()), look)
    else:
        book.sheet.write_number(*at, value, look)


def _check(book: TemplateBook, field: FormField, area: tuple[int, int, int, int]) -> None:
    asked = book.asked
    listed = {
        "unit": [unit.name for unit in asked.addressee.units],
        "group": [group.label.zh for group in asked.pack.groups],
        "yes_no": ["是", "否"],
        "figure": [
            f"{q.label.zh}（{word}）" if q.adds_up else q.label.zh
            for q in asked.pack.quantities
            for word in (("累计", "本周") if q.adds_up else ("",))
        ],
        "choices": [o.label.zh for o in asked.pack.choices.get(f"{asked.form_id}.{field.id}", ())],
    }.get(field.kind, [])
    if listed:
        rule: dict[str, object] = {"validate": "list", "source": book.choices(listed)}
        if field.kind == "choices":  # several may be named in one cell
            rule["show_error"] = False
        book.check(area, rule, field.kind)
    elif field.kind == "date":
        book.check(area, day_limits(asked), "date")
    elif field.kind == "count":
        book.check(area, {"validate": "integer", "criteria": ">=", "value": 0}, "count")
