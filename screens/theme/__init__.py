"""Colours, signs, and text made safe to draw."""
