"""What is researched, how far each topic is, and what came of it?"""

from __future__ import annotations

from pages.door import current_view
from pages.leadership.research.layout import research

research(current_view())
