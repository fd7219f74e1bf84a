"""Where the lists of a blog stood: of its terms, its authors, and its days.

The server's answers say where the list of a term or an author is. An export does not: there the places are those that
WordPress gives them unless it is told otherwise, behind what all permalinks begin with (`archives` in `/archives/7/`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from press.html import hosts
from press.wordpress.mirror import names
from press.wordpress.source.model import Author, Blog, Post, Term

BASES = {"category": "category", "post_tag": "tag", "post_format": "type"}
ALWAYS = frozenset({"category", "post_tag"})  # taxonomies of which a term has a list though nothing is filed under it
NAMED = re.compile(r"/author/([\w.-]+)")
STEPS_OF_A_DATE = 3  # a number so early in a permalink could be a year, so WordPress moves the years away


class Archives(NamedTuple):
    """Paths below the site's root: `terms` by (taxonomy, slug), `authors` by login, and what stands before a year.

    `asked` has the path for each query that leads to a list, such as `cat=3`.
    """

    terms: dict[tuple[str, str], str]
    authors: dict[str, str]
    dates: str
    asked: dict[str, str]
    days: tuple[str, ...]
    people: dict[str, Author]

    def writers(self, post: Post) -> Iterator[Author]:
        """Who wrote a post: those whom it names together, else the one whom the server names."""
        for login in _logins(post):
            if login in self.people:
                yield self.people[login]

    def nameless(self, post: Post) -> Iterator[str]:
        """The logins of a post behind which no name stands that may be shown; that of a mail is said elsewhere."""
        return (login for login in _logins(post) if login not in self.people and not is_mail(login))

    @property
    def paths(self) -> Iterator[str]:
        """Every list."""
        yield from (*self.terms.values(), *self.authors.values(), *self.days)


def read(blog: Blog, taken: Sequence[Post], own: frozenset[str], below: Callable[[str], str]) -> Archives:
    """The lists of what is `taken`; `below` takes the blog's own path off an address and makes a safe path of it."""
    posts = [post for post in taken if post.kind == "post"]
    slugs = {slug for _, slug in (term for post in posts for term in post.terms)}
    beginnings = [_beginning([*filter(None, below(hosts.path(post.link)).split("/"))], post, slugs) for post in posts]
    fronts = {front for front, _ in beginnings}
    front = fronts.pop() if len(fronts) == 1 else ""
    by_slug = {term.key: term for term in blog.terms}
    used = {term for post in taken for term in post.terms}
    listed = [term for term in blog.terms if _is_listed(term, used, own)]
    terms = {term.key: below(hosts.path(term.link)) or _joined(front, _usual(term, by_slug)) for term in listed}
    people = {login: blog.authors.get(login, Author("")) for post in taken for login in _logins(post)}
    people = {login: author for login, author in people.items() if author.name and not is_mail(author.name)}
    authors = _of_authors(people, set(NAMED.findall(" ".join(post.content for post in taken))), front, below)
    dates = _joined(front, "date" if posts and all(numbered for _, numbered in beginnings) else "")
    asked = {_query(term): terms[term.key] for term in listed if _query(term)}
    asked |= {f"author={author.number}": authors[login] for login, author in people.items() if author.number}
    return Archives(terms, authors, dates, asked, tuple(_joined(dates, day) for day in _days(posts)), people)


def _query(term: Term) -> str:
    """By which query the list of a term was asked for before there were names in addresses, and still is."""
    if term.taxonomy == "category" and term.number:
        return f"cat={term.number}"
    return f"tag={term.slug}" if term.taxonomy == "post_tag" else ""


def _joined(front: str, path: str) -> str:
    return f"{front}/{path}".strip("/")


def _days(posts: Iterable[Post]) -> Iterator[str]:
    for post in posts:
        yield from (post.date[:4], f"{post.date[:4]}/{post.date[5:7]}", post.date[:10].replace("-", "/"))


def _beginning(steps: Sequence[str], post: Post, slugs: set[str]) -> tuple[str, bool]:
    """What stands before the first step of a permalink that is the post's own, and whether a number comes early."""
    varying = {str(post.number), *post.date[:10].split("-"), *map(names.segment, (post.slug, post.author, *slugs))}
    length = next((place for place, step in enumerate(steps) if step in varying), max(0, len(steps) - 1))
    return "/".join(steps[:length]), str(post.number) in steps[length : length + STEPS_OF_A_DATE]


def _is_listed(term: Term, used: set[tuple[str, str]], own: frozenset[str]) -> bool:
    """Whether a term has a list: one in use, and every category and tag; none that is a private address."""
    host = hosts.named(term.name)
    return (term.key in used or term.taxonomy in ALWAYS) and not (hosts.private(host) or host in own)


def is_mail(name: str) -> bool:
    """Whether a name is somebody's mail address, which is nobody's to print."""
    return re.search(r"\S@\S", name) is not None


def _logins(post: Post) -> tuple[str, ...]:
    return post.coauthors or ((post.author,) if post.author else ())


def _of_authors(people: dict[str, Author], named: set[str], front: str, below: Callable[[str], str]) -> dict[str, str]:
    """The list of each author; where neither an answer nor a post says its place, it is made of the name.

    It is never made of a login, which is half of what lets somebody in; posts that link to it have told it.
    """
    found: dict[str, str] = {}
    for login, author in people.items():
        told = names.segment(login)
        made = names.segment(re.sub(r"[^\w]+", "-", author.name.lower()).strip("-_"))
        slug = told if told in named else made or f"author-{author.number}"
        path = below(hosts.path(author.link)) or _joined(front, f"author/{slug}")
        found[login] = path if path not in found.values() else f"{path}-{len(found) + 1}"
    return found


def _usual(term: Term, by_slug: dict[tuple[str, str], Term]) -> str:
    """Where the list of a term stands unless it was moved; a category below its parents."""
    steps = [names.segment(term.slug.removeprefix("post-format-"))]
    seen = {term.slug}
    above = by_slug.get((term.taxonomy, term.parent))
    while above is not None and above.slug not in seen and term.taxonomy == "category":
        steps.append(names.segment(above.slug))
        seen.add(above.slug)
        above = by_slug.get((above.taxonomy, above.parent))
    return "/".join([BASES.get(term.taxonomy, names.segment(term.taxonomy)), *reversed(steps)])
