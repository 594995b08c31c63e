"""How an answer looks, and the only way to standard output."""
