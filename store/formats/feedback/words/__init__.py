"""The words that customers answer with, and the number that each stands for."""
