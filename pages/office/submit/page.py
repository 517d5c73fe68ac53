"""What came in, what was understood, what is wrong and where, and what would storing it change?"""

from __future__ import annotations

from pages.office.submit.layout import submit

submit()
