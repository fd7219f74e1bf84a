"""How long a blog of up to 1,000 posts takes to import, build and check, and how these grow; and the memory of each.

The export is in the shape of one that a WordPress writes of such a blog: twelve paragraphs a post with headings, links
and phrases, every second post with comments, categories and tags. Each command is a process of its own. Printed are
processor seconds, and what a post costs in the largest blog over the smallest (1 is linear). The smallest is beside the
theme's own work, so a build's ratio is below 1. Material alone builds the same Markdown, in the same navigation.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from building import mkdocs, stage

import mirrored
from press.core import project

SIZES = (100, 300, 1000)
MOST = 1.5  # times Material alone
NAVIGATION = "nav: [Home: index.md, Archive: archive/index.md]\nnot_in_nav: /*\n"
MEBIBYTE = 1024  # ru_maxrss is in kibibytes
VOCABULARY = """model data training synthetic signal noise archive mirror static page answer proof puzzle edge case tail
drift loop sample token reader note field river stone light cloud garden letter paper bridge window table"""
WORDS = VOCABULARY.split()
HEAD = """<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A large blog</title><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>http://blog.example</wp:base_site_url>"""
ITEM = """<item><title>Note {n} about {word}</title><link>http://blog.example/{day:%Y/%m/%d}/note-{n}/</link>
<dc:creator>ada</dc:creator><content:encoded>{text}</content:encoded><wp:post_id>{n}</wp:post_id>
<wp:post_name>note-{n}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:post_date>{day} 10:00:00</wp:post_date><wp:post_date_gmt>{day} 10:00:00</wp:post_date_gmt>
<category domain="category" nicename="{word}">{word}</category>
<category domain="post_tag" nicename="{tag}">{tag}</category>
{comments}</item>"""
COMMENT = """<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>Reader {k}</wp:comment_author>
<wp:comment_date>{day} 11:0{k}:00</wp:comment_date><wp:comment_content>Comment {k} on {n}.</wp:comment_content>
<wp:comment_parent>0</wp:comment_parent><wp:comment_approved>1</wp:comment_approved></wp:comment>"""


class Cost(NamedTuple):
    """Processor seconds of a command, and its largest memory in MiB."""

    seconds: float
    memory: float


def export(path: Path, count: int) -> None:
    """Write an export of so many posts, with half as many comments again."""
    drawn = random.Random(42)  # noqa: S311 - words to fill pages with

    def paragraph(part: int) -> str:
        words = " ".join(drawn.choice(WORDS) for _ in range(60))
        link = f'<a href="http://blog.example/?p={drawn.randint(1, 60)}">see</a>'
        heading = f"<!-- wp:heading --><h2>Part {part}</h2><!-- /wp:heading -->\n\n" if part % 5 == 3 else ""
        text = f"<p>{words.capitalize()}. {link} <strong>bold</strong> <code>x_{part}</code>.</p>"
        return f"{heading}<!-- wp:paragraph -->{text}<!-- /wp:paragraph -->\n\n"

    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for n in range(1, count + 1):
            day = date(2010, 1, 1) + timedelta(days=n)
            said = "".join(COMMENT.format(number=4 * n + k, k=k, n=n, day=day) for k in range(n % 4))
            text = escape("".join(map(paragraph, range(12))))
            word, tag = WORDS[n % len(WORDS)], WORDS[n % 11]
            file.write(ITEM.format(n=n, word=word, tag=tag, day=day, text=text, comments=said))
        file.write("</channel></rss>")


def press(folder: Path, *words: str) -> Cost:
    """Run a command in a project; it may not fail."""
    process = subprocess.Popen([sys.executable, "-m", "press", *words], cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"press {' '.join(words)}: exit {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / MEBIBYTE)


def measure(folder: Path, count: int) -> dict[str, Cost]:
    """What each command costs on a blog of so many posts."""
    mirrored.new(folder, "content/2010/01/02/note-1/index.md")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace(", About: about/index.md", ""), encoding="utf-8")
    export(folder / "export.xml", count)
    commands = {
        "import": ["import", "wordpress", "export.xml", "--to", "content"],
        "import again": ["import", "wordpress", "export.xml", "--to", "content"],
        "build": ["build"],
        "check": ["check"],
    }
    return {name: press(folder, *words) for name, words in commands.items()}


def material(folder: Path) -> float:
    """Processor seconds of Material alone on the Markdown that `press build` makes of the blog."""
    staged = folder / "staged"
    staged.mkdir()
    return mkdocs(stage(project.find(folder), staged, ("material",), NAVIGATION)["material"])


def main() -> int:
    """Print a line for each size, and one of ratios; exit 1 where the build of the largest takes too long."""
    ratio = 0.0
    costs: dict[int, dict[str, Cost]] = {}
    with tempfile.TemporaryDirectory() as place:
        for count in SIZES:
            folder = Path(place).resolve() / str(count)
            folder.mkdir()
            costs[count] = measure(folder, count)
            said = (f"{name} {cost.seconds:.1f} s, {cost.memory:.0f} MiB" for name, cost in costs[count].items())
            print(f"{count} posts: {'; '.join(said)}", flush=True)
            ratio = costs[count]["build"].seconds / material(folder)
            print(f"{count} posts: the build is {ratio:.2f} times Material alone (at most {MOST} of {SIZES[-1]})")
    few, *_, many = SIZES
    ratios = (
        f"{name} {cost.seconds / many / (costs[few][name].seconds / few):.2f}" for name, cost in costs[many].items()
    )
    print(f"a post of {many} over a post of {few}: {', '.join(ratios)} times")
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())
