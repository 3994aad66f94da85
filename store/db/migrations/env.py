"""Alembic's entry: runs the migrations on the connection that `store.db.migrate` hands in."""

from alembic import context

from store.db.tables.every import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
