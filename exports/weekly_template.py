"""A prefilled weekly report: one line a unit, one open cell for each figure asked of its type; a
second block, under lighter headings, for those that may be left out."""

from __future__ import annotations

from campaign import FieldRole, Kind, Quantity, column_letters
from exports.template_book import FormCell, TemplateBook

_FIXED = {FieldRole.SEQUENCE: 6.0, FieldRole.CODE: 10.0, FieldRole.UNIT: 26.0}
"""The columns before the figures, where the form has them, with their widths."""
_FIRST_ROW = 3
_TICKS = ("√", "×")
_WORDS = ("免报", "/")
"""What may stand in a cell in place of a figure: exempt, not applicable."""


def weekly_template(asked: FormCell) -> bytes:
    """The workbook; what a unit's type does not owe is filled with / and locked."""
    quantities = _asked_for(asked)
    book = TemplateBook(asked)
    words = asked.words
    form, fixed = asked.pack.weekly_form, _fixed(asked)
    headings = [form.field[form.field_of(role)].title for role in fixed]
    headings += [
        f"{q.label.zh}（{q.measure.zh}）" if q.measure.zh else q.label.zh for q in quantities
    ]
    widths = [*(_FIXED[role] for role in fixed), *(11.0 for _ in quantities)]
    first_further = len(fixed) + sum(not q.is_further for q in quantities)
    book.head(_title(asked), headings, widths=widths, lighter_from=first_further)
    _lines(book, quantities)
    last = _FIRST_ROW + len(asked.addressee.units) - 1
    for column, quantity in enumerate(quantities, start=len(fixed)):
        _check(book, quantity, (_FIRST_ROW, column, last, column))
    notes = (1, 2, 3, 4) if first_further < len(headings) else (1, 2, 3)
    book.remarks(last + 2, [words.text(f"template.weekly.note{n}") for n in notes])
    units = {u.id: n for n, u in enumerate(asked.addressee.units, start=_FIRST_ROW + 1)}
    return book.finished(_columns(asked, quantities), units)


def _title(asked: FormCell) -> str:
    return asked.words.text(
        "template.weekly.title",
        district=asked.district.name,
        campaign=asked.words.label(asked.pack.short_name),
        form=asked.pack.weekly_form.label.zh,
        number=asked.week.number,
    )


def _columns(asked: FormCell, quantities: list[Quantity]) -> dict[str, int]:
    """The 1-based column of each field and quantity; nobody asks for that of the line's number."""
    roles = enumerate(_fixed(asked), start=1)
    form = asked.pack.weekly_form
    told = {form.field_of(role): n for n, role in roles if role is not FieldRole.SEQUENCE}
    first = len(_fixed(asked)) + 1
    return told | {q.id: n for n, q in enumerate(quantities, start=first)}


def _fixed(asked: FormCell) -> list[FieldRole]:
    return [role for role in _FIXED if asked.pack.weekly_form.field_of(role)]


def _asked_for(asked: FormCell) -> list[Quantity]:
    """The quantities asked of at least one of the units, in the pack's order, further ones last."""
    pack = asked.pack
    return [
        quantity
        for quantity in (*pack.quantities, *pack.further)
        if any(
            pack.owes(unit.type_id, quantity.id, sub_org_total=unit.sub_org_total)
            for unit in asked.addressee.units
        )
    ]


def _lines(book: TemplateBook, quantities: list[Quantity]) -> None:
    pack, fixed = book.asked.pack, _fixed(book.asked)
    for n, unit in enumerate(book.asked.addressee.units):
        row = _FIRST_ROW + n
        for column, role in enumerate(fixed):
            if role is FieldRole.SEQUENCE:
                book.sheet.write_number(row, column, n + 1, book.name)
            else:
                text = unit.code if role is FieldRole.CODE else unit.name
                book.sheet.write_string(row, column, text, book.name)
        for column, quantity in enumerate(quantities, start=len(fixed)):
            if pack.owes(unit.type_id, quantity.id, sub_org_total=unit.sub_org_total):
                book.sheet.write_blank(row, column, None, book.open)
            else:
                book.sheet.write_string(row, column, "/", book.idle)


def _check(book: TemplateBook, quantity: Quantity, area: tuple[int, int, int, int]) -> None:
    limit = quantity.week_limit
    if quantity.kind in (Kind.CHOICE, Kind.TICK):
        source = book.choices([option.label.zh for option in quantity.options] or _TICKS)
        book.check(area, {"validate": "list", "source": source}, "choice")
    else:
        is_days = quantity.kind is Kind.DAYS
        most = limit or (999 if is_days else 1_000_000)
        book.check(area, _figure(area, most, is_days), "days" if is_days else "count")


def _figure(area: tuple[int, int, int, int], most: float, is_days: bool) -> dict[str, object]:
    """A figure in whole (of days, half) steps, or a word for why there is none."""
    cell = f"{column_letters(area[1] + 1)}{area[0] + 1}"
    step = f"{cell}*2" if is_days else cell
    number = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<={most:.0f},INT({step})={step})"
    words = ",".join(f'{cell}="{word}"' for word in _WORDS)
    return {"validate": "custom", "value": f"=OR({number},{words})"}
