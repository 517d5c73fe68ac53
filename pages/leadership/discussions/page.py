"""How many discussion sessions, by whom, who has held none, and what came of them?"""

from __future__ import annotations

from pages.door import current_view
from pages.leadership.discussions.layout import discussions

discussions(current_view())
