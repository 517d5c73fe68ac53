"""One file answers one question for one audience."""
