"""Which units a command's figures are of, in the words of a page's link: a panel goes in; the one
that a page with these filters shows comes out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import click

from campaign import Panel
from measures import district_parts, narrow

_ASKED = {
    "group": "of one guidance group",
    "type": "of one unit type",
    "part": "of one part, such as under:ID, sector:WORD, admin_level:WORD or party_form:WORD",
    "unit": "of one unit",
}


def of_some(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command whose figures may be of a part of the district."""
    for name, told in reversed(_ASKED.items()):
        command = click.option(f"--{name}", help=f"figures {told}")(command)
    return command


def narrowed(panel: Panel, asked: Mapping[str, str | None]) -> Panel:
    """The panel of the units that meet all that is asked, by option; refuses what leaves no unit of
    the last week's roster."""
    said = {name: value for name, value in asked.items() if value}
    for name, value in said.items():
        panel = narrow(panel, **_filter(panel, name, value))
        if not panel.weeks or not panel.weeks[-1].member.any():
            raise click.BadParameter(f"no unit of {value} in that week", param_hint=f"--{name}")
    return panel


def _filter(panel: Panel, name: str, value: str) -> dict[str, Collection[str]]:
    if name != "part":
        return {f"{name}s": (value,)}
    return {"units": district_parts(panel).get(value) or ("",)}


def whole_of(panel: Panel) -> Panel:
    """The district behind the units shown: what judges a unit among its peers is asked of it."""
    return panel if panel.whole is None else panel.whole.panel


def shown_ids(panel: Panel) -> frozenset[str]:
    """The units shown in the panel's last week."""
    last = panel.weeks[-1].member if panel.weeks else ()
    return frozenset(unit.id for unit, own in zip(panel.units, last, strict=False) if own)
