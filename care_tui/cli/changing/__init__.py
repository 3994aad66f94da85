"""Commands that change, or take back, what is there."""
