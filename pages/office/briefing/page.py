"""What has changed since the last meeting, and what does this one decide?"""

from __future__ import annotations

from pages.door import current_view
from pages.office.briefing.layout import briefing

briefing(current_view())
