"""What leaves and where to: only checked bytes, only the site's own files, and settings that are read strictly."""

from __future__ import annotations

import contextlib
import http.server
import os
import subprocess
import time
from collections import Counter
from types import SimpleNamespace

import pytest

from outside import press
from press import publish
from press.core import project as projects
from press.core.errors import PressError
from press.publish import _verify
from press.publish._release import Release
from press.site import stamp
from servers import running, started


def test_only_bytes_that_a_check_passed_leave(small, tmp_path):
    """A site that was changed, built anew, or whose sources changed since the check is refused, with the reason."""
    to = f"directory:{tmp_path}/www"
    small.numbered(1)
    page = small.project.site / "index.html"
    page.write_text("by hand")
    with pytest.raises(PressError, match="bytes are not those that press check passed"):
        small.publish(to)
    (small.project.content / "index.md").write_text("# Two\n")
    with pytest.raises(PressError, match="sources have changed"):
        small.publish(to)
    stamp.record(small.project, stamp.state(small.project, ["sources"]))
    with pytest.raises(PressError, match="not built from the sources"):
        small.publish(to)
    assert not (tmp_path / "www").exists()


@pytest.mark.slow
def test_a_check_with_findings_records_nothing(project, tmp_path):
    """`press check` that finds something, or that reads only the sources, does not let the site leave."""
    to = ("publish", "--to", f"directory:{tmp_path}/www")
    assert press(project, "build").returncode == 0
    assert press(project, "check", "--sources").returncode == 0
    assert press(project, *to).returncode == 2
    page = project / "site/index.html"
    whole = page.read_bytes()
    page.write_bytes(whole + b'<a href="nowhere/">x</a>')
    assert press(project, "check").returncode == 1
    refused = press(project, *to)
    assert refused.returncode == 2
    assert "press build && press check" in refused.stderr
    page.write_bytes(whole)
    assert press(project, "check").returncode == 0
    done = press(project, *to)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "www/current/index.html").read_bytes() == whole
    assert "nothing was done" in press(project, *to).stdout
    assert "no difference" in press(project, *to, "--dry-run").stdout
    listed = press(project, *to, "--list").stdout
    assert "live" in listed
    assert "1 release" in listed


@pytest.mark.parametrize("odd", ["link", "folder link", "pipe", "hidden", "control", "backslash"])
def test_nothing_but_the_sites_own_files_leaves(small, odd):
    """A link, a pipe, a hidden file or a name with a control character in the site is refused, not followed."""
    small.numbered(1)
    site = small.project.site
    if odd == "link":
        (site / "passwd.txt").symlink_to("/etc/passwd")
    elif odd == "folder link":
        (site / "etc").symlink_to("/etc")
    elif odd == "pipe":
        os.mkfifo(site / "pipe")
    elif odd == "hidden":
        (site / ".env").write_text("SECRET=hush")
    else:
        (site / {"control": "a\nb.html", "backslash": "a\\b.html"}[odd]).write_text("x")
    with pytest.raises(PressError, match=r"not published|rename it"):
        small.check()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"kind": "pigeon", "where": "x"}, "there are directory, git, rclone"),
        ({"kind": "directory"}, "needs the setting where"),
        ({"kind": "directory", "where": "x", "keeep": 3}, "no setting 'keeep'; there are kind, url, where, keep"),
        ({"kind": "directory", "where": "x", "keep": "three"}, "should be a number"),
        ({"kind": "directory", "where": "x", "keep": 0}, "should be a number"),
        ({"kind": "directory", "where": "x", "url": 3}, "should be a text"),
        ({"kind": "git", "where": "https://ada:hush@example.org/x.git"}, "holds a password"),
        ({"kind": "git", "where": "https://ghp_hush@example.org/x.git"}, "holds a password"),
        ({"kind": "rclone", "where": ":s3,secret_access_key=hush:bucket"}, "holds a password"),
        ({"kind": "git", "where": "--upload-pack=hush"}, "begins with a dash"),
    ],
)
def test_settings_are_read_strictly(small, settings, said):
    """An unknown kind or key is answered with those that there are, a wrong value with what it should be, no secret."""
    small.target(**settings)
    with pytest.raises(PressError) as error:
        publish.host(projects.find(small.project.root), None, None)
    assert said in str(error.value)
    assert "[tool.press.publish.live]" in str(error.value)
    assert "hush" not in str(error.value)


def test_messages_name_the_file_that_has_the_settings(small):
    """Where the settings are press.toml, that is the file to look into, and its tables have no long names."""
    root = small.project.root
    (root / "pyproject.toml").rename(root / "press.toml")

    def said(text: str) -> str:
        (root / "press.toml").write_text(f"experiments = 'toy.experiments'\narticle = 'content/index.md'\n{text}")
        with pytest.raises(PressError) as error:
            publish.host(projects.find(root), None, None)
        return str(error.value)

    assert said("[publish.live]\nkind = 'pigeon'").startswith("press.toml: [publish.live]: 'pigeon' is no kind")
    assert "a target of press.toml (none yet" in said("")
    assert "press.toml: [publish.NAME]" in said("[publish]\nlive = 3")


def test_a_target_is_found_by_its_name(small, tmp_path):
    """The only target needs no name; an unknown name is answered with those that there are; `--to` needs none."""
    with pytest.raises(PressError, match="none yet"):
        small.host()
    small.target(kind="directory", where=str(tmp_path), keep=2)
    assert small.host().keep == 2
    assert publish.host(small.project, "live", None) == small.host()
    with pytest.raises(PressError, match="there are: live"):
        publish.host(small.project, "alive", None)
    with pytest.raises(PressError, match="directory, git, rclone"):
        small.host("pigeon:home")
    for odd in ("ssh://-oProxyCommand=true/www", "ftp://example.org/www"):
        with pytest.raises(PressError, match="is no folder"):
            small.host(f"directory:{odd}").live()


