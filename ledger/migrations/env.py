"""Runs the ledger's migrations inside the transaction that `ledger.store.engine.migrate` opened."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # a half-made ledger must not remain when a migration fails
    render_as_batch=True,
)
context.run_migrations()
