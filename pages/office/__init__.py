"""Pages for the office: what came in, what is wrong with it, what goes into the ledger."""
