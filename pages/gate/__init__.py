"""What stands before every page and endpoint: networks, hosts, browsers, who may have what."""

from pages.gate.at_once import send_at_once
from pages.gate.cookie import base, cookie
from pages.gate.gate import Gate
from pages.gate.headers import SecurityHeaders
from pages.gate.network import is_open
from pages.gate.packed import PackedOnce
from pages.gate.routes import PROVIDER_ANSWER, PROVIDER_LOGIN, path_below
from pages.gate.seal import sealed
from pages.gate.sitting import (
    ACCOUNTS,
    ANSWERED_FOR,
    CAME_FROM,
    PROVIDER,
    PROXY,
    SESSION,
    Sitters,
    number_of,
    way,
)
