"""Which figures need verifying?"""

from __future__ import annotations

from pages.door import current_view
from pages.office.quality.layout import quality

quality(current_view())
