"""Small workbooks that would cost much: each is one sheet that can be read, with something added
after its cells or beside them. Also the slips of ordinary people that look alike."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

from tests.loaders.drawn import workbook
from tests.loaders.written import zipped

DRAWN = "| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 约2 |"
BOOK = workbook(DRAWN)
SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


def members() -> dict[str, str | bytes]:
    """The parts of the workbook nothing was added to."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one of its parts written otherwise."""
    parts = members()
    content = parts[part]
    assert isinstance(content, bytes)
    text = change(content.decode())
    assert text != content.decode()
    return zipped(parts | {part: text})


def after_cells(xml: str) -> bytes:
    """The workbook with more XML behind its cells."""
    return changed(SHEET, lambda sheet: sheet.replace("</sheetData>", f"</sheetData>{xml}"))


def before_cells(xml: str) -> bytes:
    """The workbook with more XML before its cells."""
    return changed(SHEET, lambda sheet: sheet.replace("<sheetData>", f"{xml}<sheetData>"))


def merged(places: Iterable[str]) -> bytes:
    """The workbook with these areas merged."""
    listed = "".join(f'<mergeCell ref="{place}"/>' for place in places)
    return after_cells(f"<mergeCells>{listed}</mergeCells>")


def linked(place: str) -> bytes:
    """The workbook with a link over an area."""
    return after_cells(f'<hyperlinks><hyperlink ref="{place}" location="x"/></hyperlinks>')


def validated(ranges: Iterable[str], times: int = 1) -> bytes:
    """The workbook with a rule of what may be typed into these areas, so many times."""
    rule = f'<dataValidation type="whole" sqref="{" ".join(ranges)}"><formula1>0</formula1></dataValidation>'
    return after_cells(f"<dataValidations>{rule * times}</dataValidations>")


def coloured(times: int) -> bytes:
    """The workbook with a conditional format over the whole sheet, so many times."""
    rule = '<cfRule type="expression" priority="1"><formula>A1=1</formula></cfRule>'
    return after_cells(
        f'<conditionalFormatting sqref="A1:XFD1048576">{rule}</conditionalFormatting>' * times
    )


def styled(n: int) -> bytes:
    """The workbook with as many named styles and as many looks of a cell."""
    names = "".join(f'<cellStyle name="s{i}" xfId="0"/>' for i in range(n))
    looks = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' * n
    return changed(
        STYLES,
        lambda xml: xml.replace("</cellStyles>", f"{names}</cellStyles>").replace(
            "</cellXfs>", f"{looks}</cellXfs>"
        ),
    )


def commented(places: Iterable[str]) -> bytes:
    """The workbook with a comment at each place."""
    notes = "".join(
        f'<comment ref="{at}" authorId="0"><text><t>x</t></text></comment>' for at in places
    )
    space = "http://schemas.openxmlformats.org"
    comments = (
        f'<comments xmlns="{space}/spreadsheetml/2006/main"><authors><author>a</author></authors>'
        f"<commentList>{notes}</commentList></comments>"
    )
    relations = (
        f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{space}/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>'
    )
    kind = (
        '<Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.spreadsheetml.comments+xml"/></Types>'
    )
    parts = members()
    types = parts["[Content_Types].xml"]
    assert isinstance(types, bytes)
    return zipped(
        parts
        | {
            "[Content_Types].xml": types.decode().replace("</Types>", kind),
            "xl/comments1.xml": comments,
            "xl/worksheets/_rels/sheet1.xml.rels": relations,
        }
    )


def blown(part: str, megabytes: int) -> bytes:
    """The workbook with a part of blanks beside its cells."""
    blanks = b"<x>" + b" " * (megabytes << 20) + b"</x>"
    return zipped(members() | {part: blanks}, level=1)


def styled_far_away() -> bytes:
    """The workbook with one empty cell that has a look at the far end of the sheet."""
    row = '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    return changed(SHEET, lambda xml: xml.replace("</sheetData>", row))


def hidden_columns(times: int) -> bytes:
    """The workbook that hides nearly all columns, so many times."""
    return before_cells(
        "<cols>" + '<col min="1" max="16383" hidden="1" width="9"/>' * times + "</cols>"
    )
