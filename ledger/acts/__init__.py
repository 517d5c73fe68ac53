"""What may be done to the ledger: planned, looked at, then done in one transaction."""
