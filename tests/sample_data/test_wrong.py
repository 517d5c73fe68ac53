from __future__ import annotations

import csv
import io
import re
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from campaign import CampaignPack
from campaign.issue import severities
from sample_data.faults.wrong import (
    INDEX_FILE,
    WrongFile,
    encrypted_workbook,
    write_wrong,
    wrong_files,
)

COMMITTED = Path(__file__).parents[2] / "sample_data" / "wrong"


@pytest.fixture(scope="module")
def files(pack: CampaignPack) -> dict[str, WrongFile]:
    return {wrong.file: wrong for wrong in wrong_files(pack=pack)}


def members(content: bytes) -> dict[str, bytes]:
    """An archive's members; packing may differ between machines, what is packed may not."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_committed_files_are_what_the_writer_gives(files: dict[str, WrongFile]) -> None:
    found = {path.name: path.read_bytes() for path in COMMITTED.iterdir()}
    del found[INDEX_FILE]
    assert set(found) == set(files)
    for name, content in found.items():
        whole = zipfile.is_zipfile(io.BytesIO(content))
        if whole:
            assert members(content) == members(files[name].content), name
        elif name != "文件不完整.xlsx":
            assert content == files[name].content, name


def test_the_index_names_a_known_code_for_every_file(files: dict[str, WrongFile]) -> None:
    with (COMMITTED / INDEX_FILE).open(encoding="utf-8") as lines:
        listed = list(csv.DictReader(lines))
    assert {line["file"] for line in listed} == set(files)
    assert all(line["code"] in severities() for line in listed)
    assert all(re.fullmatch(r"|\w+(![A-Z]+\d+)?", line["cell"]) for line in listed)


def test_the_writer_returns_the_faulty_files(tmp_path: Path, pack: CampaignPack) -> None:
    written = write_wrong(tmp_path, pack=pack)
    assert {path.name for path in written} | {INDEX_FILE} == {p.name for p in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("file", "cell", "value"),
    [
        ("约数.xlsx", "D5", "约20"),
        ("一格两数.xlsx", "D5", "5/7"),
        ("负数.xlsx", "D5", -3),
        ("半场.xlsx", "D5", 2.5),
        ("是非值.xlsx", "D5", True),
        ("应填为空.xlsx", "D5", None),
        ("读书班一周九天.xlsx", "D5", 9),
        ("未知单位.xlsx", "B5", "区招商服务中心"),
        ("密级标志.xlsx", "G2", "机密★3年"),
        (
            "周次与日期不一致.xlsx",
            "A1",
            "云岭区主题教育工作进展情况周报表（第5周，11月6日—11月12日）",
        ),
    ],
)
def test_each_fault_stands_where_the_index_says(
    files: dict[str, WrongFile], file: str, cell: str, value: object
) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(files[file].content)).worksheets[0]
    assert sheet[cell].value == value
    assert f"{sheet.title}!{cell}" in [place for _, place in files[file].expected]


def test_the_formula_error_is_a_real_error_cell(files: dict[str, WrongFile]) -> None:
    sheet = members(files["公式错误.xlsx"].content)["xl/worksheets/sheet1.xml"].decode()
    assert re.search(r'<c r="D5"[^>]* t="e"><f>#REF!\+1</f><v>#REF!</v></c>', sheet)


def test_the_uncomputed_formula_has_no_value(files: dict[str, WrongFile]) -> None:
    content = io.BytesIO(files["公式没有结果.xlsx"].content)
    assert openpyxl.load_workbook(content, data_only=True).active["D5"].value is None
    content.seek(0)
    assert openpyxl.load_workbook(content).active["D5"].value == "=C5-E5+2"


def test_the_encrypted_file_is_a_compound_file_with_an_encrypted_package() -> None:
    data = encrypted_workbook()
    assert data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert len(data) == 512 * (1 + 2 + 16)
    (directory,) = struct.unpack_from("<I", data, 48)
    entries = [data[512 * (directory + 1) + 128 * n :][:128] for n in range(3)]
    sizes = [struct.unpack_from("<H", entry, 64)[0] for entry in entries]
    names = [e[: size - 2].decode("utf-16-le") for e, size in zip(entries, sizes, strict=True)]
    assert names == ["Root Entry", "EncryptionInfo", "EncryptedPackage"]
    first, length = struct.unpack_from("<IQ", entries[2], 116)
    fat = struct.unpack_from("<128I", data, 512)
    chain = [first]
    while fat[chain[-1]] != 0xFFFFFFFE:
        chain.append(fat[chain[-1]])
    assert len(chain) * 512 == length == 4096


def test_no_person_is_named_and_no_number_can_be_called(files: dict[str, WrongFile]) -> None:
    for wrong in files.values():
        if zipfile.is_zipfile(io.BytesIO(wrong.content)):
            text = b"".join(members(wrong.content).values()).decode("utf-8", "replace")
            assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text), wrong.file
            assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\d)", text), wrong.file
