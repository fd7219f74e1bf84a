"""Who made what, when, under which licence: said once, in `CITATION.cff`, and told in the words of each archive."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import yaml

from press.core import bounded, settings
from press.core.errors import PressError
from press.core.history import day, git
from press.core.project import Project

FILE = "CITATION.cff"
NEEDED = ("title", "authors")
SOFTWARE = "software"


class About(NamedTuple):
    """The keys of `CITATION.cff`, and whether its author wrote it."""

    said: dict[str, Any]
    written: bool

    @property
    def title(self) -> str:
        """What it is called."""
        return " ".join(str(self.said["title"]).split())

    @property
    def description(self) -> str:
        """What it is; its title where nothing more is said."""
        return " ".join(str(self.said.get("abstract") or self.title).split())

    @property
    def people(self) -> list[dict[str, str]]:
        """The authors: `name`, and where they have them `given`, `family`, `orcid` and `affiliation`."""
        return [_person(each) for each in self.said["authors"]]

    @property
    def licence(self) -> str:
        """The identifier of the licence, as SPDX has it; empty where none is said."""
        said = self.said.get("license") or ""
        return str(said[0] if isinstance(said, list) else said)

    @property
    def date(self) -> str:
        """When it was released."""
        return str(self.said.get("date-released") or "")


def read(project: Project) -> About:
    """What the project says of itself; where it has no `CITATION.cff`, what its settings and its history say."""
    path = project.root / FILE
    commit = day(project) or dt.datetime.now(dt.UTC).date().isoformat()
    if not path.is_file():
        names = git(project, "log", "--format=%aN").splitlines()
        authors = [{"name": name} for name in dict.fromkeys(names)] or [{"name": "unknown"}]
        title = settings.texts(project.root)["site_name"] or project.root.name
        message = "Please cite it as below."
        said = {"cff-version": "1.2.0", "message": message, "title": title, "authors": authors, "date-released": commit}
        return About(said, written=False)
    try:
        said = bounded.read(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line, problem = bounded.told(error)
        raise PressError(f"{FILE}:{line + 1}: cannot be read: {problem}") from None
    if not isinstance(said, dict) or not all(said.get(key) for key in NEEDED) or not isinstance(said["authors"], list):
        raise PressError(f"{FILE}: needs {' and '.join(NEEDED)}, the authors as a list")
    return About({"date-released": commit} | said, written=True)


def cff(about: About) -> str:
    """A `CITATION.cff` for a project that has none."""
    return yaml.safe_dump(about.said, sort_keys=False, allow_unicode=True)


def codemeta(about: About) -> dict[str, Any]:
    """The same in CodeMeta's words, which are schema.org's."""
    return _known({
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": about.title,
        "description": about.description,
        "author": [
            _known({
                "@type": "Person" if "family" in each else "Organization",
                "@id": each.get("orcid", ""),
                "name": each["name"],
                "givenName": each.get("given", ""),
                "familyName": each.get("family", ""),
            })
            for each in about.people
        ],
        "license": f"https://spdx.org/licenses/{about.licence}" if about.licence else "",
        "version": str(about.said.get("version") or ""),
        "datePublished": about.date,
        "keywords": about.said.get("keywords") or [],
        "codeRepository": str(about.said.get("repository-code") or ""),
    })  # fmt: skip


def zenodo(about: About) -> dict[str, Any]:
    """The same as Zenodo wants it in `.zenodo.json`."""
    return _known({
        "title": about.title,
        "description": about.description,
        "upload_type": "software" if about.said.get("type", SOFTWARE) == SOFTWARE else "dataset",
        "creators": [
            _known({
                "name": ", ".join(filter(None, (each.get("family"), each.get("given")))) or each["name"],
                "orcid": each.get("orcid", "").rpartition("/")[2],
                "affiliation": each.get("affiliation", ""),
            })
            for each in about.people
        ],
        "license": about.licence.lower(),
        "version": str(about.said.get("version") or ""),
        "publication_date": about.date,
        "keywords": about.said.get("keywords") or [],
        "access_right": "open",
    })  # fmt: skip


def _person(said: Any) -> dict[str, str]:
    found = said if isinstance(said, dict) else {"name": str(said)}
    given, family = str(found.get("given-names") or ""), str(found.get("family-names") or "")
    name = str(found.get("name") or " ".join(filter(None, (given, family))) or found.get("alias") or "unknown")
    parts = {"given": given, "family": family}
    return _known({"name": name, **parts, "orcid": found.get("orcid", ""), "affiliation": found.get("affiliation", "")})


def _known(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in ("", [], None)}
