"""What is true: the names, the figures, and how much of them is held."""
