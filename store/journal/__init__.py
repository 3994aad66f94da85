"""The one way to change something: a seat, one transaction, one journal row."""
