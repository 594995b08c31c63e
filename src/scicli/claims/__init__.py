"""Claims about a ranking: judged, read from texts, and made from its figures."""
