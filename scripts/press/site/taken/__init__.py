"""What readers can take along: citations, pictures, pages for other people's sites, and one archive of all data."""
