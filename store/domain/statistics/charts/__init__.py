"""Figures drawn in characters: their scale, a sparkline, a verdict as one line."""
