"""A blog, or one post of it, becomes a folder of pages."""
