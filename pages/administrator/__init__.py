"""Pages for the administrator: who may sign in, as what."""
