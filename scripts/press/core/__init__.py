"""What every other room of the toolkit rests on, and what rests on none of them."""
