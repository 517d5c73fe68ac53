"""The options by which a person at a terminal answers what a sheet leaves open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from campaign import Calendar
from commands.reading_json import chosen_week
from loaders import Hints

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


@dataclass(frozen=True)
class Answer:
    """The week a person says, whether it stands against a sheet's own, and what figures of two
    readings are."""

    week: str | None
    week_stands: bool
    figures: str

    def number(self, calendar: Calendar) -> int | None:
        """The week's number; click.BadParameter if the campaign has no such week."""
        try:
            return chosen_week(self.week, calendar)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--week") from error

    def hints(self, calendar: Calendar) -> Hints:
        """What a file is read with."""
        week = self.number(calendar)
        return Hints(week=week, week_stands=self.week_stands, figures=self.figures)


def with_answers(command: Callable[..., None]) -> Callable[..., None]:
    """The command with these options, which it is given as one `answer`."""

    @wraps(command)
    def told(*, week: str | None, week_stands: bool, figures: str | None, **rest: Any) -> None:
        command(answer=Answer(week, week_stands, figures or ""), **rest)

    return _WEEK(_STANDS(_FIGURES(told)))
