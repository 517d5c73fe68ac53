"""What is asked of whom, until when, and in which words? What have we changed?"""

from __future__ import annotations

from pages.door import current_seat
from pages.office.settings.layout import settings

settings(current_seat())
