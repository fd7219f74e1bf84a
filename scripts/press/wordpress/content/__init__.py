"""The HTML of a post as Markdown."""
