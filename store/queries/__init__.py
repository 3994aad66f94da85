"""What screens, shell and reports read."""
