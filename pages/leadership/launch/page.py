"""Who has launched and how soon; how do plans, contact points, books and training stand?"""

from __future__ import annotations

from pages.door import current_view
from pages.leadership.launch.layout import launch

launch(current_view())
