"""The rows around every view: where we are and the tabs on top, the keys at the bottom."""
