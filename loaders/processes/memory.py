"""How much memory a process holds or may hold: asked of the system, 0 where it does not say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

MAX_GROWTH = 1 << 30
"""Bytes a worker may grow by: ten times what a file may inflate to; two workers leave room on a
machine of 4 GB."""


def held_memory(pid: int) -> int:
    """The bytes a process holds now; 0 for one that is gone."""
    if sys.platform == "win32":
        return _held_on_windows(pid)
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return _held_by_listing(pid)
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _held_by_listing(pid: int) -> int:
    """For systems without /proc, such as macOS."""
    try:
        told = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout.strip()
    except OSError:
        return 0
    return int(told) * 1024 if told.isdigit() else 0


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    def _held_on_windows(pid: int) -> int:
        """What the process has committed, in memory or in the page file."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        process = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not process:
            return 0
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        asked = kernel.K32GetProcessMemoryInfo
        asked.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Counters), wintypes.DWORD)
        told = asked(process, ctypes.byref(counters), counters.cb)
        kernel.CloseHandle(wintypes.HANDLE(process))
        return int(counters.PagefileUsage) if told else 0


def peak_memory() -> int:
    """The most memory this process ever held, in bytes; 0 where the system does not say.

    Linux keeps the peak of the program that started this one in `ru_maxrss`: /proc tells its own.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return _peak_by_usage()
    told = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
    return int(told[1]) * 1024 if told else _peak_by_usage()


def _peak_by_usage() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def limit_memory() -> None:
    """Let this process grow by MAX_GROWTH and no further, where the system can hold it to that."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    status = Path("/proc/self/status")
    if status.exists():
        held = dict(line.split(":", 1) for line in status.read_text().splitlines())
        for limit, counted in ((resource.RLIMIT_AS, "VmSize"), (resource.RLIMIT_DATA, "VmData")):
            most = int(held[counted].split()[0]) * 1024 + MAX_GROWTH
            resource.setrlimit(limit, (most, most))
