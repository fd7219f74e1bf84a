"""A toolkit that holds an article to its evidence; it knows no model and works for any article."""

__version__ = "0.2.0"
