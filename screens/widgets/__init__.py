"""Parts of screens that more than one view uses."""
