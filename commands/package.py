"""`export`, `import` and `archive`: a district as a file of its own, and a finished one closed."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from campaign import District, wording
from commands.backup import brought_json, brought_words, written_json
from commands.opened import acting, chosen_district, opened_ledger
from commands.package_lists import readable_files
from commands.printed.plain import AS_JSON, new_file, tell
from ledger import ArchiveRefused, Ledger, WeekNotOpen, Written

WORDS = wording("zh_CN")


@click.command("export")
@click.option("--district", "district_id", required=True, help="district id")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="the file to write")
@AS_JSON
def export(district_id: str, out: Path, as_json: bool) -> None:
    """Write one district into a file: lists to read, original files, and all of its tables."""
    with closing(opened_ledger()) as ledger:
        written = write_package(ledger, chosen_district(ledger, district_id), out)
    said = WORDS.text("archive.packaged", file=out.name)
    tell(packaged_json(written, out), said, as_json=as_json)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@AS_JSON
def import_package(file: Path, as_json: bool) -> None:
    """Bring a district's package into the ledger, which must not hold that district."""
    with closing(opened_ledger()) as ledger, file.open("rb") as archive:
        try:
            brought = ledger.archives.take_package(archive, by=acting(ledger), at=datetime.now(UTC))
        except ArchiveRefused as refusal:
            raise click.ClickException(refusal.words(WORDS)) from refusal
    told = {"file": str(file), **brought_json(brought)}
    tell(told, *brought_words([brought]), as_json=as_json)


@click.command()
@click.option("--district", "district_id", required=True, help="district id")
@click.option("--out", type=click.Path(path_type=Path), help="the package to write")
@click.option("--reopen", is_flag=True, help="let an archived district take sheets again")
@click.option("--reason", default="", help="why it is archived, or opened again")
@AS_JSON
def archive(district_id: str, out: Path | None, reopen: bool, reason: str, as_json: bool) -> None:
    """Freeze a finished district for ever and write its package; or open it again."""
    if reopen == (out is not None):
        raise click.UsageError("either --out FILE, or --reopen with --reason")
    with closing(opened_ledger()) as ledger:
        district = chosen_district(ledger, district_id)
        if out is None:
            revision = _reopened(ledger, district, reason=reason)
            told: dict[str, object] = {"district": district.id, "revision": revision}
            tell(told, WORDS.text("archive.reopened", district=district.name), as_json=as_json)
            return
        if out.exists():
            raise click.ClickException(f"{out} is there already; nothing was done")
        weeks = _closed_weeks(ledger, district, note=reason)
        written = write_package(ledger, district, out)
    told = {"district": district.id, "weeks_frozen": list(weeks), **packaged_json(written, out)}
    said = WORDS.text("archive.closed", district=district.name, file=out.name)
    tell(told, said, as_json=as_json)


def _closed_weeks(ledger: Ledger, district: District, *, note: str) -> tuple[int, ...]:
    """The weeks frozen by closing; none where the district was closed before, by a run whose
    package was not written perhaps."""
    if ledger.record.closed(district.id) is not None:
        return ()
    return ledger.record.close(
        district.id, by=acting(ledger, district.id), at=datetime.now(UTC), note=note
    )


def _reopened(ledger: Ledger, district: District, *, reason: str) -> int:
    try:
        return ledger.record.resume(
            district.id, by=acting(ledger, district.id), at=datetime.now(UTC), reason=reason
        )
    except WeekNotOpen as refusal:
        told = WORDS.text("archive.not_closed", district=district.name)
        raise click.ClickException(told) from refusal
    except ValueError as refusal:
        raise click.BadParameter(str(refusal), param_hint="--reason") from refusal


def write_package(ledger: Ledger, district: District, out: Path) -> Written:
    """Write the district's package under a name that is not taken."""
    lists = partial(readable_files, ledger, district, WORDS)
    with new_file(out) as file:
        return ledger.archives.package(
            file, district.id, by=acting(ledger, district.id), at=datetime.now(UTC), beside=lists
        )


def packaged_json(written: Written, path: Path) -> dict[str, object]:
    """The document of `export --json`."""
    (told,) = written.districts
    whole = written_json(written, path)
    del whole["districts"]
    return {**whole, **told, "files": sorted(written.manifest["files"])}
