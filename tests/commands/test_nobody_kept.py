"""No name, number or telephone of a person is in the ledger or beside it, wherever it stood."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from unittest.mock import patch

import pytest
import sqlalchemy as sa
import xlsxwriter
from click.testing import CliRunner

from commands import command_line
from commands.intake import REFUSED
from tests.loaders.drawn import Drawing, workbook

MOBILE, IDENTITY, NAME = "13812345678", "11010519491231002X", "欧阳建国"
ALONE = (
    "张建军",
    "刘志远",
    "陈晓梅",
    "杨海波",
    "黄丽娟",
    "周文斌",
    "吴秀兰",
    "徐国栋",
    "买买提·艾力",
    "孙家栋",
)
"""Names that stand alone in a cell: of columns not stored, of figures, of headings, above and below
the table, of a sheet and a file."""
PLANTED = (
    *(MOBILE, MOBILE[:7], IDENTITY, IDENTITY[:14], NAME, "李卫东", "王小明", "赵铁柱"),
    *ALONE,
)

ROSTER = """
    | 云岭区主题教育参学单位名册 | < | < | < |
    | 单位名称 | 单位类别 | 所属指导组 | 备注 |
    | 区财政局 | 科级领导班子 | 第二指导组 | 联系人：李卫东 13812345678 |
    | 区教育局 | 科级领导班子 | 第二指导组 | |
    | 填表人：王小明 | | | |
"""
WEEKLY = """
    | 云岭区主题教育周报表（第3周） 13812345678 | < | < | < | < | < |
    | 填报单位：第二指导组 | | 联系人：李卫东 | | 13812345678 | |
    | 单位名称 | 集中学习 | 研讨交流 | 联系电话 | 带队 | 备注 |
    | 区财政局 | 2 | 13812345678 | 13812345678 | 欧阳建国 | 李卫东同志请假 |
    | 区教育局 | 1 | 1 | 11010519491231002X | 赵铁柱 | 110105 19491231 002X |
    | 合计 | 3 | | | 王小明 | 138-1234-5678 |
    | 填表人：王小明 | | 电话：13812345678 | | | |
    | | | | | | 13812345678 |
"""
LEDGER = """
    | 第二指导组检视问题整改台账 | < | < | < | < | < | < | < |
    | 问题编号 | 责任单位 | 问题来源 | 问题表现 | 整改措施 | 牵头科室 | 整改时限 | 整改进展 |
    | 1 | 区财政局 | 自查 | 李卫东同志学习不深入 | 找欧阳建国同志谈话 | 负责人：王小明 | 2023年12月1日 | 整改中 |
    | 2 | 区教育局 | 自查 | 联系13812345678核实 | 立行立改 | 办公室 | 2023年12月1日 | 整改中 |
"""
RESEARCH = """
    | 调研课题台账 | < | < | < | < | < |
    | 课题编号 | 单位 | 课题名称 | 调研类型 | 领题领导 | 完成时限 |
    | 1 | 区财政局 | 惠企政策 | 蹲点 | 欧阳建国 | 2023年12月1日 |
    | 2 | 区教育局 | 教育双减 | 蹲点 | L02 | 2023年12月1日 |
"""
BARE = """
    | 云岭区主题教育周报表（第4周） | < | < | < | < |
    | 填报单位：第二指导组 | | 张建军 | | |
    | 单位名称 | 集中学习 | 研讨交流 | 备注 | 刘志远 |
    | 区财政局 | 2 | 1 | 陈晓梅 | 1 |
    | 区教育局 | 杨海波 | 1 | 黄 丽娟 | |
    | 周文斌 | 1 | 1 | | 买买提·艾力 |
    | 合计 | 2 | 3 | 吴秀兰 | |
    | 吴秀兰 | 0871-63512345 | | 黄丽娟局长 | |
    | 徐国栋 | 63512345 | | | |
