"""What rclone reaches as a host, here rclone's own S3 server: assets first, pages next, removals last."""

from __future__ import annotations

import os
import subprocess

import pytest

from press.core.errors import PressError
from press.publish import _run

pytestmark = pytest.mark.server


def served(folder) -> dict[str, bytes]:
    """What stands in the bucket, without what publishing keeps for itself."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(".press/")}


def built(small) -> dict[str, bytes]:
    root = small.project.site
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_bucket_holds_the_release_and_goes_back(small, bucket):
    """The bucket holds the built bytes after each publish; going back restores the former; unchanged does nothing."""
    remote, folder = bucket
    to, kept = f"rclone:{remote}", []
    for number in (1, 2, 3):
        digest = small.numbered(number)
        assert f"{digest} is live" in small.publish(to)[-1]
        assert built(small).items() <= served(folder).items()
        kept.append(built(small))
    assert "nothing was done" in small.publish(to)[-1]
    small.rollback(to)
    assert kept[1].items() <= served(folder).items()
    assert small.host(to).releases()[0].digest == digest


def test_former_assets_stay_for_one_release_and_foreign_files_for_ever(small, bucket):
    """A former page's style sheet stays until the next publish, a removed page goes, what we never put there stays."""
    remote, folder = bucket
    to = f"rclone:{remote}"
    (folder / "theirs.html").write_text("not ours")
    small.numbered(1, pages=3)
    small.publish(to)
    small.numbered(2, pages=2)
    small.publish(to)
    assert {"assets/style.00000001.min.css", "theirs.html"} <= served(folder).keys()
    assert "2/index.html" not in served(folder)
    small.numbered(3, pages=2)
    small.publish(to)
    assert "assets/style.00000001.min.css" not in served(folder)
    assert "theirs.html" in served(folder)


