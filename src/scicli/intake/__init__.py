"""What others send, understood: tables of publishers turned into tidy figures, and claims."""
