"""Which problems are mended and verified, which are due, and what is to be asked again?"""

from __future__ import annotations

from pages.door import current_view
from pages.leadership.rectification.layout import rectification

rectification(current_view())
