"""What customers were asked, by a column's own words, and what they answered."""
