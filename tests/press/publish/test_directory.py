"""A folder as a host: whole releases, a switched link, and only checked bytes."""

from __future__ import annotations

import pytest

from outside import press
from press import project as projects
from press import publish
from press.errors import PressError
from press.publish import directory


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("one")
    return folder


def test_a_release_is_served_whole_and_the_last_ones_are_kept(site, tmp_path):
    """After each publish `current` is the new release, an unchanged one does nothing, and three releases are kept."""
    host = tmp_path / "host"
    for text in ("one", "two", "three", "four"):
        (site / "index.html").write_text(text)
        assert "is now" in directory.publish(site, publish.digest(site), str(host))
        assert (host / "current/index.html").read_text() == text
    assert "already" in directory.publish(site, publish.digest(site), str(host))
    assert len(list((host / "releases").iterdir())) == directory.KEPT


def test_a_release_can_be_taken_back(site, tmp_path):
    """Publishing earlier bytes again switches back to their release without copying it."""
    host = tmp_path / "host"
    directory.publish(site, publish.digest(site), str(host))
    first = (host / "current").resolve()
    (site / "index.html").write_text("two")
    directory.publish(site, publish.digest(site), str(host))
    (site / "index.html").write_text("one")
    directory.publish(site, publish.digest(site), str(host))
    assert (host / "current").resolve() == first


def test_a_link_in_the_site_is_refused(site):
    """A symbolic link is not followed out of the site."""
    (site / "out").symlink_to("/etc")
    with pytest.raises(PressError, match="outside the site"):
        publish.digest(site)


def test_only_a_checked_site_is_published(project, tmp_path):
    """A site that is not built, or whose sources have changed since, is refused; a checked one is published whole."""
    target = f"directory:{tmp_path / 'host'}"
    assert press(project, "publish", target).returncode == 2
    assert press(project, "build").returncode == 0
    done = press(project, "publish", target)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "host/current/index.html").read_bytes() == (project / "site/index.html").read_bytes()
    page = project / "content/method.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    refused = press(project, "publish", target)
    assert refused.returncode == 2
    assert "press build" in refused.stderr


def test_an_unknown_kind_lists_the_kinds(project):
    """A host that is not there is answered with those that are."""
    with pytest.raises(PressError, match="directory"):
        publish.publish(projects.find(project), "carrier-pigeon:home")
