"""Whole workspaces out of and into files and databases."""
