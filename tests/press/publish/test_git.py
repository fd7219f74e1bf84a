"""A branch as a host, over file, ssh and http: one commit a release, history kept, what the host put there kept."""

from __future__ import annotations

import os
import subprocess

import pytest

from press import publish
from press.core.errors import PressError
from servers import git_over_http


def git(folder, *words: str) -> str:
    who = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org"]
    return subprocess.run(
        ["git", "-C", folder, *who, *words], capture_output=True, text=True, check=True
    ).stdout.strip()


def files(bare, commit: str = "gh-pages") -> dict[str, bytes]:
    """What stands on the branch."""
    names = git(bare, "ls-tree", "-r", "--name-only", "-z", commit).strip("\0").split("\0")
    show = ["git", "-C", bare, "show"]
    return {name: subprocess.run([*show, f"{commit}:{name}"], capture_output=True, check=True).stdout for name in names}


def built(small) -> dict[str, bytes]:
    root = small.project.site
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def someone_pushes(bare, folder, name: str, text: str, branch: str = "gh-pages") -> None:
    """Another person commits a file to a branch."""
    subprocess.run(["git", "clone", "-q", bare, folder], check=True, capture_output=True)
    there = git(bare, "branch", "--list", branch)
    git(folder, *(["checkout", "-q", branch] if there else ["checkout", "-q", "--orphan", branch]))
    (folder / name).write_text(text)
    git(folder, "add", name)
    git(folder, "commit", "-q", "-m", "By hand")
    git(folder, "push", "-q", "origin", branch)


@pytest.fixture
def bare(tmp_path):
    folder = tmp_path / "host.git"
    subprocess.run(["git", "init", "-q", "--bare", folder], check=True)
    return folder


@pytest.fixture(params=["file", *(pytest.param(name, marks=pytest.mark.server) for name in ("ssh", "http"))])
def to(request, bare, tmp_path, monkeypatch):
    """How `--to` names the repository: as a file, over ssh, or over http, where a helper of git's has the password."""
    if request.param == "file":
        yield f"git:file://{bare}"
    elif request.param == "ssh":
        remote = request.getfixturevalue("remote")
        yield f"git:ssh://{remote.address}:{remote.port}{bare}"
    else:
        settings = {"credential.helper": "!printf 'username=key\\npassword=word\\n' #", "http.postBuffer": "65536"}
        monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(settings)))
        for number, (key, value) in enumerate(settings.items()):
            monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
            monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
        with git_over_http(tmp_path) as address:
            yield f"git:{address}/{bare.name}"


@pytest.mark.slow
def test_a_release_is_one_commit_that_names_its_source(committed, bare, to):
    """Each publish adds one commit with just the site's files, its digest and source; an unchanged site adds none."""
    digests = []
    for number in (1, 2):
        digests.append(committed.numbered(number))
        assert f"{digests[-1]} is live" in committed.publish(to)[-1]
        assert files(bare) == built(committed) | {".nojekyll": b""}
    assert "nothing was done" in committed.publish(to)[-1]
    assert git(bare, "rev-list", "--count", "gh-pages") == "2"
    message = git(bare, "log", "-1", "--format=%B%an", "gh-pages")
    source = git(committed.project.root, "rev-parse", "HEAD")
    assert f"Press-Digest: {digests[1]}" in message
    assert f"Press-Source: {source}" in message
    assert message.endswith("Ada")
    assert [release.digest for release in committed.host(to).releases()] == digests[::-1]


@pytest.mark.slow
def test_going_back_is_a_new_commit_with_the_former_files(committed, bare, to):
    """`--rollback` restores the former bytes exactly, on top of the history; a next one goes further back."""
    kept = []
    for number in (1, 2, 3):
        committed.numbered(number)
        committed.publish(to)
        kept.append(files(bare))
    committed.rollback(to)
    assert files(bare) == kept[1]
    committed.rollback(to)
    assert files(bare) == kept[0]
    assert git(bare, "rev-list", "--count", "gh-pages") == "5"
    assert "is live" in committed.publish(to)[-1]
    assert files(bare) == kept[2]


@pytest.mark.slow
def test_what_the_host_keeps_on_the_branch_stays(committed, bare, tmp_path):
    """`CNAME` and hidden files outlive a publish and a rollback; a page that someone added by hand does not."""
    to = f"git:{bare}"
    committed.numbered(1)
    committed.publish(to)
    someone_pushes(bare, tmp_path / "a", "CNAME", "essays.example.org\n")
    someone_pushes(bare, tmp_path / "b", ".gitlab-ci.yml", "pages: {}\n")
    someone_pushes(bare, tmp_path / "c", "stray.html", "by hand")
    committed.numbered(2)
    committed.publish(to)
    committed.rollback(to)
    there = files(bare)
    assert there["CNAME"] == b"essays.example.org\n"
    assert there[".gitlab-ci.yml"] == b"pages: {}\n"
    assert "stray.html" not in there


@pytest.mark.slow
def test_what_someone_changed_by_hand_is_put_right(committed, bare, tmp_path):
    """The same bytes are published again where someone changed the branch; nothing is lost from its history."""
    to = f"git:{bare}"
    committed.numbered(1)
    committed.publish(to)
    someone_pushes(bare, tmp_path / "a", "index.html", "defaced")
    assert "1 changed" in committed.publish(to)[-1]
    assert files(bare)["index.html"] == built(committed)["index.html"]
    assert git(bare, "rev-list", "--count", "gh-pages") == "3"


