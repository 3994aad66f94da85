"""What Evidence shows: each measure over time, customers' words, and where they are missed."""
