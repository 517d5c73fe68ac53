"""How do the districts stand, by the same definitions, and which of them is to be opened?"""

from __future__ import annotations

from pages.door import current_seat
from pages.leadership.districts.layout import districts

districts(current_seat())
