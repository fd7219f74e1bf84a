"""What is HTML or an address in it, whoever reads or writes it."""
