"""Files as tables: encodings, delimiters, headers, numbers, days."""
