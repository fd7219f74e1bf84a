"""A blog as it is read: from exports, from what its server shows to anybody, or from both."""
