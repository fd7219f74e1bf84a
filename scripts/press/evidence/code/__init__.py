"""What a result depends on in code, told from syntax alone."""
