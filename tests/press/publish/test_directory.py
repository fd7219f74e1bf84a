"""A folder as a host, here and over ssh: whole releases, a switched link, the former release to go back to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press.core.errors import PressError

KEPT = 5


def served(folder: Path, *, compressed: bool = False) -> dict[str, bytes]:
    """What a web server would serve."""
    root = folder / "current"
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return files if compressed else {name: data for name, data in files.items() if not name.endswith((".gz", ".br"))}


def built(small) -> dict[str, bytes]:
    """The bytes of the built site."""
    root = small.project.site
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(params=["here", pytest.param("ssh", marks=pytest.mark.server)])
def place(request, tmp_path):
    """A folder, and how `--to` names it: on this machine, or on one that is reached by ssh."""
    folder = tmp_path / "www of mine"
    if request.param == "here":
        return folder, f"directory:{folder}"
    remote = request.getfixturevalue("remote")
    return folder, f"directory:ssh://{remote.address}:{remote.port}{folder}"


@pytest.fixture
def here(tmp_path):
    """A folder on this machine, for what does not depend on how it is reached."""
    return tmp_path / "www", f"directory:{tmp_path}/www"


@pytest.mark.slow
def test_a_release_is_served_whole_and_the_last_ones_are_kept(small, place):
    """After each publish the served bytes are the built ones; the last ones stay; unchanged does nothing."""
    folder, to = place
    for number in range(KEPT + 2):
        digest = small.numbered(number)
        assert f"{digest} is live" in small.publish(to)[-1]
        assert built(small).items() <= served(folder).items()
        assert (folder / "current").resolve().name == digest
    before = {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}
    assert "nothing was done" in small.publish(to)[-1]
    assert {path: path.lstat().st_mtime_ns for path in folder.rglob("*")} == before
    assert len(small.host(to).releases()) == KEPT
    assert len([path for path in (folder / "releases").iterdir() if path.is_dir()]) == KEPT


@pytest.mark.slow
def test_going_back_restores_the_former_bytes(small, place):
    """`--rollback` serves the former release's bytes, again the one before; a digest names any that is kept."""
    folder, to = place
    digests, bytes_ = [], []
    for number in range(3):
        digests.append(small.numbered(number))
        bytes_.append(built(small))
        small.publish(to)
    for expected in (1, 0):
        assert digests[expected] in small.rollback(to)[-1]
        assert bytes_[expected].items() <= served(folder).items()
        assert small.host(to).live().digest == digests[expected]
    with pytest.raises(PressError, match="no release before the live one"):
        small.rollback(to)
    small.rollback(to, digests[2][:6])
    assert bytes_[2].items() <= served(folder).items()


def test_former_assets_stay_for_one_release_and_pages_do_not(small, here):
    """A page fetched before the switch finds its style sheet after it; a removed page is gone; so are older assets."""
    folder, to = here
    small.numbered(1, pages=3)
    small.publish(to)
    small.numbered(2, pages=2)
    small.publish(to)
    assert served(folder)["assets/style.00000001.min.css"].startswith(b"/* 1 */")
    assert "2/index.html" not in served(folder)
    small.rollback(to)
    assert served(folder)["assets/style.00000002.min.css"].startswith(b"/* 2 */")
    small.rollback(to, small.host(to).releases()[0].digest)
    small.numbered(3)
    small.publish(to)
    assert "assets/style.00000001.min.css" not in served(folder)
    assert "assets/style.00000002.min.css" in served(folder)


def test_texts_have_compressed_twins(small, here):
    """A text of some length lies there compressed too, and the twins hold the same text."""
    import gzip

    import brotli

    folder, to = here
    small.numbered(7)
    small.publish(to)
    files = served(folder, compressed=True)
    style = "assets/style.00000007.min.css"
    assert gzip.decompress(files[f"{style}.gz"]) == brotli.decompress(files[f"{style}.br"]) == files[style]
    assert "assets/picture.svg.gz" not in files


@pytest.mark.parametrize("damage", ["changed", "deleted", "added", "link"])
def test_what_someone_else_changed_is_healed(small, here, damage):
    """A live release that was changed by hand is made whole by the next publish of the same bytes."""
    folder, to = here
    small.numbered(1)
    small.publish(to)
    small.numbered(2)
    small.publish(to)
    page = folder / "current/index.html"
    if damage == "changed":
        page.write_text("defaced")
    elif damage == "deleted":
        page.unlink()
    elif damage == "link":
        page.unlink()
        page.symlink_to("/etc/passwd")
    else:
        (folder / "releases/.incoming-0123").mkdir()
        (folder / "current").unlink()
    small.publish(to)
    assert built(small).items() <= served(folder).items()
    assert not (folder / "current/index.html").is_symlink()


def test_a_damaged_release_is_not_gone_back_to(small, here):
    """A former release that was changed on the host is refused, and the live one stays."""
    folder, to = here
    former = small.numbered(1)
    small.publish(to)
    live = small.numbered(2)
    small.publish(to)
    (folder / "releases" / former / "index.html").write_text("defaced")
    with pytest.raises(PressError, match="damaged"):
        small.rollback(to)
    assert (folder / "current").resolve().name == live


