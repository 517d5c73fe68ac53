"""How properties are tried: fixed examples in the gate, many and new ones in the soak."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("gate", deadline=None, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile(
    "soak", deadline=None, max_examples=400, print_blob=True, suppress_health_check=_SLOW
)
settings.load_profile("soak" if os.environ.get("SOAK") else "gate")
