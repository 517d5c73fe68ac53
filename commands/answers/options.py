"""The options by which a person at a terminal answers what a sheet leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from campaign import (
    Calendar,
    CampaignPack,
    District,
    KnownLayout,
    Roster,
    WordAnswer,
    pack_of,
)
from commands.answers.layout_file import layouts_said
from commands.answers.words import MEANS, NO_WORDS, OWN, SaidWords
from commands.printed.reading import chosen_week
from loaders import Hints, Reading, Upload, workers

_WEEK = click.option("--week", help="reporting week of files that name none, such as 2023-W42")
_STANDS = click.option(
    "--week-stands", is_flag=True, help="take --week against what a sheet says too"
)
_FIGURES = click.option(
    "--figures",
    type=click.Choice(["week", "cumulative"]),
    default=None,
    help="what figures are that a sheet calls both of the week and since the launch",
)
_TABLES = click.option(
    "--doubtful-tables",
    "tables",
    type=click.Choice(["take", "leave"]),
    default=None,
    help="what becomes of a table whose title, note or file says that it is something else",
)
_LAYOUT = click.option(
    "--layout",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="file that says where header, columns and last row stand (docs/terminal.md)",
)

_ROSTER_STANDS = click.option(
    "--roster-stands", is_flag=True, help="take a roster whose title names another district"
)


@dataclass(frozen=True)
class Answer:
    """The week a person says, whether it stands against a sheet's own, what figures of two readings
    are, a file that says where things stand, and what becomes of tables that words around them call
    something else."""

    week: str | None
    week_stands: bool
    figures: str
    layout: Path | None = None
    words: SaidWords = NO_WORDS
    roster_stands: bool = False
    tables: str = ""

    def number(self, calendar: Calendar) -> int | None:
        """The week's number; click.BadParameter if the campaign has no such week."""
        try:
            return chosen_week(self.week, calendar)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--week") from error

    def hints(self, calendar: Calendar) -> Hints:
        """What a file is read with."""
        return Hints(
            week=self.number(calendar),
            week_stands=self.week_stands,
            roster_stands=self.roster_stands,
        )

    def read(
        self,
        uploads: Sequence[Upload],
        *,
        roster: Roster,
        pack: CampaignPack,
        progress: Callable[[], None] = lambda: None,
    ) -> Answered:
        """The files read as a person said; where one leaves open what its figures are, it is read
        again with the answer. `progress` is called once a file."""
        known: dict[str, KnownLayout] = {}
        if self.layout:
            known = layouts_said(self.layout, uploads, roster=roster, pack=pack)
        told = [knowing(upload, known) for upload in uploads]
        readings = []
        for reading in workers().read(told, roster=roster, pack=pack):
            readings.append(reading)
            progress()
        answers = self._answers(readings)
        again = [at for at, reading in enumerate(readings) if answers and _asks(reading)]
        told = [knowing(upload, answers) for upload in told]
        read = workers().read([told[at] for at in again], roster=roster, pack=pack)
        for at, reading in zip(again, read, strict=True):
            readings[at] = reading
        return Answered(tuple(told), tuple(readings), known | answers)

    def taught(
        self, uploads: Sequence[Upload], *, roster: Roster, district: District
    ) -> tuple[list[Upload], list[WordAnswer]]:
        """The files with what was said of units in rosters, and what was said of their words."""
        pack = pack_of(district)
        if self.words.is_empty:
            return list(uploads), []
        read = workers().read(uploads, roster=roster, pack=pack)
        asked = [word for reading in read for word in reading.asked_words]
        units = self.words.told_units(asked, pack)
        told = [replace(up, hints=replace(up.hints, told_units=units)) for up in uploads]
        return told, self.words.answers(asked, pack)

    def _answers(self, readings: Iterable[Reading]) -> dict[str, KnownLayout]:
        tables = [table for reading in readings for table in reading.tables]
        asked = [t.asked for t in tables if t.asked is not None] if self.figures else []
        known = [question.answer(cumulative=self.figures == "cumulative") for question in asked]
        doubted = [t.stands for t in tables if t.stands is not None] if self.tables else []
        known += [question.answer(stands=self.tables == "take") for question in doubted]
        return {layout.fingerprint: layout for layout in known}


@dataclass(frozen=True)
class Answered:
    """Files as they are to be read, their readings, and what a person said of them, to be
    remembered by its fingerprint."""

    uploads: tuple[Upload, ...]
    readings: tuple[Reading, ...]
    layouts: Mapping[str, KnownLayout]


def _asks(reading: Reading) -> bool:
    """Whether a table asks what its figures are, or whether it is taken at all."""
    return any(table.asked or table.stands for table in reading.tables)


def knowing(upload: Upload, layouts: Mapping[str, KnownLayout]) -> Upload:
    """The upload, to be read with these layouts too."""
    hints = upload.hints
    return replace(upload, hints=replace(hints, layouts={**hints.layouts, **layouts}))


def with_answers(command: Callable[..., None]) -> Callable[..., None]:
    """The command with these options, which it is given as one `answer`."""

    @wraps(command)
    def told(
        *,
        week: str | None,
        week_stands: bool,
        figures: str | None,
        tables: str | None,
        layout: Path | None,
        means: Sequence[str],
        own: Sequence[str],
        roster_stands: bool,
        **rest: Any,
    ) -> None:
        said = Answer(
            *(week, week_stands, figures or "", layout),
            *(SaidWords.of(means, own), roster_stands, tables or ""),
        )
        command(answer=said, **rest)

    return _WEEK(_STANDS(_FIGURES(_TABLES(_LAYOUT(MEANS(OWN(_ROSTER_STANDS(told))))))))
