"""What is true: the files found, read and checked."""
