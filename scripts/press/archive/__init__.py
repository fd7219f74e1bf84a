"""`press archive` packs what a stranger needs to judge an article in twenty years: an RO-Crate, which is one zip file.

In it are the committed files, the built site, the report of the last audit and its statement, and metadata in the forms
that archives, search engines and libraries read. What the files are to each other stands in `ro-crate-metadata.json`.
"""
