"""`backup` and `restore`: the whole ledger in one file, and back, on either engine."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from campaign import wording
from commands.fault_json import fault_json
from commands.new_file import new_file
from commands.opened import OPERATOR, ledger_url, opened_ledger
from ledger import ArchiveRefused, Backups, Brought, Written, backups_of, open_ledger

WORDS = wording("zh_CN")


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="the file to write (default: a new one in the folder backups beside the ledger)",
)
@click.option("--with-accounts", is_flag=True, help="accounts, roles and what was done to them too")
@click.option("--json", "as_json", is_flag=True, help="one JSON document and nothing else")
def backup(out: Path | None, with_accounts: bool, as_json: bool) -> None:
    """Write the whole ledger into one file, while others go on working."""
    at, backups = datetime.now(UTC), backups_of(ledger_url())
    out = out or backups.path_at(at)
    with closing(opened_ledger()) as ledger, new_file(out) as file:
        written = ledger.archives.back_up(file, at=at, with_accounts=with_accounts)
    _remember(backups, out)
    if as_json:
        click.echo(json.dumps(written_json(written, out), ensure_ascii=False, indent=1))
        return
    rows = sum(written.tables.values())
    told = {"file": out.name, "n": len(written.districts), "rows": rows}
    click.echo(WORDS.text("archive.backed_up", **told))


def _remember(backups: Backups, out: Path) -> None:
    """Let the office's page know of it; the backup is good without that too."""
    try:
        backups.remember(out)
    except OSError as error:
        click.echo(WORDS.text("archive.not_noted", reason=error.strerror), err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", "url", required=True, help="address of an empty ledger")
@click.option("--json", "as_json", is_flag=True, help="one JSON document and nothing else")
def restore(file: Path, url: str, as_json: bool) -> None:
    """Bring a backup into an empty ledger and compare every figure; all of it or nothing."""
    with closing(open_ledger(url)) as ledger, file.open("rb") as archive:
        try:
            brought = ledger.archives.restore(archive, by=OPERATOR)
        except ArchiveRefused as refusal:
            raise click.ClickException(refusal.words(WORDS)) from refusal
    if as_json:
        click.echo(json.dumps(restored_json(brought, file), ensure_ascii=False, indent=1))
    else:
        tell_brought(brought)
    if any(not fault.is_note for it in brought for fault in it.faults):
        sys.exit(1)


def tell_brought(brought: Iterable[Brought]) -> None:
    """Print what was compared and what the check says of each district."""
    for it in brought:
        told = {"district": it.district_id, "revision": it.revision, "n": it.n_figures}
        click.echo(WORDS.text("archive.brought", **told))
        if it.earlier:
            click.echo(WORDS.text("archive.brought_on", earlier=it.earlier))
        for fault in it.faults:
            click.echo(f"{fault.district_id}\t{fault.words(WORDS)}")


def written_json(written: Written, path: Path) -> dict[str, object]:
    """The document of `backup --json`."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    told = {"file": str(path), "bytes": path.stat().st_size, "sha256": sha256}
    made = {name: written.manifest[name] for name in ("version", "made_at")}
    return {**told, **made, "districts": list(written.districts), "tables": written.tables}


def restored_json(brought: Iterable[Brought], path: Path) -> dict[str, object]:
    """The document of `restore --json`."""
    return {"file": str(path), "districts": [brought_json(it) for it in brought]}


def brought_json(it: Brought) -> dict[str, object]:
    """One district that was brought in."""
    return {
        "district": it.district_id,
        "revision": it.revision,
        "head_before": it.head_before,
        "head": it.head,
        "figures_compared": it.n_figures,
        "earlier_version": it.earlier,
        "faults": [fault_json(fault, WORDS) for fault in it.faults],
    }
