"""A frame or a value of one goes in; it comes out as JSON has it, and is printed where JSON is
asked for."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click
import pandas as pd

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
