"""Every page of a site is there as its author's Markdown, and a list leads to all of them."""

from __future__ import annotations

from press.core import project
from press.site.finish import machine

PAGE = "---\ntitle: A [page]\ndescription: What it\n  says.\n---\n\n# A page\n\nIt is 0.34<!-- fit.mean -->.\n"


def test_a_page_is_beside_its_html_with_its_bindings(tmp_path):
    """Without its front matter; a page that the site has not is not listed."""
    (tmp_path / "pyproject.toml").write_text("[tool.press]\n", encoding="utf-8")
    settings = "site_name: Of means\nsite_url: https://a.example.org/b\nsite_description: All\ndocs_dir: content\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for name in ("index.md", "sub/one.md", "draft.md"):
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(PAGE, encoding="utf-8")
    for folder in ("", "sub/one"):
        (tmp_path / "site" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / folder / "index.html").write_text("<p>", encoding="utf-8")
    machine.write(project.find(tmp_path), tmp_path / "site", [])
    assert (tmp_path / "site" / "sub" / "one" / "index.md").read_text(encoding="utf-8") == (
        "# A page\n\nIt is 0.34<!-- fit.mean -->.\n"
    )
    assert (tmp_path / "site" / "llms.txt").read_text(encoding="utf-8") == (
        "# Of means\n\n> All\n\n## Pages\n\n"
        "- [A (page)](https://a.example.org/b/index.md): What it says.\n"
        "- [A (page)](https://a.example.org/b/sub/one/index.md): What it says.\n"
    )
    assert not (tmp_path / "site" / "draft").exists()
