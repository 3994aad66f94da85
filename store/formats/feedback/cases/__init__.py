"""A help desk's export: which column says what of a case, and what the cases add up to."""
