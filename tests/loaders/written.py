"""Rows of values go in; the bytes of a file of any kind that holds them come out.

A value is a text, a number, a truth value, a date, an error such as `CellError("#REF!")`, UNCACHED
or nothing. Kinds without a writer of their own are put together record by record.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

import xlrd
import xlsxwriter
import xlwt

from loaders.files.sheet import CellError, CellValue, Uncached

Rows = Sequence[Sequence[CellValue]]


def zipped(members: dict[str, str | bytes], *, level: int | None = None) -> bytes:
    """The members as an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(rows: Rows, name: str = "周报") -> bytes:
    """As Excel writes it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(name), book.add_format({"num_format": "yyyy-mm-dd"})
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, CellError):
                    sheet.write_formula(r, c, "=#REF!+1", None, value.text)
                elif isinstance(value, Uncached):
                    sheet.write_formula(r, c, "=1+1", None, "")
                elif isinstance(value, date):
                    sheet.write_datetime(r, c, value, day)
                elif isinstance(value, str):
                    sheet.write_string(r, c, value) if value else None
                else:
                    sheet.write(r, c, value)
    return out.getvalue()


def xls(
    rows: Rows, name: str = "周报", *, change: Callable[[xlwt.Worksheet], None] = lambda _: None
) -> bytes:
    """As old Excel and WPS write it; `change` may hide or merge."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(name)
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, CellError):
                sheet.row(r).set_cell_error(
                    c, {v: k for k, v in xlrd.error_text_from_code.items()}[value.text]
                )
            elif isinstance(value, date):
                sheet.write(r, c, value, day)
            elif value != "":
                sheet.write(r, c, value)
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_text(rows: Rows, mark: str = ",") -> str:
    """Separated text."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows([[_shown(value) for value in row] for row in rows])
    return out.getvalue()


def _shown(value: CellValue) -> str:
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def html(rows: Rows) -> str:
    """A page as other programs save it under .xls."""
    lines = ("".join(f"<td>{escape(_shown(v))}</td>" for v in row) for row in rows)
    return "<html><table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table></html>"


def xml2003(rows: Rows, name: str = "周报") -> str:
    """An XML workbook."""
    lines = ("".join(map(_xml_cell, row)) for row in rows)
    table = "".join(f"<Row>{line}</Row>" for line in lines)
    return xml_book(f"<Worksheet ss:Name={quoteattr(name)}><Table>{table}</Table></Worksheet>")


def xml_book(inside: str) -> str:
    """An XML workbook around its styles and sheets."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    head = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    return f'{head}<Workbook xmlns="{space}" xmlns:ss="{space}">{inside}</Workbook>'


def _xml_cell(value: CellValue) -> str:
    if value == "":
        return "<Cell/>"
    if isinstance(value, Uncached):
        return '<Cell ss:Formula="=1+1"/>'
    kind = "String"
    text = _shown(value)
    if isinstance(value, CellError):
        kind = "Error"
    elif isinstance(value, bool):
        kind, text = "Boolean", str(int(value))
    elif isinstance(value, int | float):
        kind = "Number"
    elif isinstance(value, date):
        kind, text = "DateTime", f"{value.isoformat()}T00:00:00.000"
    return f'<Cell><Data ss:Type="{kind}">{escape(text)}</Data></Cell>'


_SPACES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
        )
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods(rows: Rows, name: str = "周报") -> bytes:
    """An OpenDocument spreadsheet."""
    lines = ("".join(map(_ods_cell, row)) for row in rows)
    table = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return ods_book(f"<table:table table:name={quoteattr(name)}>{table}</table:table>")


def ods_book(tables: str, styles: str = "") -> bytes:
    """An OpenDocument spreadsheet around its styles and tables."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content})


def _ods_cell(value: CellValue) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, Uncached):
        return '<table:table-cell table:formula="of:=1+1"/>'
    text, given = _shown(value), 'office:value-type="string"'
    if isinstance(value, CellError):
        given = 'office:value-type="string" calcext:value-type="error" table:formula="of:=1/0"'
    elif isinstance(value, bool):
        given = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float):
        given = f'office:value-type="float" office:value="{value}"'
    elif isinstance(value, date):
        given = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell {given}>{lines}</table:table-cell>"


def xlsb(rows: Rows, name: str = "周报", *, hidden_rows: Sequence[int] = ()) -> bytes:
    """A binary workbook of texts, numbers, truth values and errors, record by record."""
    book = _record(131) + _record(143)
    book += _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(name))
    book += _record(144) + _record(132)
    extent = struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _record(129) + _record(148, extent) + _record(145)
    for r, row in enumerate(rows):
        height = bytearray(struct.pack("<IIHH", r, 0, 300, 0) + bytes(5))
        height[11] |= 0x10 if r + 1 in hidden_rows else 0
        sheet += _record(0, bytes(height))
        sheet += b"".join(_xlsb_cell(c, value) for c, value in enumerate(row) if value != "")
    sheet += _record(146) + _record(130)
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = "http://schemas.openxmlformats.org/package/2006"
    link = '<Relationship Id="{}" Type="{}" Target="{}"/>'
    return zipped(
        {
            "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{packed}/content-types"/>',
            "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{packed}/relationships">'
            + link.format("rId1", f"{rels}/officeDocument", "xl/workbook.bin")
            + "</Relationships>",
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<?xml version="1.0"?><Relationships xmlns="{packed}/relationships">'
            + link.format("rId1", f"{rels}/worksheet", "worksheets/sheet1.bin")
            + "</Relationships>",
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _record(number: int, content: bytes = b"") -> bytes:
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    length, size = bytearray(), len(content)
    while True:
        length.append(size & 0x7F | (0x80 if size > 127 else 0))
        size >>= 7
        if not size:
            return head + bytes(length) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


_ERROR_NUMBERS = {"#REF!": 0x17, "#DIV/0!": 0x07, "#N/A": 0x2A}


def _xlsb_cell(column: int, value: CellValue) -> bytes:
    at = struct.pack("<II", column, 0)
    if isinstance(value, CellError):
        return _record(3, at + bytes([_ERROR_NUMBERS[value.text]]))
    if isinstance(value, bool):
        return _record(4, at + bytes([value]))
    if isinstance(value, int | float):
        return _record(5, at + struct.pack("<d", value))
    return _record(6, at + _wide(str(value)))
