"""`report`: the office's papers and the meeting's slides, drawn from a cut, for a scheduler."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from campaign import LOCALES, District, Issue, Viewer, Week, Wording, pack_of, wording
from commands.opened import IN_DISTRICT, OPERATOR, chosen_district, ledger_url, opened_ledger
from commands.printed.plain import AS_JSON, new_file, tell
from exports.papers import (
    KINDS,
    VISIT,
    Cut,
    Paper,
    TemplateFault,
    as_it_stands,
    docx_bytes,
    known_at,
    papers_of,
    sources_xlsx,
    visit_of,
)
from exports.slides import chart_book, deck_at, meeting_title, pptx_bytes
from exports.superior import Figures, cell_list, filled_apart, form_paper, layout_apart
from ledger import Ledger, own_template
from loaders import workers

_FORM, _OF_THE_MEETING = "form", ("slides", "workbook")
_Files = Mapping[str, bytes]
"""By the ending of its name each file of a paper, the paper itself first."""
_Drawn = list[tuple[Paper, _Files]]


@click.command()
@click.option(
    "--kind",
    type=click.Choice((*KINDS, VISIT, *_OF_THE_MEETING, _FORM)),
    required=True,
    help="which paper",
)
@click.option("--week", required=True, help="ISO week, such as 2023-W42, which must be frozen")
@click.option(
    "--form",
    "form_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="the superior's blank .xlsx, for --kind form",
)
@click.option("--unit", "unit_id", default="", help="unit id, for --kind visit")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@IN_DISTRICT
@click.option("--lang", type=click.Choice(LOCALES), default=LOCALES[0], help="language")
@AS_JSON
def report(
    kind: str,
    week: str,
    form_file: Path | None,
    unit_id: str,
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
        cut = _cut(ledger, district, number, words, may_run=kind == VISIT)
        drawn = _drawing(kind, form_file, unit_id)(ledger, district, cut, words)
    if not drawn:
        raise click.ClickException(words.text("paper.nothing"))
    told = {"district": district.id, "kind": kind, **_cut_told(cut)}
    _say(told, drawn, out, words, as_json=as_json)


def _drawing(
    kind: str, form_file: Path | None, unit_id: str
) -> Callable[[Ledger, District, Cut, Wording], _Drawn]:
    """What draws the papers of a kind."""
    if kind == _FORM:
        return partial(_form, form_file)
    if kind in _OF_THE_MEETING:
        return partial(_of_the_meeting, kind)
    return partial(_documents, kind, unit_id)


def _say(
    told: dict[str, object], drawn: _Drawn, out: Path, words: Wording, *, as_json: bool
) -> None:
    """Write the files and tell of them; of one paper alone its keys stand beside the list too."""
    papers = [_written(paper, files, out) for paper, files in drawn]
    own = papers[0] if len(papers) == 1 else {}
    said = []
    for paper, files in drawn:
        name = paper.cut.file_name(paper.title, next(iter(files)))
        numbers = {"n": paper.n_characters, "fields": len(paper.fields)}
        said.append(words.text("paper.written", file=name, **numbers))
    tell(told | own | {"papers": papers}, *said, as_json=as_json)


def _cut(ledger: Ledger, district: District, week: Week, words: Wording, *, may_run: bool) -> Cut:
    """The week's latest cut; refuses a week that was never frozen, unless a paper may be of one
    that still runs."""
    cuts = ledger.record.cuts(district.id)
    line = next(iter(cuts[cuts["week"] == week.number].to_dict("records")), None)
    if line is None and may_run:
        return as_it_stands(ledger, district, week, at=datetime.now(UTC))
    if line is None:
        raise click.ClickException(words.text("paper.no_cut", week=week.number))
    return Cut.of({str(name): value for name, value in line.items()}, week)


def _documents(
    kind: str, unit_id: str, ledger: Ledger, district: District, cut: Cut, words: Wording
) -> _Drawn:
    """Papers on the office's template, each with the list of its sources."""
    template = own_template(ledger_url(), kind)
    drawn: _Drawn = []
    papers = partial(_visit, unit_id) if kind == VISIT else partial(papers_of, kind=kind)
    for paper in papers(ledger, district, OPERATOR, cut, words):
        try:
            docx = docx_bytes(paper, template)
        except TemplateFault as fault:
            said = words.text("paper.template", kind=kind, why=fault)
            raise click.ClickException(said) from fault
        drawn.append((paper, {"docx": docx, "xlsx": sources_xlsx(paper, words)}))
    return drawn


def _visit(
    unit_id: str, ledger: Ledger, district: District, viewer: Viewer, cut: Cut, words: Wording
) -> tuple[Paper, ...]:
    """The visit sheet of one unit; refuses an id that the week does not have."""
    try:
        return (visit_of(ledger, district, viewer, cut, words, unit_id=unit_id),)
    except KeyError as error:
        raise click.BadParameter(
            f"no unit {unit_id!r} in that week", param_hint="--unit"
        ) from error


def _of_the_meeting(
    kind: str, ledger: Ledger, district: District, cut: Cut, words: Wording
) -> _Drawn:
    """The slides and the list of their sources, or the same as a workbook with charts."""
    deck = deck_at(ledger, district, OPERATOR, cut, words)
    if kind == "workbook":
        title = meeting_title(district, pack_of(district, cut.week.number), words, is_book=True)
        return [(replace(deck.paper, title=title), {"xlsx": chart_book(deck, words)})]
    sources = sources_xlsx(deck.paper, words)
    return [(deck.paper, {"pptx": pptx_bytes(deck, words), "xlsx": sources})]


def _cut_told(cut: Cut) -> dict[str, object]:
    at = {"frozen_at": cut.frozen_at.isoformat(), "head": cut.head, "is_frozen": cut.is_frozen}
    return {"week": cut.week.iso, "revision": cut.revision, **at}


def _form(
    form_file: Path | None, ledger: Ledger, district: District, cut: Cut, words: Wording
) -> _Drawn:
    """The superior's form, whose lines were confirmed on its page."""
    if form_file is None:
        raise click.BadParameter(words.text("superior.no_file"), param_hint="--form")
    data, by = form_file.read_bytes(), workers()
    layout = layout_apart(data, by=by)
    if isinstance(layout, Issue):
        raise click.ClickException(f"{layout.code} {words.issue(layout)}")
    confirmed = ledger.layouts(district.id).get(layout.fingerprint)
    if confirmed is None:
        raise click.ClickException(words.text("superior.unconfirmed"))
    known = known_at(ledger, district, OPERATOR, cut, words)
    cells = Figures(known.panel, known.pack).cells(layout, confirmed.fields)
    filled = filled_apart(data, cells, by=by)
    if isinstance(filled, Issue):
        raise click.ClickException(f"{filled.code} {words.issue(filled)}")
    listed = cell_list(cells, layout, cut, words)
    paper = form_paper(form_file.name, cells, cut)
    return [(paper, {"xlsx": filled, f"{words.text('superior.list')}.xlsx": listed})]


def _written(paper: Paper, files: _Files, out: Path) -> dict[str, object]:
    """The files, and what they are, by their hashes."""
    out.mkdir(parents=True, exist_ok=True)
    for ending, data in files.items():
        with new_file(out / paper.cut.file_name(paper.title, ending)) as file:
            file.write(data)
    return {
        "title": paper.title,
        "characters": paper.n_characters,
        "fields": len(paper.fields),
        "files": [
            {
                "file": paper.cut.file_name(paper.title, ending),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for ending, data in files.items()
        ],
    }
