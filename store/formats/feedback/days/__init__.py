"""Which day each answer of a file is of, by its columns."""