def test_a_full_disk_leaves_the_live_site(small, tmp_path):
    """Where a release does not fit, it is said, the live one stays, and after room was made the next one arrives."""
    folder = tmp_path / "disk"
    folder.mkdir()
    to = f"directory:{folder}/www"
    with small_disk(folder) as make_room:
        first = small.numbered(1)
        small.publish(to)
        small.site({"index.html": "two", "sitemap.xml": "", "picture.png": os.urandom(900_000)})
        with pytest.raises(PressError, match=r"No space left|too large"):
            small.publish(to)
        assert (folder / "www/current").resolve().name == first
        make_room()
        small.publish(to)
        assert (folder / "www/current/index.html").read_text() == "two"


@contextlib.contextmanager
def small_disk(folder):
    """A disk of its own where root may mount one, else a limit to the size of files; yields what makes room."""
    import resource

    if os.geteuid() == 0:
        mount = ["mount", "-t", "tmpfs", "-o"]
        subprocess.run([*mount, "size=600k", "tmpfs", folder], check=True)
        try:
            yield lambda: subprocess.run([*mount, "remount,size=8m", "tmpfs", folder], check=True)
        finally:
            subprocess.run(["umount", folder], check=True)
    else:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, before[1]))
        try:
            yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


class Meddling(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, but puts something into one page, answers another with an error, and leads one on."""

    def do_GET(self):
        """Answer."""
        if self.path == "/0/":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"an advertisement")
        elif self.path == "/1/":
            self.send_error(503)
        elif self.path in {"/2/", "/old/"}:
            self.send_response(301)
            self.send_header("Location", "/")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *words):
        """Keep quiet."""


@pytest.mark.server
def test_live_bytes_are_compared_page_by_page(small, tmp_path):
    """After a publish the live files are fetched; each that differs is named, and the verdict is no."""
    import functools

    (small.project.content / "index.md").write_text("---\nwordpress: {permalink: /old/}\n---\n# One\n")
    small.numbered(1)
    (small.project.site / "old").mkdir()
    (small.project.site / "old/index.html").write_text("moved")
    small.check()
    to = f"directory:{tmp_path}/www"
    small.publish(to)
    release, where, said = small.host(to).live(), small.host(to), []
    handler = functools.partial(Meddling, directory=f"{tmp_path}/www/current")
    with started(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)) as url:
        assert not publish.verify(small.project, release, url, where, said.append)
    assert [line for line in said if "/0/: 16 bytes that are not those published" in line]
    assert [line for line in said if "/1/: answered 503" in line]
    assert [line for line in said if "/2/: answered 301" in line]
    assert not [line for line in said if "/old/" in line]
    assert said[-1].startswith("3 of 8 files differ")
    assert not publish.verify(small.project, release, url, where, said.append)
    assert "not reached" in said[-2]
    assert said[-1].startswith("none of 8 files is live")
    with pytest.raises(PressError, match="not an address"):
        publish.address(where, "ftp://example.org")


def test_a_host_that_takes_its_time_is_asked_until_it_is_right(monkeypatch):
    """What is not live yet is asked for again, and said again only when it has become less."""
    wrong = iter([{"a", "b"}, {"a", "b"}, {"a", "b"}, {"a"}, {"a"}, set()])
    now, asked = {"wrong": next(wrong)}, []

    def problem(_base, name, *_):
        asked.append(name)
        return "answered 404" if name in now["wrong"] else ""

    monkeypatch.setattr(_verify, "_problem", problem)
    # The module's own clock: threads of servers that other tests began sleep, too.
    clock = SimpleNamespace(monotonic=time.monotonic, sleep=lambda _: now.update(wrong=next(wrong)))
    monkeypatch.setattr(_verify, "time", clock)
    release, said = Release("0" * 16, "", "2026-01-01T00:00:00", dict.fromkeys("abc", ""), {}), []
    assert _verify.verify(release, "http://example.org", set(), {}, 600.0, said.append)
    assert [line.partition(" not live")[0] for line in said[1:-1]] == ["2 of 3", "1 of 3"]
    assert Counter(asked) == Counter("abc" + "ab" * 3 + "a" * 2)  # threads ask, in whatever order
    assert said[-1] == "3 of 3 files are live at http://example.org/"


@pytest.mark.server
def test_verify_and_rollback_from_the_command_line(small, tmp_path):
    """`--verify` ends with 0 where the live bytes are right and 1 where not; `--rollback` takes a digest or none."""
    import sys

    from servers import free_port

    port, folder = free_port(), tmp_path / "www"
    to = ("publish", "--to", f"directory:{folder}")
    first = small.numbered(1)
    assert press(small.project.root, *to).returncode == 0
    second = small.numbered(2)
    assert press(small.project.root, *to).returncode == 0
    for served, code, said in ((second, 0, "are live"), (first, 1, "files differ")):
        server = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "-d", f"{folder}/releases/{served}"]
        with running([*server, str(port)], port, tmp_path / "log"):
            done = press(small.project.root, *to, "--verify", f"http://127.0.0.1:{port}/")
        assert done.returncode == code, done.stdout + done.stderr
        assert said in done.stdout
    assert press(small.project.root, *to, "--rollback").returncode == 0
    assert (folder / "current").resolve().name == first
    assert press(small.project.root, *to, "--rollback", second[:5]).returncode == 0
    assert (folder / "current").resolve().name == second
    assert press(small.project.root, *to, "--rollback", "zzz").returncode == 2
    assert press(small.project.root, *to, "--rollback", "--list").returncode == 2
