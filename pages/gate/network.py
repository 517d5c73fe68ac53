"""Addresses go in; whether they are this machine's comes out, and whether the server may start.

Where nobody signs in, whoever reaches the server reads and writes everything. It then serves this
machine alone, unless whoever starts it says that the network decides.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers

OPTION = "--open-to-network"
VARIABLE = "STUDY_DASHBOARD_OPEN_TO_NETWORK"
_YES = frozenset({"1", "true", "yes", "on"})
_FORWARDED = ("forwarded", "via", "x-real-ip", "x-forwarded-")
"""What a proxy adds of its own, the last with anything after it: the visitor is somewhere else."""
_BITS = 64
"""Of an IPv6 address, those that name its network: whoever has it chooses the others freely."""


def is_open() -> bool:
    """Whether the server was started with `--open-to-network`, or the variable that says so."""
    return OPTION in sys.argv[1:] or os.environ.get(VARIABLE, "").strip().lower() in _YES


def is_loopback(address: str) -> bool:
    """Whether a numeric address is this machine's own; no name is one."""
    try:
        return _number(address).is_loopback
    except ValueError:
        return False


def _number(address: str) -> IPv4Address | IPv6Address:
    """An address, of the shorter kind where it is one written the longer way."""
    number = ip_address(address)
    return (number.ipv4_mapped or number) if isinstance(number, IPv6Address) else number


def is_listed(client: object, addresses: Sequence[str]) -> bool:
    """Whether a scope's client is one of these addresses; a socket without one is none."""
    if not isinstance(client, Sequence) or not client:
        return False
    try:
        number = ip_address(str(client[0]))
        return any(number == ip_address(address) for address in addresses)
    except ValueError:
        return False


def may_start(address: str | None, *, is_open: bool) -> bool:
    """Whether a server may listen there: a number or a name, none at all meaning every address."""
    try:
        found = {str(line[4][0]) for line in socket.getaddrinfo(address, None)} if address else {}
    except (OSError, UnicodeError):
        found = {}
    return is_open or (bool(found) and all(map(is_loopback, found)))


def network_of(address: str) -> str:
    """What of an address whoever has it cannot change; what is no number as it is."""
    try:
        number = _number(address)
    except ValueError:
        return address
    is_long = isinstance(number, IPv6Address)
    return str(ip_network(f"{number}/{_BITS}", strict=False) if is_long else number)


def is_from_here(client: Sequence[object] | None, headers: Headers) -> bool:
    """Whether a request came from this machine, and from no proxy on behalf of somebody else.

    `client` is an ASGI scope's: address and port, or nothing where it is not known.
    """
    if any(name.startswith(_FORWARDED) for name in headers):
        return False
    return client is not None and is_loopback(str(client[0]))
