"""Is the district on schedule, where is it uneven, and who needs attention?"""

from __future__ import annotations

from pages.door import current_view
from pages.leadership.overview.layout import overview

overview(current_view())
