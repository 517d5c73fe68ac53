"""How is a campaign of one's own made from another, and taken along?"""

from __future__ import annotations

from pages.door import current_seat
from pages.office.packs.layout import packs

packs(current_seat())
