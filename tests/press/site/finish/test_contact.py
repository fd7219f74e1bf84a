"""An author who gives a contact has a `security.txt`; who gives none has none."""

from __future__ import annotations

import pytest

from press.core import project
from press.core.errors import PressError
from press.site import commit
from press.site.finish import contact

PRESS = "[tool.press]\nexperiments = 'toy'\narticle = 'content/index.md'\n"


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A project with a line of settings, built at a known time; gives back the file, or None."""
    monkeypatch.setenv(commit.EPOCH, "1790000000")

    def make(line: str) -> str | None:
        (tmp_path / "pyproject.toml").write_text(PRESS + line, encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text("site_url: https://a.example.org/b\n", encoding="utf-8")
        (tmp_path / "content").mkdir(exist_ok=True)
        contact.write(project.find(tmp_path), tmp_path / "site")
        file = tmp_path / "site" / contact.PLACE
        return file.read_text(encoding="utf-8") if file.is_file() else None

    return make


def test_the_file_says_what_the_standard_asks(made):
    """Contact and a date less than a year ahead, and where it stands (RFC 9116)."""
    assert made('contact = "mailto:security@example.org"\n') == (
        "Contact: mailto:security@example.org\n"
        "Expires: 2027-09-20T14:13:20Z\n"
        "Canonical: https://a.example.org/b/.well-known/security.txt\n"
    )


def test_without_a_contact_there_is_no_file(made, tmp_path):
    """And one that the author wrote is left alone."""
    assert made("") is None
    own = tmp_path / "content" / contact.PLACE
    own.parent.mkdir(parents=True)
    own.write_text("Contact: mine\n")
    assert made('contact = "mailto:security@example.org"\n') is None


@pytest.mark.parametrize("odd", ['"security@example.org"', '"mailto:a@b.c\\nX: y"', "5", '["mailto:a@b.c"]'])
def test_what_is_no_address_is_refused(made, odd):
    """A bare mail address, a second line, a number: a sentence that says what an address begins with."""
    with pytest.raises(PressError, match="begins with mailto:, https: or tel:"):
        made(f"contact = {odd}\n")
