"""What readers ask of the ledger, in their own scope: lists, traces, changes."""
