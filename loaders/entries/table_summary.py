"""A located table and its entries go in; what anyone would say of it comes out: columns, sums,
units, rows set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign import Address, Issue, Week, column_letters, fold
from loaders.entries.reading import ColumnReading, ReadRow, TableReading, Total
from loaders.files import CellValue, cell_text, texts_of_merges
from loaders.tables import (
    NUMBER,
    STRANGER,
    WORD,
    Table,
    fingerprint,
    kind_of_cell,
    slot_of,
    without_persons,
)
from loaders.words import PLAIN, is_unsummed, mask

ASIDE = frozenset(
    {"total", "average", "ratio", "numbering", "repeated", "footer", "section", "stray"}
    | {"placeholder", "unread", "below", "part", STRANGER}
)
"""What a row below the header may be that is neither data nor blank."""


def summarise(
    table: Table,
    entries: Sequence[ReadRow],
    issues: Sequence[Issue],
    *,
    totals: Sequence[Total] = (),
    week: Week | None = None,
    taken: Mapping[int, str] | None = None,
    title: str,
    file_name: str,
) -> TableReading:
    """The table as read, its entries without repeats, its issues with where its header stands.
    `taken` is what each column was taken for, where more than the headings told it."""
    header, body = table.header, table.rows("data")
    filled = texts_of_merges(table.sheet, header.key) if header.key else {}
    return TableReading(
        form=header.form.id or None,
        confidence=confidence(table, title=title, file_name=file_name),
        layout="row",
        weeks=(week,) if week else (),
        header_rows=tuple(range(header.first_row, header.last_row + 1)),
        first_data_row=body[0] if body else None,
        last_data_row=body[-1] if body else None,
        column_range=column_range(table),
        columns=header.shown_labels,
        unit_column=header.key,
        unit_fill_down=any(row in filled for row in body),
        units=unit_names(table, header.key, filled),
        sums=sums_over(table),
        totals=tuple(totals),
        set_aside=_set_aside(table, entries),
        entries=tuple(e for e in entries if e.repeats is None),
        issues=(*map(without_persons, issues), *_told_of(table)),
        n_data_rows=len(body),
        n_blank_rows=len(table.rows("blank")),
        fingerprint=fingerprint(h.path for h in header.columns.values()),
        headed=_headed(table, taken or {}),
        said=header.known,
    )


def _headed(table: Table, taken: Mapping[int, str]) -> tuple[ColumnReading, ...]:
    """Each headed column with what it was taken for."""
    header = table.header
    return tuple(
        ColumnReading(
            column, path, taken.get(column) or slot_of(header.columns[column], header.form, None)
        )
        for column, path in header.shown.items()
    )


def _set_aside(table: Table, entries: Sequence[ReadRow]) -> dict[int, str]:
    """Why each row below the header that is no entry and not blank is none."""
    aside = {row: role for row, role in table.roles.items() if role in ASIDE}
    repeats = {e.row: "duplicate" for e in entries if e.repeats is not None}
    return dict(sorted((aside | repeats).items()))


def _told_of(table: Table) -> tuple[Issue, ...]:
    """What is said of any table, whatever its form: how it was read, and what nobody sees."""
    told = (
        _named_by_rows,
        _wordless,
        _parts,
        _hidden_under_merges,
        _deep_header,
        _full_below,
        _strangers,
        _mended,
    )
    return tuple(issue for of in told for issue in of(table))


def _named_by_rows(table: Table) -> list[Issue]:
    """L19 at the column of names where the names below it said so, not its heading."""
    key = table.header.key
    if key is None or not table.header.columns[key].is_guess:
        return []
    at = Address(table.sheet.name, table.header.last_row, key)
    raw = table.header.columns[key].label
    return [Issue("L19", at, raw, {"col": column_letters(key)})]


def _wordless(table: Table) -> tuple[Issue, ...]:
    """L15 at each row taken as a total for its figures, without a total's word."""
    rows = [
        row
        for row in table.rows("total")
        if not (table.total_label(row) or table.is_by_district(row))
    ]
    key = table.header.key or 0
    return tuple(
        Issue("L15", Address(table.sheet.name, row, key), table.sheet.text(row, key))
        for row in rows
    )


def _parts(table: Table) -> list[Issue]:
    """L26 at each row that names a part of the one above it, and is not counted beside it; of one
    unit's table the parts are days that its total adds up."""
    key = table.header.key
    return [
        Issue("L26", Address(table.sheet.name, row, key), mask(table.sheet.text(row, key)))
        for row in table.rows("part")
        if key
    ]


def one_column_each(
    table: Table, listed: Mapping[str, Sequence[int]]
) -> tuple[dict[str, int], list[Issue]]:
    """One column for each slot or field; two that differ are both left out, two that agree count
    once."""
    doubled = {name: differing(table, columns) for name, columns in listed.items()}
    kept = {name: columns[0] for name, columns in listed.items() if not doubled[name]}
    return kept, [issue for issues in doubled.values() for issue in issues]


def differing(table: Table, columns: Sequence[int]) -> list[Issue]:
    """L03 at each of the headings that say the same and differ below; nothing where all agree."""
    body = table.rows("data")
    told = {tuple(table.sheet.texts_down(c, body)) for c in columns} if len(columns) > 1 else ()
    if len(told) <= 1:
        return []
    places = [Address(table.sheet.name, table.header.last_row, column) for column in columns]
    labels = [table.header.columns[column].label for column in columns]
    return [
        Issue("L03", place, label, {"col": label, "a": str(places[0]), "b": str(places[1])})
        for place, label in zip(places, labels, strict=True)
    ]


