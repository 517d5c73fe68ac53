"""Which of my units need a call this week, and why?"""

from __future__ import annotations

from pages.door import current_view
from pages.groups.attention.layout import attention

attention(current_view())
