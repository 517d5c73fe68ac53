"""`backup` and `restore`: the whole ledger in one file, and back, on either engine."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from campaign import wording
from commands.opened import OPERATOR, ledger_url, opened_ledger
from commands.printed.plain import AS_JSON, new_file, tell
from commands.verify import fault_json
from ledger import ArchiveRefused, Backups, Brought, Written, backups_of, open_ledger

WORDS = wording("zh_CN")


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="the file to write (default: a new one in the folder backups beside the ledger)",
)
@click.option("--with-accounts", is_flag=True, help="accounts, roles and what was done to them too")
@AS_JSON
def backup(out: Path | None, with_accounts: bool, as_json: bool) -> None:
    """Write the whole ledger into one file, while others go on working."""
    at, backups = datetime.now(UTC), backups_of(ledger_url())
    out = out or backups.path_at(at)
    with closing(opened_ledger()) as ledger, new_file(out) as file:
        written = ledger.archives.back_up(file, at=at, with_accounts=with_accounts)
    _remember(backups, out)
    rows = sum(written.tables.values())
    told = {"file": out.name, "n": len(written.districts), "rows": rows}
    document = written_json(written, out) if as_json else None
    tell(document, WORDS.text("archive.backed_up", **told), as_json=as_json)


def _remember(backups: Backups, out: Path) -> None:
    """Let the office's page know of it; the backup is good without that too."""
    try:
        backups.remember(out)
    except OSError as error:
        click.echo(WORDS.text("archive.not_noted", reason=error.strerror), err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", "url", required=True, help="address of an empty ledger")
@AS_JSON
def restore(file: Path, url: str, as_json: bool) -> None:
    """Bring a backup into an empty ledger and compare every figure; all of it or nothing."""
    with closing(open_ledger(url)) as ledger, file.open("rb") as archive:
        try:
            brought = ledger.archives.restore(archive, by=OPERATOR)
        except ArchiveRefused as refusal:
            raise click.ClickException(refusal.words(WORDS)) from refusal
    document = {"file": str(file), "districts": [brought_json(it) for it in brought]}
    tell(document, *brought_words(brought), as_json=as_json)
    if any(not fault.is_note for it in brought for fault in it.faults):
        sys.exit(1)


def brought_words(brought: Iterable[Brought]) -> Iterator[str]:
    """What was compared and what the check says of each district."""
    for it in brought:
        told = {"district": it.district_id, "revision": it.revision, "n": it.n_figures}
        yield WORDS.text("archive.brought", **told)
        if it.earlier:
            yield WORDS.text("archive.brought_on", earlier=it.earlier)
        yield from (f"{fault.district_id}\t{fault.words(WORDS)}" for fault in it.faults)


def written_json(written: Written, path: Path) -> dict[str, object]:
    """The document of `backup --json`."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    told = {"file": str(path), "bytes": path.stat().st_size, "sha256": sha256}
    made = {name: written.manifest[name] for name in ("version", "made_at")}
    return {**told, **made, "districts": list(written.districts), "tables": written.tables}


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
