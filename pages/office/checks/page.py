"""Whose figures are checked this week, what was found, and what does it say of all?"""

from __future__ import annotations

from pages.door import current_view
from pages.office.checks.layout import checks

checks(current_view())
