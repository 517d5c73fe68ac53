"""What the whole process holds open: an address of a ledger goes in; ledger and panels come out.

Everything here is shared by all visitors and never written to.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from campaign import CampaignPack, District, Door, Memory, PackFault, Panel, Viewer, Week
from ledger import Ledger, Staging, folder_of, know_packs, open_ledger
from measures import default_week

RETENTION = Viewer(Door.OPERATOR, name="retention")
"""Who drops what was kept long enough, as the server starts."""
DEFAULT_URL = "sqlite:///data/ledger.db"

memory = Memory(room=2000)
"""Of all visitors: a page has some sixty frames and figures, so the last thirty views are quick:
about as many as 25 people look at."""
answers = Memory(room=100)
"""What the ledger answered of a revision, whatever week or part is looked at: asked for seldom, and
slow to answer anew."""
_ledgers = Memory(room=4)
"""A process serves one; a test opens a few."""


_UNNOTICED = timedelta(hours=1)
"""A change of the clock that nothing here depends on: files wait for a day."""
_BOOTTIME = hasattr(time, "CLOCK_BOOTTIME")


def ledger_url() -> str:
    """Where the ledger is: `DATABASE_URL`, else a file under the working folder."""
    return os.environ.get("DATABASE_URL", DEFAULT_URL)


def is_there() -> bool:
    """Whether there is a ledger already; whoever only asks who may sign in must not make one."""
    url = ledger_url()
    return not url.startswith("sqlite:///") or Path(url.removeprefix("sqlite:///")).exists()


def ledger() -> Ledger:
    """The process's ledger; the campaign packs beside it and of
    `CAMPAIGN_PACKS` are known with it."""
    return _ledger(ledger_url())


@_ledgers
def _ledger(url: str) -> Ledger:
    if url.startswith("sqlite:///"):
        folder_of(url).mkdir(parents=True, exist_ok=True)
    know_packs(url, os.environ.get("CAMPAIGN_PACKS", ""))
    return open_ledger(url)


def staging(district: District) -> Staging:
    """Where a district's uploads wait: beside the ledger's file, else under the working folder."""
    return Staging(folder_of(ledger_url()) / "staging" / district.id)


def now() -> datetime:
    """The present moment, with its zone."""
    return datetime.now(UTC)


def is_clock_steady() -> bool:
    """Whether the clock went as time did since the server started: after somebody set it, nothing
    may be taken for old by it."""
    went = now() - _STARTED[0]
    return abs(went - timedelta(seconds=_ticks() - _STARTED[1])) < _UNNOTICED


def _ticks() -> float:
    """Seconds that nobody can set, those of a sleeping machine included where it counts them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if _BOOTTIME else time.monotonic()


def unready() -> str:
    """Why the ledger cannot serve, in one line; empty when it can."""
    try:
        for district in ledger().districts():
            ledger().revision(district.id)
    except Exception as trouble:  # noqa: BLE001 - any reason at all makes the server not ready
        return f"ledger: {type(trouble).__name__}"
    return ""


def warm_up() -> None:
    """Drop the originals whose days are over; build the panels the first visitors will ask for."""
    ledger().record.sweep_originals(by=RETENTION, now=now())
    for district in ledger().districts():
        with suppress(PackFault):  # its pages say so; the others are not kept waiting
            panel_of(district, Viewer(Door.OFFICE))


def panel_of(district: District, viewer: Viewer) -> Panel:
    """Every week so far in the viewer's scope, at the ledger's present revision."""
    return ledger().panel(district.id, viewer)


def panel_at(revision: int, district: District, viewer: Viewer, *, through: Week) -> Panel:
    """The weeks up to one in the viewer's scope, as they were known at a revision."""
    return ledger().panel(district.id, viewer, through=through.number, as_of=revision)


def revision(district: District) -> int:
    """The ledger's present revision of the district."""
    return ledger().revision(district.id)


def default_week_of(district: District, pack: CampaignPack) -> Week | None:
    """The week pages begin with, the same for every viewer: judged in the whole district."""
    return default_week(panel_of(district, Viewer(Door.OFFICE)), pack)


def begun_panel_of(district: District, viewer: Viewer) -> Panel:
    """Every week so far, the one that runs among them; of a campaign that no weekly sheet was sent
    of, every week that began, or the first."""
    panel, calendar = panel_of(district, viewer), district.calendar
    today = calendar.local(now()).date()
    running = calendar.week_of(today)
    if running is None and not panel.weeks:
        running = calendar.weeks[-1 if today > calendar.starts_on else 0]
    if running is None or running.number <= len(panel.weeks):
        return panel
    return ledger().panel(district.id, viewer, through=running.number)


def latest_week(panel: Panel) -> Week | None:
    """The last week of which a row came to the district, be it held; None before the first.

    A group whose own reports are still out sees that week too: that is when it needs to.
    """
    return panel.weeks[-1].week if panel.weeks else None


_STARTED = now(), _ticks()
