"""The categories of figures: the one that all rankings have, and those of the publisher."""

OVERALL = "overall"
"""The category of a figure for which no other is given."""
# In the order of the publisher of the Smart Centres Index: the areas, then the dimensions.
CATEGORIES = (
    OVERALL,
    "technology",
    "business_environment",
    "human_capital",
    "infrastructure",
    "financial_services",
    "reputation",
    "innovation_support",
    "creative_intensity",
    "delivery_capability",
)
"""The categories of the Smart Centres Index."""
