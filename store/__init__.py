"""What is kept and the rules it obeys; runs without a screen."""
