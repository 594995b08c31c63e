"""How fast scicli is, and how much memory it takes, beside others: `make bench`."""
