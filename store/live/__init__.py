"""What other terminals change, and who is at them."""
