"""What was received and who it is about, as the tables keep it."""
