"""The terminal: whether it can show us, what it sends and gets, and how we leave it."""
