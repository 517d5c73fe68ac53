"""Pages for those who lead the campaign: they look, they print, they ask."""
