"""Pages for the guidance groups: whom to call, whom to visit, and what to know on the way."""
