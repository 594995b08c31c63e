"""What figures say, in sentences that can be quoted."""
