"""What help shows beside the options: commands in sections, examples."""
