"""A workspace as a file or a database: made, opened, copied, backed up."""
