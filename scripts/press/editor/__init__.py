"""What an editor asks about a page while it is written: a language server over the rules and the evidence."""
