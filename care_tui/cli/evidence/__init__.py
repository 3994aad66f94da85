"""What customers said, the cases behind it, and what is counted."""
