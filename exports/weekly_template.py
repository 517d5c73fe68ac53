"""A prefilled weekly report: one line a unit, one open cell for each figure its type owes."""

from __future__ import annotations

from campaign import Kind, Quantity
from exports.template_book import FormCell, TemplateBook

_FIXED = ("sequence", "code", "name")
_FIXED_WIDTHS = (6.0, 10.0, 26.0)
_FIRST_ROW = 3


def weekly_template(asked: FormCell) -> bytes:
    """The workbook; what a unit's type does not owe is filled with / and locked."""
    quantities = _asked_for(asked)
    book = TemplateBook(asked)
    words = asked.words
    title = words.text(
        "template.weekly.title",
        district=asked.district.name,
        campaign=words.label(asked.pack.short_name),
        number=asked.week.number,
    )
    headings = [words.text(f"template.{name}") for name in _FIXED]
    headings += [
        f"{q.label.zh}（{q.measure.zh}）" if q.measure.zh else q.label.zh for q in quantities
    ]
    book.head(title, headings, widths=[*_FIXED_WIDTHS, *(11.0 for _ in quantities)])
    _lines(book, quantities)
    last = _FIRST_ROW + len(asked.addressee.units) - 1
    for column, quantity in enumerate(quantities, start=len(_FIXED)):
        _check(book, quantity, (_FIRST_ROW, column, last, column))
    book.remarks(last + 2, [words.text(f"template.weekly.note{n}") for n in (1, 2, 3)])
    columns = {"code": 2, "unit": 3}
    columns |= {q.id: n for n, q in enumerate(quantities, start=len(_FIXED) + 1)}
    units = {u.id: n for n, u in enumerate(asked.addressee.units, start=_FIRST_ROW + 1)}
    return book.finished(columns, units)


def _asked_for(asked: FormCell) -> list[Quantity]:
    """The quantities that at least one of the units owes, in the pack's order."""
    pack = asked.pack
    return [
        quantity
        for quantity in pack.quantities
        if any(
            pack.owes(unit.type_id, quantity.id, sub_org_total=unit.sub_org_total)
            for unit in asked.addressee.units
        )
    ]


def _lines(book: TemplateBook, quantities: list[Quantity]) -> None:
    pack = book.asked.pack
    for n, unit in enumerate(book.asked.addressee.units):
        row = _FIRST_ROW + n
        book.sheet.write_number(row, 0, n + 1, book.name)
        book.sheet.write_string(row, 1, unit.code, book.name)
        book.sheet.write_string(row, 2, unit.name, book.name)
        for column, quantity in enumerate(quantities, start=len(_FIXED)):
            if pack.owes(unit.type_id, quantity.id, sub_org_total=unit.sub_org_total):
                book.sheet.write_blank(row, column, None, book.open)
            else:
                book.sheet.write_string(row, column, "/", book.idle)


def _check(book: TemplateBook, quantity: Quantity, area: tuple[int, int, int, int]) -> None:
    limit = quantity.week_limit
    if quantity.kind is Kind.CHOICE:
        source = book.choices([option.label.zh for option in quantity.options])
        book.check(area, {"validate": "list", "source": source}, "choice")
    elif quantity.kind is Kind.DAYS:
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": limit or 999}
        book.check(area, rule, "days")
    else:
        maximum = int(limit) if limit else 1_000_000
        rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": maximum}
        book.check(area, rule, "count")
