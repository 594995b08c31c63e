"""Whether claims hold: each kind judged by all that the figures leave possible."""
