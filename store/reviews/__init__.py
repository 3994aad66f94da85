"""Reviews: opened, stepped through, voted in, closed, cancelled."""
