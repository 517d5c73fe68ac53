"""`sample`: write a sample set's workbooks, and load them through the real loaders."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import click
from click._termui_impl import ProgressBar

from campaign import CampaignPack, District
from commands.answers.arrivals import received_times
from commands.intake import Intake
from commands.opened import OPERATOR, SAMPLE, chosen_pack, opened_ledger
from commands.printed.plain import AS_JSON, tell
from commands.scale import load_scale, scale_of
from ledger import Ledger
from sample_data import (
    DISTRICT_NAME,
    REPLAY_NAME,
    YOUNG_NAME,
    write_district,
    write_replay,
    write_young,
)

SAMPLE_DISTRICT = "sample"


class SampleWriter(Protocol):
    """Writes a set's workbooks into a folder."""

    def __call__(
        self, folder: Path, *, pack: CampaignPack, progress: Callable[[int, int], None] | None
    ) -> list[Path]:
        """The workbooks, in the order they were written."""


@dataclass(frozen=True)
class SampleSet:
    """A set that can be loaded: the id and name of its district, and what writes it."""

    district_id: str
    name: str
    write: SampleWriter


SETS: Mapping[str, SampleSet] = {
    "district": SampleSet(SAMPLE_DISTRICT, DISTRICT_NAME.zh, write_district),
    "replay": SampleSet("replay", REPLAY_NAME.zh, write_replay),
    "young": SampleSet("young", YOUNG_NAME.zh, write_young),
}


SCALE = "scale"
"""A set of submissions without workbooks, of any size."""


@click.command()
@click.option("--set", "name", type=click.Choice([*SETS, SCALE]), default="district")
@click.option("--units", type=click.IntRange(1, 120_000), default=1_000, help="of the set scale")
@click.option("--weeks", type=click.IntRange(1, 104), default=26, help="of the set scale")
@click.option("--pack", "pack_id", help="campaign pack of the set scale")
@click.option("--workbooks", "folder", type=click.Path(path_type=Path), help="write here only")
@click.option("--if-empty", is_flag=True, help="only where the ledger holds no district yet")
@AS_JSON
def sample(
    name: str,
    units: int,
    weeks: int,
    pack_id: str | None,
    folder: Path | None,
    if_empty: bool,
    as_json: bool,
) -> None:
    """Write a sample set and, without --workbooks, load it into the ledger."""
    pack = _pack_of(name, pack_id, folder)
    if name == SCALE:
        _load_scale(pack, units=units, weeks=weeks, if_empty=if_empty, as_json=as_json)
        return
    chosen = SETS[name]
    if folder is not None:
        written = _write(folder, pack, chosen)
        _say(as_json, {"set": name, "workbooks": len(written), "folder": str(folder)})
        return
    ledger = opened_ledger()
    if if_empty and any(not district.is_sample for district in ledger.districts()):
        return
    with tempfile.TemporaryDirectory() as temporary:
        n_files = load_sample(ledger, Path(temporary), pack, chosen)
    _say(as_json, {"set": name, "workbooks": n_files, "district": chosen.district_id})


def _pack_of(name: str, pack_id: str | None, folder: Path | None) -> CampaignPack:
    """The pack that was asked for; refuses what the set cannot do."""
    if name == SCALE and folder is not None:
        raise click.UsageError("the set scale has no workbooks; leave out --workbooks")
    if name != SCALE and pack_id is not None:
        raise click.UsageError("--pack is of the set scale; the others are of one campaign each")
    return chosen_pack(pack_id)


def _load_scale(
    pack: CampaignPack, *, units: int, weeks: int, if_empty: bool, as_json: bool
) -> None:
    ledger, district = opened_ledger(), scale_of(pack, units=units, weeks=weeks)
    if if_empty and any(not known.is_sample for known in ledger.districts()):
        return
    with _bar("loading", 1) as bar:
        n_sheets = load_scale(ledger, district, pack, units=units, progress=_telling(bar))
    size = {"units": units, "weeks": weeks}
    _say(as_json, {"set": SCALE, **size, "sheets": n_sheets, "district": district.id})


def load_sample(
    ledger: Ledger, folder: Path, pack: CampaignPack, chosen: SampleSet = SETS["district"]
) -> int:
    """Write a sample set into `folder` and enter what the ledger has not of it yet.

    The number of workbooks entered; a loading that was broken off is taken up again.
    """
    district = District(chosen.district_id, chosen.name, pack.id, pack.calendar, is_sample=True)
    known = _known_files(ledger, district)
    written = _write(folder, pack, chosen)
    new = [path for path in written if path.name not in known]
    zone = pack.calendar.zone
    times = received_times(None, folder / "received.csv", now=datetime.now(UTC), zone=zone)
    intake = Intake(ledger, district, pack, SAMPLE, keeps_originals=False)
    with _bar("loading", 2 * len(new)) as bar:
        intake.take(new, received=times, progress=lambda: bar.update(1))
    return len(new)


def _write(folder: Path, pack: CampaignPack, chosen: SampleSet) -> list[Path]:
    with _bar("writing", 1) as bar:
        return chosen.write(folder, pack=pack, progress=_telling(bar))


def _telling(bar: ProgressBar[int]) -> Callable[[int, int], None]:
    """What moves a bar on to (done, total)."""

    def tell(done: int, total: int) -> None:
        bar.length = total
        bar.update(done - bar.pos)

    return tell


def _known_files(ledger: Ledger, district: District) -> set[str]:
    """The files of the sample that are in the ledger; the district is entered if it is not."""
    if all(known.id != district.id for known in ledger.districts()):
        ledger.add_district(district, by=SAMPLE)
    return set(ledger.submissions(district.id, OPERATOR)["file_name"])


def _bar(label: str, length: int) -> ProgressBar[int]:
    """A progress bar with a count, on standard error so that --json stays alone."""
    bar: ProgressBar[int] = click.progressbar(
        length=length, label=label, file=sys.stderr, show_pos=True
    )
    return bar


def _say(as_json: bool, document: dict[str, object]) -> None:
    count = document["sheets" if "sheets" in document else "workbooks"]
    tell(document, str(count), as_json=as_json)
