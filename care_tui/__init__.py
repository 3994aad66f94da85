"""care: a team's customer-experience review in a terminal."""

__version__ = "0.1.0"
