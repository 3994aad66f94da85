"""Taking back one's own changes."""
