"""Who has reported, who has not, and what to write to them?"""

from __future__ import annotations

from pages.door import current_view
from pages.office.status.layout import status

status(current_view())
