"""How often is each unit visited, by which method and on what; who has not been seen?"""

from __future__ import annotations

from pages.door import current_view
from pages.leadership.inspections.layout import inspections

inspections(current_view())
