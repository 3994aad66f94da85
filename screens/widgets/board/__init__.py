"""The board, drawn line by line."""
