"""What is claimed of a ranking, and what is told of it."""
