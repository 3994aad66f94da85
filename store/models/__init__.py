"""Frozen snapshots of a team, as screens and reports get them."""
