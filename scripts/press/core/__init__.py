"""What everything rests on: the project and its settings, results, numbers as people print them."""
