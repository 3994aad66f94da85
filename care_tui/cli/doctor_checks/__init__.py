"""``care doctor``: what it looks at."""
