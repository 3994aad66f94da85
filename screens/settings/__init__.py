"""The settings of the app and the team."""
