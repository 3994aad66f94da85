"""What comes in from other tools' files and goes out to them."""
