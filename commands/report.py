"""`report`: the office's papers, drawn from a cut, for a scheduler."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import click

from campaign import (
    LOCALES,
    CampaignPack,
    District,
    Issue,
    Panel,
    Week,
    Wording,
    pack_of,
    wording,
)
from commands.attention_json import findings_of
from commands.figures import beside_of
from commands.new_file import new_file
from commands.opened import OPERATOR, chosen_district, opened_ledger
from exports.papers import Cut, Field, Paper, bulletin, docx_bytes, sources_xlsx
from exports.slides import Deck, chart_book, meeting, meeting_title, pptx_bytes
from exports.superior import Figures, cell_list, filled_apart, form_paper, layout_apart
from ledger import Ledger
from loaders import workers


@dataclass(frozen=True)
class _Asked:
    """What a paper is drawn from, and the words it is drawn in."""

    ledger: Ledger
    panel: Panel
    pack: CampaignPack
    cut: Cut
    words: Wording
    form: Path | None = None

    @property
    def deck(self) -> Deck:
        """The slides for the meeting."""
        beside = beside_of(self.ledger, self.panel, self.pack)
        found = findings_of(self.panel, self.pack, beside)
        return meeting(self.panel, self.pack, self.cut, self.words, findings=found)


_Files = Mapping[str, bytes]
"""By the ending of its name each file of a paper, the paper itself first."""


def _weekly(asked: _Asked) -> tuple[Paper, _Files]:
    paper = bulletin(asked.panel, asked.pack, asked.cut, asked.words)
    return paper, {"docx": docx_bytes(paper), "xlsx": sources_xlsx(paper, asked.words)}


def _slides(asked: _Asked) -> tuple[Paper, _Files]:
    deck = asked.deck
    sources = sources_xlsx(deck.paper, asked.words)
    return deck.paper, {"pptx": pptx_bytes(deck, asked.words), "xlsx": sources}


def _workbook(asked: _Asked) -> tuple[Paper, _Files]:
    deck = asked.deck
    title = meeting_title(asked.panel.district, asked.pack, asked.words, is_book=True)
    return replace(deck.paper, title=title), {"xlsx": chart_book(deck, asked.words)}


def _form(asked: _Asked) -> tuple[Paper, _Files]:
    """The superior's form, whose lines were confirmed on its page."""
    if asked.form is None:
        raise click.BadParameter(asked.words.text("superior.no_file"), param_hint="--form")
    data, words, by = asked.form.read_bytes(), asked.words, workers()
    layout = layout_apart(data, by=by)
    if isinstance(layout, Issue):
        raise click.ClickException(f"{layout.code} {words.issue(layout)}")
    known = asked.ledger.layouts(asked.panel.district.id).get(layout.fingerprint)
    if known is None:
        raise click.ClickException(words.text("superior.unconfirmed"))
    cells = Figures(asked.panel, asked.pack).cells(layout, known.fields)
    filled = filled_apart(data, cells, by=by)
    if isinstance(filled, Issue):
        raise click.ClickException(f"{filled.code} {words.issue(filled)}")
    listed = cell_list(cells, layout, asked.cut, words)
    paper = form_paper(asked.form.name, cells, asked.cut)
    return paper, {"xlsx": filled, f"{words.text('superior.list')}.xlsx": listed}


_KINDS: Mapping[str, Callable[[_Asked], tuple[Paper, _Files]]] = {
    "weekly": _weekly,
    "slides": _slides,
    "workbook": _workbook,
    "form": _form,
}


@click.command()
@click.option("--kind", type=click.Choice(tuple(_KINDS)), required=True, help="which paper")
@click.option("--week", required=True, help="ISO week, such as 2023-W42, which must be frozen")
@click.option(
    "--form",
    "form_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="the superior's blank .xlsx, for --kind form",
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--district", "district_id", help="district id (default: the newest own one)")
@click.option("--lang", type=click.Choice(LOCALES), default=LOCALES[0], help="language")
@click.option("--json", "as_json", is_flag=True, help="one JSON document and nothing else")
def report(
    kind: str,
    week: str,
    form_file: Path | None,
    out: Path,
    district_id: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """Write a paper and the list of its sources from a week's latest cut."""
    words = wording(lang)
    with closing(opened_ledger()) as ledger:
        district = chosen_district(ledger, district_id)
        number = district.calendar.from_iso(week)
        if number is None:
            raise click.BadParameter(f"{week} is not a week of this campaign", param_hint="--week")
        asked = _asked(ledger, district, number, words)
        paper, files = _KINDS[kind](replace(asked, form=form_file))
    told = {"district": district.id, "kind": kind, **_written(paper, files, out)}
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    name = paper.cut.file_name(paper.title, next(iter(files)))
    n, fields = told["characters"], told["fields"]
    click.echo(words.text("paper.written", file=name, n=n, fields=fields))


def _asked(ledger: Ledger, district: District, week: Week, words: Wording) -> _Asked:
    """What the week's latest cut holds; refuses a week that was never frozen."""
    cuts = ledger.record.cuts(district.id)
    line = next(iter(cuts[cuts["week"] == week.number].to_dict("records")), None)
    if line is None:
        raise click.ClickException(words.text("paper.no_cut", week=week.number))
    cut = Cut.of({str(name): value for name, value in line.items()}, week)
    panel = ledger.panel(district.id, OPERATOR, through=week.number, as_of=cut.revision)
    return _Asked(ledger, panel, pack_of(panel.district, week.number), cut, words)


def _written(paper: Paper, files: _Files, out: Path) -> dict[str, object]:
    """The files, and what they are, by their hashes."""
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
