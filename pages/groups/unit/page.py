"""What is known about this unit, and what should a visit look at?"""

from __future__ import annotations

from pages.door import current_view
from pages.groups.unit.layout import unit

unit(current_view())
