"""A cycle's report as text, HTML and charts."""
