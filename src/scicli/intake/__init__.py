"""What publishers send, understood: their tables turned into tidy figures."""
