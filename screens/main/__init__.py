"""The one screen behind everything, and how it goes from view to view."""
