"""Invented teams and boards, the program on a pty, and the table that a run prints."""
