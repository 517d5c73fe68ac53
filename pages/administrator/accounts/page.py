"""Who may sign in, as what and until when; what was done to that?"""

from __future__ import annotations

from pages.administrator.accounts.layout import accounts
from pages.door import current_seat

accounts(current_seat())
