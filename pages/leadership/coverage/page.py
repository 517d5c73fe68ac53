"""How far does study reach, by type, group and week, against the plan? Who is not reached?"""

from __future__ import annotations

from pages.door import current_view
from pages.leadership.coverage.layout import coverage

coverage(current_view())
