"""Writes one small workbook for each fault, and `index.csv`: file, code to be found, and its cell.

A file has a line for every issue its fault must raise; an empty cell means the place is not fixed.
Notes such as a changed spelling may come on top.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign import CampaignPack, csv_text
from sample_data.roster_sheet import roster_without_groups
from sample_data.sheets import workbook_bytes
from sample_data.week_words import week_words
from sample_data.wrong_files import PDF, TEXT, encrypted_workbook, word_document
from sample_data.wrong_ledgers import wrong_ledgers
from sample_data.wrong_rows import wrong_rows
from sample_data.wrong_sheets import weekly, wrong_sheets

INDEX_FILE = "index.csv"


@dataclass(frozen=True)
class WrongFile:
    """One faulty file's bytes and every (code, cell) it must raise."""

    file: str
    content: bytes
    expected: tuple[tuple[str, str], ...]


def write_wrong(folder: Path, *, pack: CampaignPack) -> list[Path]:
    """Write every faulty file and the index into `folder`; returns the faulty files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = list(wrong_files(pack=pack))
    written = []
    for wrong in files:
        path = folder / wrong.file
        path.write_bytes(wrong.content)
        written.append(path)
    lines = [(w.file, code, cell) for w in files for code, cell in w.expected]
    text = csv_text([("file", "code", "cell"), *lines], end="\n")
    (folder / INDEX_FILE).write_text(text, encoding="utf-8", newline="")
    return written


def wrong_files(*, pack: CampaignPack) -> Iterator[WrongFile]:
    """Every faulty file, not yet written."""
    whole = workbook_bytes([weekly(week_words(pack.calendar.week(3), "第二指导组"))])
    for file, code, content in (
        ("空文件.xlsx", "F01", b""),
        ("实为PDF.xlsx", "F02", PDF),
        ("实为Word文档.xlsx", "F02", word_document()),
        ("实为文本.xlsx", "F02", TEXT),
        ("文件不完整.xlsx", "F03", whole[: len(whole) * 6 // 10]),
        ("已加密.xlsx", "F04", encrypted_workbook()),
        ("扩展名不符.xls", "F10", whole),
        ("~$第二组第3周周报.xlsx", "F14", b"\x06Office".ljust(165, b"\0")),
    ):
        yield WrongFile(file, content, ((code, ""),))
    made = (wrong_sheets, wrong_rows, wrong_ledgers)
    for wrong in (wrong for sheets in made for wrong in sheets(pack.calendar)):
        yield WrongFile(wrong.file, workbook_bytes(wrong.sheets), wrong.expected)
    roster = workbook_bytes([roster_without_groups(pack=pack)])
    yield WrongFile("名册缺必填列.xlsx", roster, (("L02", ""),))