@pytest.mark.slow
def test_a_push_by_someone_else_meanwhile_is_not_overwritten(committed, bare, tmp_path, monkeypatch):
    """Where someone pushed while a release was made, nothing is pushed and it is said; the next publish heals."""
    from press.publish import git as kind

    to = f"git:{bare}"
    committed.numbered(1)
    committed.publish(to)
    push = kind.Host._push

    def meanwhile(self, *arguments, **named):
        someone_pushes(bare, tmp_path / "a", "CNAME", "essays.example.org\n")
        push(self, *arguments, **named)

    committed.numbered(2)
    with monkeypatch.context() as patch:
        patch.setattr(kind.Host, "_push", meanwhile)
        with pytest.raises(PressError, match="meanwhile"):
            committed.publish(to)
    assert files(bare)["index.html"].startswith(b"<!doctype html><title>1<")
    committed.publish(to)
    assert files(bare) == built(committed) | {".nojekyll": b"", "CNAME": b"essays.example.org\n"}


def test_a_branch_of_something_else_is_refused(committed, bare, tmp_path):
    """A branch that holds sources and no site is left alone."""
    someone_pushes(bare, tmp_path / "a", "thesis.tex", "mine")
    committed.numbered(1)
    with pytest.raises(PressError, match="something other than a site"):
        committed.publish(f"git:{bare}")
    assert list(files(bare)) == ["thesis.tex"]


def test_the_project_itself_is_left_as_it_was(committed, bare):
    """Publishing touches neither the project's branch, index nor files."""
    root = committed.project.root
    committed.numbered(1)
    before = git(root, "status", "--porcelain=v2", "--branch"), git(root, "for-each-ref", "refs/heads", "refs/remotes")
    committed.publish(f"git:{bare}")
    assert (
        git(root, "status", "--porcelain=v2", "--branch"),
        git(root, "for-each-ref", "refs/heads", "refs/remotes"),
    ) == before


def test_bytes_are_not_converted(committed, bare):
    """Line ends and odd bytes arrive as they are, whatever git is set to convert."""
    git(committed.project.root, "config", "core.autocrlf", "true")
    odd = {"index.html": "a\r\nb\nc\r\n", "figure.bin": bytes(range(256)), "ö ü/ß.txt": "x\r\n", "sitemap.xml": "s"}
    committed.site(odd)
    committed.publish(f"git:{bare}")
    assert files(bare) == built(committed) | {".nojekyll": b""}


def test_without_a_commit_or_a_host_it_says_so(small, committed, tmp_path, remote):
    """A host that is not there and a key that is refused are said with what to do."""
    committed.numbered(1)
    with pytest.raises(PressError, match="does not answer"):
        committed.publish(f"git:ssh://{remote.address}:1/nowhere.git")
    with pytest.raises(PressError, match="as it was"):
        committed.publish(f"git:{tmp_path}/nowhere.git")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["CNAME", ".nojekyll", ".domains", "netlify.toml"])
def test_what_a_hosts_guide_tells_to_add_works_from_the_site(committed, bare, name):
    """A file that hosts want at the root may be the site's own: unchanged does nothing, it is listed, and goes back."""
    to = f"git:{bare}"
    committed.site({"index.html": "1", "sitemap.xml": "", name: "one.example\n"})
    committed.publish(to)
    assert "nothing was done" in committed.publish(to)[-1]
    committed.site({"index.html": "2", "sitemap.xml": "", name: "two.example\n"})
    committed.publish(to)
    assert files(bare)[name] == b"two.example\n"
    said = []
    publish.listing(committed.host(to), said.append)
    assert [line.endswith("  live") for line in said] == [True, False, False]
    committed.rollback(to)
    assert files(bare)[name] == b"one.example\n"
    assert files(bare)["index.html"] == b"1"
    assert committed.host(to).live().digest == committed.host(to).releases()[1].digest


@pytest.mark.slow
def test_a_file_for_the_host_comes_and_goes_with_the_site(committed, bare, tmp_path):
    """What the site had and has no more is gone; what the host put there afterwards stays."""
    to = f"git:{bare}"
    committed.site({"index.html": "1", "sitemap.xml": "", "CNAME": "one.example\n"})
    committed.publish(to)
    committed.numbered(2)
    committed.publish(to)
    assert "CNAME" not in files(bare)
    someone_pushes(bare, tmp_path / "a", "CNAME", "host.example\n")
    assert "nothing was done" in committed.publish(to)[-1]
    committed.numbered(3)
    committed.publish(to)
    assert files(bare)["CNAME"] == b"host.example\n"
    committed.rollback(to)
    assert files(bare)["CNAME"] == b"host.example\n"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["link", "repository", "odd name"])
def test_what_is_no_file_on_the_branch_is_replaced(committed, bare, tmp_path, kind):
    """A link, another repository or a name that is no text, put on the branch by someone, ends no publishing."""
    to = f"git:{bare}"
    committed.numbered(1)
    committed.publish(to)
    folder = tmp_path / "work"
    git(tmp_path, "clone", "-q", "-b", "gh-pages", bare, folder)
    if kind == "link":
        (folder / "stray.html").symlink_to("/etc/passwd")
    elif kind == "odd name":
        (folder / os.fsdecode(b"caf\xe9.html")).write_text("x")
    else:
        head = git(folder, "rev-parse", "HEAD")
        git(folder, "update-index", "--add", "--cacheinfo", f"160000,{head},stray")
    if kind != "repository":
        git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "By hand")
    git(folder, "push", "-q", "origin", "gh-pages")
    assert "1 removed" in committed.publish(to)[-1]
    assert files(bare) == built(committed) | {".nojekyll": b""}