@pytest.mark.parametrize("stop", range(1, 9))
def test_a_publish_that_breaks_off_leaves_pages_whole_and_is_healed(small, bucket, monkeypatch, stop):
    """Wherever a publish breaks off, each page there finds the style sheet it names, and the next one completes it."""
    remote, folder = bucket
    to = f"rclone:{remote}"
    small.numbered(1)
    small.publish(to)
    former = built(small)
    small.numbered(2, pages=2)
    calls, run = [], _run.run

    def broken(command, *arguments, **named):
        calls.append(command)
        if len(calls) == stop + 2:
            raise PressError("the line went dead")
        return run(command, *arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr("press.publish.rclone.run", broken)
        with pytest.raises(PressError, match="dead"):
            small.publish(to)
    there = served(folder)
    for name, data in there.items():
        if name.endswith(".html"):
            assert data in {former.get(name), built(small).get(name)}
            assert data.decode().split('href="/')[1].split('"')[0] in there
    small.publish(to)
    assert built(small).items() <= served(folder).items()
    assert "2/index.html" not in served(folder)
    small.rollback(to)
    assert former.items() <= served(folder).items()


def test_what_someone_else_changed_is_healed(small, bucket):
    """A page that someone changed or removed in the bucket is put right, though its size is the same."""
    remote, folder = bucket
    to = f"rclone:{remote}"
    small.numbered(1)
    small.publish(to)
    size = (folder / "index.html").stat().st_size
    subprocess.run(["rclone", "rcat", f"{remote}/index.html"], input=b"x" * size, check=True)
    subprocess.run(["rclone", "deletefile", f"{remote}/0/index.html"], check=True)
    assert served(folder)["index.html"] == b"x" * size
    assert "is live" in small.publish(to)[-1]
    assert built(small).items() <= served(folder).items()


def test_a_damaged_release_is_not_gone_back_to(small, bucket):
    """A former release that was changed on the host is refused."""
    remote, folder = bucket
    to = f"rclone:{remote}"
    digest = small.numbered(1)
    small.publish(to)
    small.numbered(2)
    small.publish(to)
    page = f"{remote}/.press/releases/{digest}/index.html"
    subprocess.run(["rclone", "rcat", page], input=b"defaced", check=True)
    with pytest.raises(PressError, match="damaged"):
        small.rollback(to)
    assert built(small).items() <= served(folder).items()


def test_a_changed_digit_arrives_where_the_host_knows_no_hashes(small, tmp_path, monkeypatch):
    """Over WebDAV, where only sizes can be compared, a page of the same size arrives all the same."""
    from servers import free_port, program, running

    folder, port = tmp_path / "dav", free_port()
    folder.mkdir()
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    monkeypatch.setenv("RCLONE_CONFIG_DAV_TYPE", "webdav")
    monkeypatch.setenv("RCLONE_CONFIG_DAV_URL", f"http://127.0.0.1:{port}")
    command = [program("rclone"), "serve", "webdav", "--addr", f"127.0.0.1:{port}", str(folder)]
    with running(command, port, tmp_path / "dav.log"):
        for number in (1, 2):
            small.numbered(number)
            small.publish("rclone:dav:www")
            assert built(small).items() <= served(folder / "www").items()
        small.rollback("rclone:dav:www")
        assert served(folder / "www")["index.html"].startswith(b"<!doctype html><title>1<")


def test_a_refused_key_and_a_remote_that_is_not_there_are_said(small, bucket, monkeypatch):
    """A wrong key, a silent host and a remote without settings are said with what to do, and no secret."""
    small.numbered(1)
    monkeypatch.setenv("RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY", "hush")
    with pytest.raises(PressError, match="refused the key") as refused:
        small.publish("rclone:store:site")
    assert "hush" not in str(refused.value)
    monkeypatch.setenv("RCLONE_CONFIG_STORE_ENDPOINT", "http://127.0.0.1:1")
    with pytest.raises(PressError, match="does not answer"):
        small.publish("rclone:store:site")
    with pytest.raises(PressError, match="rclone config"):
        small.publish("rclone:nobody:site")


def test_a_file_that_did_not_arrive_is_not_called_live(small, bucket, monkeypatch):
    """What stands there is looked at after an upload, so that a file which was passed over in silence is missed."""
    remote, folder = bucket
    to = f"rclone:{remote}"
    small.numbered(1)
    small.publish(to)
    small.numbered(2)
    run = _run.run

    def forgetful(command, stdin=b"", **named):
        return run(command, stdin.replace(b"0/index.html\n", b"nowhere.html\n"), **named)

    with monkeypatch.context() as patch:
        patch.setattr("press.publish.rclone.run", forgetful)
        with pytest.raises(PressError, match=r"0/index.html: did not arrive whole, one of 1 files"):
            small.publish(to)
    assert small.host(to).live() is None
    small.publish(to)
    assert built(small).items() <= served(folder).items()


def test_who_publishes_there_already_is_told_and_left_alone(small, bucket):
    """Of two machines the second says who is at work; one that died an hour ago is passed over."""
    from datetime import UTC, datetime, timedelta

    remote, folder = bucket
    to, claim = f"rclone:{remote}", folder / ".press/claims/other.txt"
    small.numbered(1)
    for age, refused in ((timedelta(minutes=5), True), (timedelta(hours=2), False)):
        since = (datetime.now(UTC) - age).isoformat(timespec="seconds")
        words = ["rclone", "rcat", f"{remote}/.press/claims/other.txt"]
        subprocess.run(words, input=f"other\x1b[2J:/srv\n{since}\n".encode(), check=True)
        if refused:
            with pytest.raises(PressError, match=r"other\\x1b\[2J:/srv is publishing there since .* site is as it was"):
                small.publish(to)
            assert served(folder) == {}
        else:
            small.publish(to)
            assert built(small).items() <= served(folder).items()
    assert [path.name for path in claim.parent.iterdir()] == ["other.txt"]
    small.numbered(2)
    mine = subprocess.run(["rclone", "lsf", f"{remote}/.press/claims"], capture_output=True, text=True, check=True)
    assert mine.stdout.split() == ["other.txt"]


def test_a_host_without_hashes_is_asked_for_the_bytes(small, tmp_path, monkeypatch):
    """Where a host knows no hashes, what was brought is read again and compared."""
    monkeypatch.setenv("RCLONE_CONFIG_PLAIN_TYPE", "crypt")
    monkeypatch.setenv("RCLONE_CONFIG_PLAIN_REMOTE", str(tmp_path / "www"))
    obscure = ["rclone", "obscure", "a word"]
    word = subprocess.run(obscure, capture_output=True, text=True, check=True).stdout.strip()
    monkeypatch.setenv("RCLONE_CONFIG_PLAIN_PASSWORD", word)
    monkeypatch.setenv("RCLONE_CONFIG_PLAIN_FILENAME_ENCRYPTION", "off")
    asked, run = [], _run.run

    def watched(command, *arguments, **named):
        asked.append(command[2])
        return run(command, *arguments, **named)

    small.numbered(1)
    with monkeypatch.context() as patch:
        patch.setattr("press.publish.rclone.run", watched)
        small.publish("rclone:plain:")
    assert "check" in asked
    assert small.host("rclone:plain:").live() is not None


@pytest.mark.parametrize(
    ("where", "inside"),
    [
        (':s3,provider=Other,endpoint="{end}",force_path_style=true:site/sub folder', "s3/site/sub folder"),
        ("store,description='a:b':site/", "s3/site"),
        ("www/here", "small/www/here"),
        ("~/w w", "home/w w"),
    ],
)
def test_a_place_is_written_as_rclone_writes_it(small, bucket, tmp_path, monkeypatch, where, inside):  # noqa: PLR0917
    """A kind with its settings in the address, commas, quotes and blanks; a folder is the project's, `~` one's home."""
    for name, value in (("KEY_ID", "key"), ("KEY", "word")):
        monkeypatch.setenv(f"RCLONE_S3_{'ACCESS' if name == 'KEY_ID' else 'SECRET_ACCESS'}_{name}", value)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "home")
    to = f"rclone:{where.format(end=os.environ['RCLONE_CONFIG_STORE_ENDPOINT'], folder=tmp_path)}"
    small.numbered(1)
    small.publish(to)
    assert "nothing was done" in small.publish(to)[-1]
    assert built(small).items() <= served(tmp_path / inside).items()


def test_a_home_on_another_host_is_written_without_its_sign(small, bucket):
    """Rclone would make a folder named `~` there; nothing is made, and the sentence says how to write it."""
    remote, folder = bucket
    small.numbered(1)
    with pytest.raises(PressError, match="write what stands below the home without it"):
        small.publish(f"rclone:{remote.partition(':')[0]}:~/www")
    assert served(folder) == {}
