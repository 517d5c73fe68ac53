"""Who may sign in, as what, until when."""
