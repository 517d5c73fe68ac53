"""Which figures are settled, what changed since, and who did what?"""

from __future__ import annotations

from pages.door import current_seat
from pages.office.record.layout import record

record(current_seat())
