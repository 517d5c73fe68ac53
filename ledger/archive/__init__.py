"""The ledger as files of no engine: backup and package, and both brought in again."""
