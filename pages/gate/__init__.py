"""What stands before every page and endpoint: networks, hosts, browsers, who may have what."""

from pages.gate.gate import Gate
from pages.gate.headers import SecurityHeaders
from pages.gate.network import is_open
from pages.gate.seal import sealed

__all__ = [
    "Gate",
    "SecurityHeaders",
    "is_open",
    "sealed",
]
