"""`inspect`: what the loaders see in a file. No ledger is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from campaign import (
    CampaignPack,
    District,
    Roster,
    Severity,
    Wording,
    pack_of,
    settings_of,
    with_settings,
    wording,
)
from commands.answers.layout_draft import layout_text
from commands.answers.options import Answer, with_answers
from commands.files import files_in, passwords_in, uploads_in
from commands.opened import chosen_pack
from commands.printed.plain import AS_JSON, new_file, tell
from commands.printed.reading import reading_json
from loaders import AskedWord, Reading, Upload, likely_meaning, roster_in, workers

_NO_UNITS = Roster(())


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--roster", "roster_file", type=click.Path(exists=True, path_type=Path))
@click.option("--pack", "pack_id", help="campaign pack")
@with_answers
@click.option(
    "--passwords",
    "passwords_file",
    type=click.Path(exists=True, path_type=Path),
    help="text file of passwords for encrypted workbooks, one a line",
)
@click.option(
    "--write-layout",
    "layout_out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="write what was found where, to be corrected and given back with --layout",
)
@click.option("--lang", "locale", default="zh_CN", help="language of the messages")
@AS_JSON
def inspect(
    paths: tuple[Path, ...],
    roster_file: Path | None,
    pack_id: str | None,
    answer: Answer,
    passwords_file: Path | None,
    layout_out: Path | None,
    locale: str,
    as_json: bool,
) -> None:
    """Say exactly what each FILE is read as."""
    pack, words = chosen_pack(pack_id), wording(locale)
    roster = known_roster(roster_file, pack) if roster_file else _NO_UNITS
    passwords = passwords_in(passwords_file)
    hints = replace(answer.hints(pack.calendar), any_table=True, passwords=passwords)
    pack, readings = _read(list(uploads_in(files_in(paths), hints)), answer, roster, pack)
    if layout_out:
        with new_file(layout_out) as file:
            file.write(layout_text(readings, pack).encode())
    documents = [reading_json(r, wording=words, roster=roster, pack=pack) for r in readings]
    said = (summary(reading, words, pack) for reading in readings)
    tell({"files": documents}, *said, as_json=as_json)


def _read(
    uploads: list[Upload], answer: Answer, roster: Roster, pack: CampaignPack
) -> tuple[CampaignPack, Sequence[Reading]]:
    """The files read with all that was said, and the campaign with what was said of its words."""
    nowhere = District("", "", pack.id, pack.calendar)
    told, said = answer.taught(uploads, roster=roster, district=nowhere)
    if said:
        pack = pack_of(with_settings(nowhere, settings_of(nowhere, said)))
    return pack, answer.read(told, roster=roster, pack=pack).readings


def known_roster(path: Path, pack: CampaignPack) -> Roster:
    """The units of a roster workbook; refuses one that holds none."""
    upload = Upload(path.name, path.read_bytes())
    reading = workers().read_one(upload, roster=_NO_UNITS, pack=pack)
    roster = roster_in(reading, pack, valid_from=pack.calendar.starts_on)
    if not roster:
        raise click.ClickException(f"{path.name}: no unit roster was found in it")
    return roster


def summary(reading: Reading, words: Wording, pack: CampaignPack) -> str:
    """A reading in a few lines for a person at a terminal."""
    lines = [f"{reading.file_name}: {_verdict(reading, words)}"]
    for issue in reading.all_issues:
        if issue.severity is not Severity.NOTE:
            place = f"{issue.address} " if issue.address else ""
            kind = words.text(f"term.severity.{issue.severity}")
            lines.append(f"  {kind} {issue.code} {place}{words.issue(issue)}")
    return "\n".join([*lines, *(_asked(word, words, pack) for word in reading.asked_words)])


def _asked(word: AskedWord, words: Wording, pack: CampaignPack) -> str:
    """A question on a roster's word, with what it suggests."""
    likely = pack.type.get(likely_meaning(word, pack))
    suggested = words.text("terminal.likely", type=words.label(likely.label)) if likely else ""
    told = {"word": word.word, "n": len(word.units), "suggested": suggested}
    if not word.word:
        named = words.text("submit.gone.and").join(word.units)
        return "  " + words.text(f"terminal.untold.{word.role}", units=named, **told)
    return "  " + words.text(f"terminal.asked.{word.role}", **told)


def _verdict(reading: Reading, words: Wording) -> str:
    if reading.refused:
        return words.issue(reading.refused)
    return "; ".join(
        words.text(
            "terminal.table",
            form=table.form or "-",
            rows=table.n_data_rows,
            held=sum(not entry.accepted for entry in table.entries),
        )
        for table in reading.tables
    )
