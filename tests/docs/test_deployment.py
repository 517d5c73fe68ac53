"""The files of deployment/ are what Debian's tools take them for, as far as they can tell."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deployment"
UNITS = (
    "study-dashboard@.service",
    "study-dashboard-backup.service",
    "study-dashboard-backup.timer",
)
PROGRAM = "/opt/study-dashboard/bin/study-dashboard"


def _systemd_analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here (Debian: apt-get install systemd)")
    return subprocess.run(
        ["systemd-analyze", *arguments], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units in a folder, with a program that is there in the place of the installed one."""
    for name in UNITS:
        text = (FOLDER / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(PROGRAM, "/bin/true"), encoding="utf-8")
    instance = tmp_path / "study-dashboard@8501.service"
    instance.write_text((tmp_path / UNITS[0]).read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["study-dashboard@8501.service", *UNITS[1:]])
def test_systemd_takes_every_line_of_a_unit(units: Path, name: str) -> None:
    told = _systemd_analyze("verify", str(units / name))
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


def test_a_wrong_line_would_be_told(units: Path) -> None:
    file = units / UNITS[2]
    file.write_text(file.read_text(encoding="utf-8").replace("02:20", "26:20"), encoding="utf-8")
    assert "26:20" in _systemd_analyze("verify", str(file)).stderr


@pytest.mark.parametrize(("name", "most"), [("study-dashboard@8501.service", 20), (UNITS[1], 45)])
def test_little_is_exposed_as_systemd_counts_it(units: Path, name: str, most: int) -> None:
    """Tenths of its scale of ten; an ordinary service has 95."""
    told = _systemd_analyze("security", "--offline=true", f"--threshold={most}", str(units / name))
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("name", UNITS[:2])
def test_a_service_has_its_memory_no_new_rights_and_a_tmp_of_its_own(name: str) -> None:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert {"NoNewPrivileges=yes", "PrivateTmp=yes", "ProtectSystem=strict"} <= set(lines)
    assert any(re.fullmatch(r"MemoryMax=\d+G", line) for line in lines)


def test_no_unit_opens_the_dashboard_to_the_network() -> None:
    assert not [n for n in UNITS if "open-to-network" in (FOLDER / n).read_text(encoding="utf-8")]


def test_every_command_of_a_unit_is_one_of_ours() -> None:
    from commands import command_line

    told = [
        line.split(f"{PROGRAM} ")[1].split()[0]
        for name in UNITS[:2]
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()
        if line.startswith(f"ExecStart={PROGRAM}")
    ]
    assert told == ["run", "backup", "verify"]
    assert set(told) <= set(command_line.commands)


def test_the_windows_files_say_that_they_are_untried() -> None:
    assert b"Not tried on a Windows machine yet" in (FOLDER / "start.cmd").read_bytes()
    assert (FOLDER / "start.cmd").read_bytes().count(b"\r\n") > 10
    assert "tried on a Windows machine" in (FOLDER / "windows.md").read_text(encoding="utf-8")
