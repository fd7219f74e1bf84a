"""A WordPress blog as static pages: where it comes from, what its posts hold, where they go, and the proof."""
