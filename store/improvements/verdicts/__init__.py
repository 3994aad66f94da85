"""Verdicts: when one is due, how it is calculated, read once, stored and counted."""
