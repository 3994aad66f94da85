"""Figures drawn in characters: plain functions from numbers to lines."""
