"""How is the form of an office above filled from this week's cut?"""

from __future__ import annotations

from pages.door import current_seat
from pages.office.superior.layout import superior

superior(current_seat())
