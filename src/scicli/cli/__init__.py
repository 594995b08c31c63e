"""What a person types: reads it, asks, and hands the answer on."""
