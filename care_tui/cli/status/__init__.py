"""Where a team is now: what is planned, due and overdue."""
