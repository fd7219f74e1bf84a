"""Tasks whose answers can be checked: one module each, with problems by level, an exact solver, and a verifier."""
