"""Networks that learn from what they wrote or drew: text, and pictures of digits."""