def nameless_column(table: Table, column: int) -> Issue:
    """L17 at a column of figures without a heading."""
    at = Address(table.sheet.name, table.header.last_row, column)
    return Issue("L17", at, "", {"col": column_letters(column)})


def misplaced_names(table: Table) -> list[Issue]:
    """L24 at the column that a person said names the units, where it holds figures; then no row can
    go in."""
    key = table.header.key
    if key is None or not table.header.is_confirmed:
        return []
    kinds = [kind_of_cell(table.sheet.value(row, key)) for row in table.rows("data")]
    if kinds.count(NUMBER) <= kinds.count(WORD):
        return []
    at = Address(table.sheet.name, table.header.last_row, key)
    return [Issue("L24", at, table.header.columns[key].label, {"col": column_letters(key)})]


def _full_below(table: Table) -> list[Issue]:
    """L25 at each row below the last one a person named that has a name and figures."""
    key = table.header.key or table.sheet.left
    return [
        Issue("L25", Address(table.sheet.name, row, key), "", {"row": row})
        for row in table.rows("below")
        if kind_of_cell(table.sheet.value(row, key)) == WORD
        and any(kind_of_cell(table.sheet.value(row, c)) == NUMBER for c in table.header.told)
    ]


def _hidden_under_merges(table: Table) -> list[Issue]:
    """C24 at each cell of a data row that a merge covers and that holds something."""
    (first, last), body = column_range(table), frozenset(table.rows("data"))
    return [
        Issue("C24", Address(table.sheet.name, *place), _shown(value))
        for place, value in sorted(table.sheet.covered.items())
        if place[0] in body and first <= place[1] <= last
    ]


def _strangers(table: Table) -> list[Issue]:
    """P28 at each row of an organisation that somebody said is none of the district's."""
    key = table.header.key or 0
    names = texts_of_merges(table.sheet, key) if key else {}
    return [
        Issue(
            "P28", Address(table.sheet.name, r, key), table.sheet.text(r, key) or names.get(r, "")
        )
        for r in table.rows(STRANGER)
    ]


def _mended(table: Table) -> list[Issue]:
    """P31 at each cell that the office wrote anew, with what stood there."""
    (first, last), body = column_range(table), frozenset(table.rows("data"))
    return [
        Issue("P31", Address(table.sheet.name, *at), mask(raw), {"v": table.sheet.text(*at)})
        for at, raw in sorted(table.sheet.said.items())
        if at[0] in body and first <= at[1] <= last
    ]


def _shown(value: CellValue) -> str:
    """A figure as it stands; of words nothing, since they may name persons."""
    return cell_text(value) if isinstance(value, int | float) else ""


def _deep_header(table: Table) -> tuple[Issue, ...]:
    """L07 where the header has more than one row."""
    header = table.header
    if header.first_row == header.last_row:
        return ()
    at = Address(table.sheet.name, header.first_row)
    return (Issue("L07", at, "", {"a": header.first_row, "b": header.last_row}),)


def column_range(table: Table) -> tuple[int, int]:
    """The first and last column with a heading."""
    columns = sorted(table.header.columns)
    return columns[0], columns[-1]


def sums_over(table: Table) -> Mapping[str, float]:
    """The sum of each column with numbers that is no percentage, serial number, code or date."""
    sums: dict[str, float] = {}
    body, left, sheet = table.rows("data"), table.sheet.left, table.sheet
    columns, plain = list(zip(*map(sheet.values, body), strict=True)), sheet.reader(PLAIN)
    for column, heading in sorted(table.header.columns.items()):
        label = heading.label
        if not body or _is_unsummed(table, column, label, body):
            continue
        values = columns[column - left]
        is_told = {*map(type, values)} == {float}
        found = values if is_told else [n for n in map(plain, values) if n is not None]
        if found:
            sums[f"{label} [col {column}]"] = round(sum(found), 10)
    return sums


def _is_unsummed(table: Table, column: int, label: str, body: Sequence[int]) -> bool:
    if is_unsummed(label):
        return True
    if not table.sheet.percents:
        return False
    shares = [(row, column) in table.sheet.percents for row in body]
    return bool(shares) and sum(shares) * 2 > len(shares)


def unit_names(table: Table, column: int | None, filled: Mapping[int, str]) -> tuple[str, ...]:
    """The different unit texts of the data rows, in sheet order, blanks removed."""
    if column is None:
        return ()
    names: dict[str, None] = {}
    body = table.rows("data")
    for row, told in zip(body, table.sheet.texts_down(column, body), strict=True):
        text = "".join((told or filled.get(row, "")).split())
        if text:
            names[text] = None
    return tuple(names)


def confidence(table: Table, *, title: str, file_name: str) -> float:
    """How sure the form is, 0-1: the share of headings known, and the form's words around it; 0
    where it is none of the forms, 1 where a person said it."""
    if table.header.is_confirmed:
        return 1.0
    if not table.header.form.id:
        return 0.0
    headings = table.header.columns
    known = sum(1 for h in headings.values() if h.field and not h.is_guess) / len(headings)
    around = fold(f"{title} {table.sheet.name} {file_name} {' '.join(table.header.shown_labels)}")
    is_signed = any(fold(word) in around for word in table.header.form.signature)
    return round(0.75 * known + 0.25 * is_signed, 2)
