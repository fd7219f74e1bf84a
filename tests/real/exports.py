"""How good the importer is on exports: a table of a folder of them, each made into a site and held to its source.

    python tests/real/exports.py FOLDER [--stand-ins]

Each export becomes a project by `press new blog`, which is built, checked and compared with the export itself. Lost and
added words are those of the built pages; a leak is text, or an address of a person, that only what was not public has.
The export is read here by lxml from the raw file, and not by the importer. With `--stand-ins` a small picture stands
for each file that the export names, since an export has none.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from press.core import project
from press.wordpress import proof
from press.wordpress.source.given import read

PRESS = Path(sys.executable).with_name("press")
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)
ALL_WELL = re.compile(r" *100\.00%|\d|Changed:|Looks otherwise:|Not published:|INFO|$")
FIELD = re.compile(r"<[\w-]+:(status|post_type|post_password)>\s*(?:<!\[CDATA\[)?\s*([^<\]]*?)\s*[<\]]")
COMMENT = re.compile(r"<(?P<prefix>[\w-]+):comment>.*?</(?P=prefix):comment>", re.DOTALL)
SHOWN = 6
PICTURES = re.compile(r".+\.(?:bmp|gif|jpe?g|png|webp)", re.IGNORECASE)
RUN = 8  # words of something that was not public, which public text has only by chance
SUFFIXES = {".xml", ".wxr", ".zip"}
COLUMNS = (
    "entries",
    "pages",
    "words",
    "lost",
    "added",
    "leaks",
    "named",
    "import",
    "build",
    "check",
    "proof",
    "MB",
    "seconds",
)


class Row(NamedTuple):
    """What came of an export; `named` is what the ledger calls lost, and `exits` are those of the four commands."""

    export: str
    entries: int
    pages: tuple[proof.Proof, ...]
    leaks: tuple[str, ...]
    named: int
    exits: tuple[int | None, ...]
    megabytes: float
    seconds: tuple[float, ...]
    said: str

    @property
    def lost(self) -> int:
        """Words that are missing in the built site."""
        return sum(one.lost for one in self.pages)

    @property
    def added(self) -> int:
        """Words that the built site has and the export has not."""
        return sum(one.added for one in self.pages)

    @property
    def faults(self) -> list[str]:
        """What is not right: it is to be built and clean, with every word there or named."""
        pages = len(self.pages)
        wrong = [f"{self.entries} entries and {pages} pages"] if self.entries != pages else []
        wrong += [f"leaks: {leak}" for leak in self.leaks]
        if self.lost or self.added or self.exits[1:3] != (0, 0) or self.exits[0] not in {0, 1}:
            wrong += [line for line in self.said.splitlines() if not ALL_WELL.match(line)]
        return wrong

    def __str__(self) -> str:
        exits = ["-" if code is None else str(code) for code in self.exits]
        seconds = "+".join(f"{each:.0f}" for each in self.seconds)
        words = sum(one.words for one in self.pages)
        cells = [self.entries, len(self.pages), words, self.lost, self.added, len(self.leaks), self.named, *exits]
        return "".join(f"{cell:>8}" for cell in (*cells, f"{self.megabytes:.1f}", seconds)) + f"  {self.export}"


def row(export: Path, folder: Path, media: Path | None = None) -> Row:
    """Make a site of an export in `folder`, and say how good it is."""
    given = [] if media is None else ["--media", str(media)]
    runs = [_run(folder.parent, "new", "blog", str(folder), str(export.resolve()), *given)]
    if (folder / "mkdocs.yml").is_file():
        runs += [_run(folder, verb) for verb in ("build", "check")]
    if (folder / "site").is_dir():
        runs.append(_run(folder, "check", "--original", str(export.resolve())))
    said = "\n".join(text for _, text, _ in runs)
    exits = (*(code for code, _, _ in runs), None, None, None)[:4]
    pages = proof.score(project.find(folder), read([str(export)], None)) if exits[3] is not None else ()
    named = re.search(r"in the ledger (\d+) lost", said)
    return Row(
        export=export.name,
        entries=sum(map(entries, _texts(export))),
        pages=tuple(pages),
        leaks=tuple(leaks(export, folder)),
        named=int(named[1]) if named else 0,
        exits=exits,
        megabytes=sum(file.stat().st_size for file in (folder / "site").rglob("*") if file.is_file()) / 1e6,
        seconds=tuple(seconds for _, _, seconds in runs),
        said=said,
    )


def _run(folder: Path, *arguments: str) -> tuple[int, str, float]:
    start = time.monotonic()
    done = subprocess.run([PRESS, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr, time.monotonic() - start


def leaks(export: Path, folder: Path) -> list[str]:
    """Runs of words, and addresses of people, that only what was not public has, and that are in the project."""
    hidden: list[str] = []
    public: list[str] = []
    people: set[str] = set()
    for tree in _trees(export):
        for item in _all(tree, "item"):
            is_public = _text(item, "status") in {"publish", "inherit", ""} and not _text(item, "post_password")
            comments = _all(item, "comment")
            (public if is_public else hidden).extend(_text(item, name) for name in ("title", "encoded", "link"))
            for comment in comments:
                seen = is_public and _text(comment, "comment_approved") == "1"
                seen &= _text(comment, "comment_type") in {"", "comment", "pingback", "trackback"}
                (public if seen else hidden).append(_text(comment, "comment_content"))
                people |= {_text(comment, "comment_author_email"), _text(comment, "comment_author_IP")}
        people |= {_text(author, "author_email") for author in _all(tree, "author")}
    files = [file for part in ("content", "site") for file in (folder / part).rglob("*") if file.is_file()]
    texts = [
        file.read_text("utf-8", "replace") for file in files if file.suffix in {".md", ".yml", ".html", ".json", ".xml"}
    ]
    shown, known = _words("\n".join(texts)), _words("\n".join(public))
    runs = {run for text in hidden for run in _runs(_words(text))} - _runs(known)
    said = " ".join(texts)
    found = [each for each in people if len(each) > 6 and each in said and each not in " ".join(public)]
    return [*found, *sorted(" ".join(run) for run in runs & _runs(shown))]


def _words(text: str) -> list[str]:
    plain = html.document_fromstring(f"<div>{text}</div>").itertext() if text.strip() else ()
    return re.findall(r"\w+", " ".join(plain).casefold())


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def entries(text: str) -> int:
    """How many posts and pages an export shows to everybody, counted in its text, however broken that is."""
    found = [dict(FIELD.findall(COMMENT.sub("", part))) for part in text.split("<item>")[1:]]
    return sum(
        one.get("status") == "publish"
        and one.get("post_type", "post") in {"post", "page"}
        and not one.get("post_password")
        for one in found
    )


def _texts(export: Path) -> list[str]:
    if export.suffix != ".zip":
        return [export.read_text("utf-8", "replace")]
    with zipfile.ZipFile(export) as archive:
        return [archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if name.endswith(".xml")]


def _trees(export: Path) -> list[etree._Element]:
    parser = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False)
    trees = [etree.fromstring(text[max(0, text.find("<rss")) :].encode(), parser) for text in _texts(export)]
    return [tree for tree in trees if tree is not None]


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return [each for each in element.iter("*") if _local(each) == name]


def _text(element: etree._Element, name: str) -> str:
    return next((each.text or "" for each in element if _local(each) == name), "").strip()


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def stand_ins(export: Path, folder: Path) -> Path:
    """A folder of uploads in which a small picture stands for each file that the export names."""
    for tree in _trees(export):
        for item in _all(tree, "item"):
            attached = [_text(meta, "meta_value") for meta in _all(item, "postmeta")
                        if _text(meta, "meta_key") == "_wp_attached_file"]  # fmt: skip
            address = unquote(urlsplit(_text(item, "attachment_url")).path)
            for name in filter(None, [*attached, address.rpartition("/uploads/")[2].lstrip("/")]):
                file = (folder / name).resolve()
                if file.is_relative_to(folder.resolve()) and len(file.name.encode()) < 255:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(PICTURE if PICTURES.fullmatch(name) else b"something")
    return folder


def main() -> None:
    """Print the table."""
    exports = sorted(file for file in Path(sys.argv[1]).iterdir() if file.suffix in SUFFIXES)
    print("".join(f"{name:>8}" for name in COLUMNS) + "  export")
    rows = []
    for export in exports:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / "uploads").mkdir()
            media = stand_ins(export, folder / "uploads") if "--stand-ins" in sys.argv else None
            rows.append(row(export, folder / "blog", media))
        print(rows[-1], *(fault[:300] for fault in rows[-1].faults[:SHOWN]), sep="\n            ", flush=True)
    whole = sum(not one.faults for one in rows)
    print(f"{len(rows)} exports, {whole} with every word there or named, no leak, built and clean")
    sys.exit(whole < len(rows))


if __name__ == "__main__":
    main()
