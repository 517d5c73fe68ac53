"""How uneven is it, between types and groups and within them; is it more than chance; which units
would close most of the gap?"""

from __future__ import annotations

from pages.door import current_view
from pages.leadership.balance.layout import balance

balance(current_view())
