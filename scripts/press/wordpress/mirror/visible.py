"""What of a blog any visitor could see, by lists of what is public; the rest is counted, and goes no further.

An export says of no taxonomy whether it was shown, and plugins keep their books in them: only WordPress's own are
taken, those that the server's answers show, and those that are asked for by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from press.core.counted import counted
from press.wordpress.mirror import archives
from press.wordpress.source.model import Blog, Post

# They hold no reader's terms.
MENUS = frozenset({"author", "nav_menu", "wp_theme", "wp_template_part_area", "wp_pattern_category"})


def visible(blog: Blog, asked: Iterable[str]) -> Blog:
    """The blog without terms that no visitor saw."""
    public = blog.taxonomies.union(asked)
    posts = (post._replace(terms=tuple(term for term in post.terms if term[0] in public)) for post in blog.posts)
    return blog._replace(posts=tuple(posts), terms=tuple(term for term in blog.terms if term.taxonomy in public))


def withheld(blog: Blog, taken: Iterable[Post], asked: Iterable[str]) -> Iterator[str]:
    """What the blog has that no visitor saw, in numbers."""
    public = blog.taxonomies.union(asked, MENUS)
    posts = list(taken)
    terms = Counter(term.taxonomy for term in blog.terms if term.taxonomy not in public)
    for taxonomy, count in sorted(terms.items()):
        why = "an export does not say whether visitors saw it"
        yield f"{count} of the taxonomy {taxonomy}: {why}; add --type {taxonomy}"
    for kind, count in sorted(Counter(kind for post in posts for kind in post.unseen).items()):
        said = counted(count, f"comment of the kind {kind}", f"comments of the kind {kind}")
        yield f"{said}, which no visitor sees"
    logins = {login for post in posts for login in (post.coauthors or (post.author,))}
    if mails := sum(archives.is_mail(blog.authors[login].name if login in blog.authors else login) for login in logins):
        yield f"{counted(mails, 'name')} of authors that are mail addresses"
