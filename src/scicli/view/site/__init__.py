"""A ranking as a site of static pages."""
