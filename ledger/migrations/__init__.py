"""The ledger's revisions, run when it is opened."""
