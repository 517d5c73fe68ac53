"""What a command gives out: frames as lines of JSON, a document or sentences on the terminal, and
files that are there whole under their names, or not at all."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import click
import pandas as pd

from ledger import whole_file

Lines = list[dict[str, Any]]
AS_JSON = click.option("--json", "as_json", is_flag=True, help="one JSON document and nothing else")


def plain(value: object) -> object:
    """NaN is null, a whole number is an integer, a day is ISO text."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def lines(frame: pd.DataFrame) -> Lines:
    """Its lines."""
    return [
        {str(name): plain(value) for name, value in line.items()}
        for line in frame.to_dict("records")
    ]


def placed(frame: pd.DataFrame, names: Mapping[str, str]) -> Lines:
    """Its lines, each beginning with its place; of a frame without places its lines alone."""
    if "place_id" not in frame:
        return lines(frame)
    own = lines(frame.drop(columns=["place_kind", "place_id"]))
    places = zip(frame["place_kind"], frame["place_id"], strict=True)
    return [
        {"place": {"kind": kind, "id": id_, "name": names.get(id_, id_)}} | line
        for (kind, id_), line in zip(places, own, strict=True)
    ]


def tell(document: object, *sentences: str, as_json: bool) -> None:
    """Print one JSON document and nothing else, or the sentences."""
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    for sentence in sentences:
        click.echo(sentence)


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name once it is written; raises ClickException for a taken name."""
    try:
        with whole_file(path) as file:
            yield file
    except FileExistsError as error:
        raise click.ClickException(str(error)) from error
