"""The database: engine, models, migrations. Only the store's own modules come here."""
