"""What do units say that nobody must answer, and of how many is it known?"""

from __future__ import annotations

from pages.door import current_view
from pages.leadership.further.layout import further

further(current_view())
