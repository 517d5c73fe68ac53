"""`sample`: write a sample set's workbooks, and load them through the real loaders."""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click
from click._termui_impl import ProgressBar

from campaign import CampaignPack, District
from commands.arrivals import received_times
from commands.intake import Intake
from commands.opened import OPERATOR, chosen_pack, opened_ledger
from ledger import Ledger
from sample_data import DISTRICT_NAME, write_district

SAMPLE_DISTRICT = "sample"


@click.command()
@click.option("--set", "name", type=click.Choice(["district"]), default="district")
@click.option("--workbooks", "folder", type=click.Path(path_type=Path), help="write here only")
@click.option("--if-empty", is_flag=True, help="only where the ledger holds no district yet")
@click.option("--json", "as_json", is_flag=True, help="one JSON document and nothing else")
def sample(name: str, folder: Path | None, if_empty: bool, as_json: bool) -> None:
    """Write a sample set and, without --workbooks, load it into the ledger."""
    pack = chosen_pack(None)
    if folder is not None:
        written = _write(folder, pack)
        _say(as_json, {"set": name, "workbooks": len(written), "folder": str(folder)})
        return
    ledger = opened_ledger()
    if if_empty and any(not district.is_sample for district in ledger.districts()):
        return
    with tempfile.TemporaryDirectory() as temporary:
        n_files = load_sample(ledger, Path(temporary), pack)
    _say(as_json, {"set": name, "workbooks": n_files, "district": SAMPLE_DISTRICT})


def load_sample(ledger: Ledger, folder: Path, pack: CampaignPack) -> int:
    """Write the sample district into `folder` and enter what the ledger has not of it yet.

    The number of workbooks entered; a loading that was broken off is taken up again.
    """
    name = DISTRICT_NAME.zh
    district = District(SAMPLE_DISTRICT, name, pack.id, pack.calendar, is_sample=True)
    known = _known_files(ledger, district)
    written = _write(folder, pack)
    new = [path for path in written if path.name not in known]
    zone = pack.calendar.zone
    times = received_times(None, folder / "received.csv", now=datetime.now(UTC), zone=zone)
    intake = Intake(ledger, district, pack, "sample")
    with _bar("loading", 2 * len(new)) as bar:
        intake.take(new, received=times, progress=lambda: bar.update(1))
    return len(new)


def _write(folder: Path, pack: CampaignPack) -> list[Path]:
    with _bar("writing", 1) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        return write_district(folder, pack=pack, progress=tell)


def _known_files(ledger: Ledger, district: District) -> set[str]:
    """The files of the sample that are in the ledger; the district is entered if it is not."""
    if all(known.id != district.id for known in ledger.districts()):
        ledger.add_district(district)
    return set(ledger.submissions(district.id, OPERATOR)["file_name"])


def _bar(label: str, length: int) -> ProgressBar[int]:
    """A progress bar with a count, on standard error so that --json stays alone."""
    bar: ProgressBar[int] = click.progressbar(
        length=length, label=label, file=sys.stderr, show_pos=True
    )
    return bar


def _say(as_json: bool, document: dict[str, object]) -> None:
    words = json.dumps(document, ensure_ascii=False) if as_json else str(document["workbooks"])
    click.echo(words)
