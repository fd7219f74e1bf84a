"""The rules by which Mozilla's HTTP Observatory grades a site, for what a static site without cookies can get.

From its published table of scores (mdn/mdn-http-observatory, read in August 2026): what each test takes off or adds,
where extra points count from 90 on.
"""

from __future__ import annotations

BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
SIX_MONTHS = 15_552_000
GRADES = (
    (100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (45, "C-"),
    (40, "D+"), (30, "D"), (25, "D-"), (0, "F"),
)  # fmt: skip


def policies(*said: str) -> dict[str, set[str]]:
    """The directives of several policies together, as the Observatory takes them: what each allows, joined."""
    found: dict[str, set[str]] = {}
    for policy in said:
        for directive in policy.split(";"):
            name, *sources = directive.split() or [""]
            found.setdefault(name, set()).update(sources)
    return found


def scores(headers: dict[str, str], page: str, moved: tuple[int, str]) -> dict[str, int]:
    """What each test adds; `headers` of a page over TLS, the policy that stands on it, and where plain HTTP leads."""
    policy = policies(headers.get("content-security-policy", ""), page)
    ages = [part.strip()[8:] for part in headers.get("strict-transport-security", "").split(";") if "max-age=" in part]
    to_tls = moved[0] in {301, 302, 307, 308} and moved[1].startswith("https://")
    resources = headers.get("cross-origin-resource-policy", "")
    return {
        "content-security-policy": _policy(policy),
        "redirection": 0 if to_tls else -20,
        "referrer-policy": 5 if headers.get("referrer-policy") in PRIVATE else 0,
        "strict-transport-security": -20 if not ages else 0 if int(ages[0]) >= SIX_MONTHS else -10,
        "x-content-type-options": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": 5 if "frame-ancestors" in headers.get("content-security-policy", "") else -20,
        "cross-origin-resource-policy": 10 if resources in {"same-origin", "same-site"} else 0,
    }


def _policy(policy: dict[str, set[str]]) -> int:
    usual = policy.get("default-src", {"*"})
    script, style, plugin = (policy.get(f"{kind}-src", usual) for kind in ("script", "style", "object"))
    if "default-src" not in policy and "script-src" not in policy:
        return -25
    if script & (BROAD | INLINE) or plugin & BROAD:
        return -20
    if "'unsafe-eval'" in script | style:
        return -10
    if style & (BROAD | INLINE):
        return 0
    return 10 if usual == {"'none'"} else 5


def grade(told: dict[str, int]) -> str:
    """The grade, and extra points only for who has 90 without them."""
    score = 100 + sum(points for points in told.values() if points < 0)
    if score >= 90:
        score += sum(points for points in told.values() if points > 0)
    return next(name for least, name in GRADES if score >= least)
