"""Which units are there, of what type, under whom, and since when?"""

from __future__ import annotations

from pages.door import current_seat
from pages.office.roster.layout import roster_page

roster_page(current_seat())
