"""Tables of publishers, turned into tidy figures."""
