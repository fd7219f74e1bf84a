"""The rules that sources and built pages are held to, one module each; the folder is their registry."""
