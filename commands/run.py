"""`run`: the dashboard started with its own settings, in whatever folder one stands."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from commands.opened import DEFAULT_URL

_EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})
_OWN_NAMES = ("127.0.0.1", "localhost")


@click.command()
@click.option("--ledger", "url", envvar="DATABASE_URL", default=DEFAULT_URL, show_default=True)
@click.option(
    "--port",
    envvar="STUDY_DASHBOARD_PORT",
    type=click.IntRange(1, 65535),
    default=8501,
    show_default=True,
)
@click.option(
    "--address",
    envvar="STUDY_DASHBOARD_ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="where to listen",
)
@click.option(
    "--name",
    "names",
    envvar="STUDY_DASHBOARD_NAMES",
    multiple=True,
    help="a host name people type, beside this machine's own; any number of them",
)
@click.option(
    "--open-to-network",
    "is_open",
    is_flag=True,
    help="serve other machines although nobody signs in; every page will say so",
)
def run(url: str, port: int, address: str, names: tuple[str, ...], is_open: bool) -> None:
    """Start the dashboard and serve until it is stopped."""
    os.environ["DATABASE_URL"] = url
    dashboard = import_module("dashboard")  # Streamlit is loaded by whoever starts it only
    # Streamlit reads the settings that lie beside the script it was started with, and hands the
    # script's arguments on: the gate decides by them whether this may start at all.
    sys.argv = [str(dashboard.__file__), *(["--open-to-network"] if is_open else [])]
    dashboard.app.run(config=server_settings(port=port, address=address, names=names))


def server_settings(*, port: int, address: str, names: tuple[str, ...]) -> dict[str, object]:
    """What is set over the settings file: an address of one machine is one of its names too."""
    told = dict.fromkeys([*_OWN_NAMES, *names, *({address} - _EVERY_ADDRESS)])
    return {"server.port": port, "server.address": address, "server.allowedHosts": list(told)}
