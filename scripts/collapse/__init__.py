"""Model collapse as exact, seeded simulation: models, regimes, the loop that joins them, and closed forms beside."""
