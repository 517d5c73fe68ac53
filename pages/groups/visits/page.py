"""Whom to visit next week, in how few trips, and what to ask and check there?"""

from __future__ import annotations

from pages.door import current_view
from pages.groups.visits.layout import visit_page

visit_page(current_view())
