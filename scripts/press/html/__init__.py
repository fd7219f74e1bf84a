"""HTML, of built pages and of strangers: read by parsers, made safe, its hosts told apart."""
