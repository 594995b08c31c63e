"""The questions: from an Index to an Answer, without printing or reading anything."""