def test_a_switch_by_someone_else_is_not_undone(small, here, monkeypatch):
    """Where the link was switched while a release was on its way, nothing is switched and it is said."""
    from press.publish import directory

    folder, to = here
    first = small.numbered(1)
    small.publish(to)
    small.numbered(2)
    small.publish(to)
    upload = directory.Host._upload

    def meanwhile(self, *arguments):
        upload(self, *arguments)
        (folder / "current").unlink()
        (folder / "current").symlink_to(f"releases/{first}")

    small.numbered(3)
    with monkeypatch.context() as patch:
        patch.setattr(directory.Host, "_upload", meanwhile)
        with pytest.raises(PressError, match="meanwhile"):
            small.publish(to)
    assert (folder / "current").resolve().name == first


def test_a_folder_that_is_no_link_is_left_alone(small, here):
    """Where `current` is a folder that someone made, nothing is published over it."""
    folder, to = here
    (folder / "current").mkdir(parents=True)
    small.numbered(1)
    with pytest.raises(PressError, match="move it away"):
        small.publish(to)
    assert not (folder / "current").is_symlink()


def test_a_refused_key_and_a_host_that_is_not_there_are_said(small, remote, tmp_path, monkeypatch):
    """A key that the host does not take, and a port where nobody listens, are said with what to do."""
    import subprocess

    small.numbered(1)
    to = f"directory:ssh://{remote.address}:{remote.port}{tmp_path}/www"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "other"], check=True)
    monkeypatch.setenv("RSYNC_RSH", remote.shell.replace(f"{tmp_path}/sshd/user", f"{tmp_path}/other"))
    with pytest.raises(PressError, match="the host refused the key"):
        small.publish(to)
    with pytest.raises(PressError, match="does not answer"):
        small.publish(f"directory:ssh://{remote.address}:1{tmp_path}/www")
    assert not (tmp_path / "www").exists()


def test_what_was_checked_is_not_replaced_by_what_is_made_beside_it(small, here):
    """A compressed twin that the site itself has stays as it was checked, and the live site is the published one."""
    folder, to = here
    checked = {"sitemap.xml": "<a>" + "x" * 3000, "sitemap.xml.gz": b"as it was checked", "a.css": "y" * 3000}
    small.site({"index.html": "1", "a.css.br": b"too", **checked})
    small.publish(to)
    assert built(small).items() <= served(folder, compressed=True).items()
    assert "a.css.gz" in served(folder, compressed=True)
    assert "nothing was done" in small.publish(to)[-1]
    release = small.host(to).live()
    assert {name: release.everything[name] for name in release.files} == release.files


@pytest.mark.parametrize("form", ["{user}@127.0.0.1:~/{path}", "ssh://{user}@127.0.0.1:{port}/~/{path}",
                                  "{user}@127.0.0.1:{path}", "ssh://{user}@[::ffff:127.0.0.1]:{port}{home}/{path}",
                                  "{user}@[::ffff:127.0.0.1]:{home}/{path}"])  # fmt: skip
def test_a_folder_is_where_both_programs_take_it_to_be(small, remote, tmp_path, monkeypatch, form):
    """`~/`, a number between brackets, a port and blanks mean one folder to the shell and to rsync."""
    import pwd  # Windows has none

    user = remote.address.partition("@")[0]
    home = Path(pwd.getpwnam(user).pw_dir)  # as the host sees it, whatever HOME says here
    path = f"press test {tmp_path.parent.name} {tmp_path.name}/w w"
    where = form.format(user=user, port=remote.port, home=home, path=path)
    known = (tmp_path / "sshd/known").read_text()
    key = known.partition(" ")[2]
    (tmp_path / "sshd/known").write_text(f"{known}[::ffff:127.0.0.1]:{remote.port} {key}")
    monkeypatch.setenv("RSYNC_RSH", f"{remote.shell} -p {remote.port}")
    folder = home / path
    try:
        for number in (1, 2):
            small.numbered(number)
            assert "is live" in small.publish(f"directory:{where}")[-1]
            assert built(small).items() <= served(folder).items()
        small.rollback(f"directory:{where}")
        assert f"{folder}/current" in (folder / "nginx.conf").read_text()
        assert not (home / "~").exists()
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)


@pytest.mark.parametrize(
    "where", ["www@[::1:/www", "www@host:", "[]:/www", "www@[x]:/www", "http://a.example/www", "w@h:~other/www"]
)
def test_a_folder_that_no_program_would_find_is_refused(small, where):
    """What reads like a host and is none is answered with the forms that there are, and nothing is made."""
    small.numbered(1)
    with pytest.raises(PressError, match=r"is no folder; write FOLDER|write the whole path"):
        small.publish(f"directory:{where}")


@pytest.mark.parametrize("inside", ["", "/site", "/content", "/figures/live"])
def test_the_project_is_no_host(small, inside):
    """Neither it nor a folder that it reads or writes is published to, and nothing is made there."""
    small.numbered(1)
    before = sorted(small.project.root.iterdir())
    with pytest.raises(PressError, match="is part of the project"):
        small.publish(f"directory:{small.project.root}{inside}")
    assert sorted(small.project.root.iterdir()) == before
