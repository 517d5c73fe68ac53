"""How much do units fill in every week, and what of it could be dropped?"""

from __future__ import annotations

from pages.door import current_view
from pages.office.burden.layout import burden

burden(current_view())
