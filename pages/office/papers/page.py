"""Which papers are drawn from a cut, which were issued, and what do corrections change in them?"""

from __future__ import annotations

from pages.door import current_seat
from pages.office.papers.layout import papers

papers(current_seat())
