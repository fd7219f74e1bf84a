"""From an experiment to its files in `figures/`: what is stale, running it, and drawing it."""
