"""Improvements with their proofs, and the verdicts that evidence gives."""
