"""Sending a review's summary to where the team talks."""
