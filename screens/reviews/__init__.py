"""View 5, Reviews: past reviews, each readable whole."""
