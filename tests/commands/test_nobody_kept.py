"""No name, number or telephone of a person is in the ledger or beside it, wherever it stood."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from commands import command_line
from tests.loaders.drawn import Drawing, workbook

MOBILE, IDENTITY, NAME = "13812345678", "11010519491231002X", "欧阳建国"
PLANTED = (MOBILE, MOBILE[:7], IDENTITY, IDENTITY[:14], NAME, "李卫东", "王小明", "赵铁柱")

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
        "密.xlsx": Drawing(MARKED),
    }
    for name, drawing in sheets.items():
        (folder / name).write_bytes(workbook(drawing))
    url = f"sqlite:///{data / 'ledger.db'}"
    done = CliRunner().invoke(
        command_line, ["ingest", str(folder), "--json"], env={"DATABASE_URL": url}
    )
    assert done.exit_code == 0, done.output
    (data / "printed.json").write_text(done.stdout, encoding="utf-8")
    return data


def test_the_sheets_went_in(kept: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{kept / 'ledger.db'}")
    with engine.connect() as connection:
        forms = connection.execute(sa.text("select form from submission")).scalars().all()
        n_entries = connection.execute(
            sa.text("select count(*) from entry where not is_held")
        ).scalar()
    assert sorted(forms) == ["problem_ledger", "research_ledger", "roster", "weekly_report"]
    assert n_entries == 4


@pytest.mark.parametrize("planted", PLANTED)
def test_nobody_stands_in_the_ledger_or_beside_it(kept: Path, planted: str) -> None:
    for path in sorted(kept.rglob("*")):
        if path.is_file() and path.name != "printed.json":
            assert planted.encode() not in path.read_bytes(), path.name


@pytest.mark.parametrize("planted", PLANTED)
def test_nobody_stands_in_a_sheet_as_it_is_kept(kept: Path, planted: str) -> None:
    engine = sa.create_engine(f"sqlite:///{kept / 'ledger.db'}")
    with engine.connect() as connection:
        packed = connection.execute(sa.text("select packed from grid")).scalars().all()
    assert len(packed) == 4
    assert all(planted not in _unpacked(grid) for grid in packed)


@pytest.mark.parametrize("planted", PLANTED)
def test_nobody_is_named_in_a_message(kept: Path, planted: str) -> None:
    printed = (kept / "printed.json").read_text(encoding="utf-8")
    assert planted not in printed.replace(f"周报{MOBILE}.xlsx", "")


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8")
