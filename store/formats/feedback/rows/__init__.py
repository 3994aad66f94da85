"""Which rows of a file of feedback are answers, and which are not."""
