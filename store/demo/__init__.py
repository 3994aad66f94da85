"""The sample workspace: an invented team's story, told as plain data."""
