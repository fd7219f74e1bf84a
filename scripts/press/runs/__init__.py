"""Results of any command: what `press.toml` declares, what `press.lock` remembers, and the places a page may name."""