"""
MAY_BE_UNITS = {"周文斌", "孙家栋", "陈晓梅"}
"""In a column of units, in a file's and in a sheet's name: `inspect` shows them, nothing keeps them."""
PERSONS = "| 签到表 | < |\n| 姓名 | 手机号 |\n| 欧阳建国 | 13812345678 |"
MARKED = WEEKLY.replace("（第3周）", "（第3周） 机密★3年")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger that took in every sheet, with the answer that was printed."""
    folder, data = tmp_path_factory.mktemp("desk"), tmp_path_factory.mktemp("data")
    sheets = {
        "名册.xlsx": Drawing(ROSTER, name="名册"),
        f"周报{MOBILE}.xlsx": Drawing(WEEKLY),
        "整改台账.xlsx": Drawing(LEDGER, name="台账"),
        "调研.xlsx": Drawing(RESEARCH, name="调研"),
        "签到.xlsx": Drawing(PERSONS, name="签到"),
        "第4周周报-孙家栋.xlsx": Drawing(BARE, name="陈晓梅"),
        "密.xlsx": Drawing(MARKED),
    }
    for name, drawing in sheets.items():
        (folder / name).write_bytes(workbook(drawing))
    (folder / "第5周.xlsx").write_bytes(_beside_the_cells())
    url = f"sqlite:///{data / 'ledger.db'}"
    with patch("commands.ingest.fresh_id", return_value="own"):
        done = CliRunner().invoke(
            command_line, ["ingest", str(folder), "--json"], env={"DATABASE_URL": url}
        )
    assert done.exit_code == REFUSED, done.output
    printed, looked_at = [done.stdout], []
    for command in (["ingest", str(folder)], ["inspect", str(folder)], ["verify"]):
        for more in ([], ["--json"]):
            told = CliRunner().invoke(command_line, [*command, *more], env={"DATABASE_URL": url})
            assert told.exit_code in (0, REFUSED), told.output
            (looked_at if command[0] == "inspect" else printed).append(told.output)
    for command, name in ((("backup",), "b.zip"), (("export", "--district", "own"), "p.zip")):
        _hand_out(command, data / name, url)
    (data / "printed.json").write_text("\n".join(printed), encoding="utf-8")
    (data / "looked_at.json").write_text("\n".join(looked_at), encoding="utf-8")
    return data


def _hand_out(command: tuple[str, ...], file: Path, url: str) -> None:
    """A backup or a package, its parts unpacked beside it."""
    done = CliRunner().invoke(
        command_line, [*command, "--out", str(file)], env={"DATABASE_URL": url}
    )
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(file) as package:
        package.extractall(file.with_suffix(""))


def _beside_the_cells() -> bytes:
    """A report of two units, with numbers wherever a workbook can have them but in its table."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, other = book.add_worksheet("周报"), book.add_worksheet("他")
        rows = [
            ["云岭区周报表（第5周）"],
            ["单位名称", "集中学习"],
            ["区财政局", 2],
            ["区教育局", 1],
        ]
        for r, row in enumerate(rows):
            sheet.write_row(r, 0, row)
        sheet.write_comment("B3", f"找{MOBILE}")
        sheet.set_footer(f"&L{IDENTITY}")
        sheet.insert_textbox("F9", MOBILE)
        book.set_properties({"author": "王小明", "comments": MOBILE})
        other.write(5, 5, 13812345678)
        other.hide()
    return out.getvalue()


def test_the_sheets_went_in(kept: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{kept / 'ledger.db'}")
    with engine.connect() as connection:
        forms = connection.execute(sa.text("select form from submission")).scalars().all()
        n_entries = connection.execute(
            sa.text("select count(*) from entry where not is_held")
        ).scalar()
    weekly = ["weekly_report"] * 3
    assert sorted(forms) == ["problem_ledger", "research_ledger", "roster", *weekly]
    assert n_entries == 4


def test_no_original_with_a_number_or_a_name_alone_is_kept(kept: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{kept / 'ledger.db'}")
    with engine.connect() as connection:
        names = connection.execute(sa.text("select file_name from original")).scalars().all()
    assert names == []


@pytest.mark.parametrize("planted", PLANTED)
def test_nobody_stands_in_the_ledger_or_beside_it(kept: Path, planted: str) -> None:
    for path in sorted(kept.rglob("*")):
        if path.is_file() and path.suffix != ".json":
            assert planted.encode() not in path.read_bytes(), path.name


@pytest.mark.parametrize("planted", PLANTED)
def test_nobody_stands_in_a_sheet_as_it_is_kept(kept: Path, planted: str) -> None:
    engine = sa.create_engine(f"sqlite:///{kept / 'ledger.db'}")
    with engine.connect() as connection:
        packed = connection.execute(sa.text("select packed from grid")).scalars().all()
    assert len(packed) == 6
    assert all(planted not in _unpacked(grid) for grid in packed)


@pytest.mark.parametrize("planted", PLANTED)
def test_nobody_is_named_in_a_message(kept: Path, planted: str) -> None:
    printed = (kept / "printed.json").read_text(encoding="utf-8")
    assert planted not in printed
    looked_at = (kept / "looked_at.json").read_text(encoding="utf-8")
    assert (planted in looked_at) == (planted in MAY_BE_UNITS)


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8")
