"""`report`: the office's papers, drawn from a cut, for a scheduler."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from pathlib import Path

import click

from campaign import LOCALES, District, Week, Wording, pack_of, wording
from commands.new_file import new_file
from commands.opened import OPERATOR, chosen_district, opened_ledger
from exports.papers import Cut, Field, Paper, bulletin, docx_bytes, sources_xlsx
from ledger import Ledger


@click.command()
@click.option("--kind", type=click.Choice(["weekly"]), required=True, help="which paper")
@click.option("--week", required=True, help="ISO week, such as 2023-W42, which must be frozen")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--district", "district_id", help="district id (default: the newest own one)")
@click.option("--lang", type=click.Choice(LOCALES), default=LOCALES[0], help="language")
@click.option("--json", "as_json", is_flag=True, help="one JSON document and nothing else")
def report(
    kind: str, week: str, out: Path, district_id: str | None, lang: str, as_json: bool
) -> None:
    """Write a paper and the list of its sources from a week's latest cut."""
    words = wording(lang)
    with closing(opened_ledger()) as ledger:
        district = chosen_district(ledger, district_id)
        number = district.calendar.from_iso(week)
        if number is None:
            raise click.BadParameter(f"{week} is not a week of this campaign", param_hint="--week")
        paper = _paper(ledger, district, number, words)
    told = {"district": district.id, "kind": kind, **_written(paper, out, words)}
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    n, fields = told["characters"], told["fields"]
    click.echo(
        words.text(
            "paper.written", file=paper.cut.file_name(paper.title, "docx"), n=n, fields=fields
        )
    )


def _paper(ledger: Ledger, district: District, week: Week, words: Wording) -> Paper:
    """The bulletin of the week's latest cut; refuses a week that was never frozen."""
    cuts = ledger.record.cuts(district.id)
    line = next(iter(cuts[cuts["week"] == week.number].to_dict("records")), None)
    if line is None:
        raise click.ClickException(words.text("paper.no_cut", week=week.number))
    cut = Cut.of({str(name): value for name, value in line.items()}, week)
    panel = ledger.panel(district.id, OPERATOR, through=week.number, as_of=cut.revision)
    return bulletin(panel, pack_of(panel.district, week.number), cut, words)


def _written(paper: Paper, out: Path, words: Wording) -> dict[str, object]:
    """Both files, and what they are, by their hashes."""
    files = {"docx": docx_bytes(paper), "xlsx": sources_xlsx(paper, words)}
    out.mkdir(parents=True, exist_ok=True)
    for ending, data in files.items():
        with new_file(out / paper.cut.file_name(paper.title, ending)) as file:
            file.write(data)
    return {
        "week": paper.cut.week.iso,
        "revision": paper.cut.revision,
        "frozen_at": paper.cut.frozen_at.isoformat(),
        "head": paper.cut.head,
        "characters": paper.n_characters,
        "fields": sum(isinstance(it, Field) for said in paper.passages for it in said),
        "files": [
            {
                "file": paper.cut.file_name(paper.title, ending),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for ending, data in files.items()
        ],
    }
