"""The tables of a workspace, as SQLAlchemy maps them."""
