"""Players of films that sites show from elsewhere, and the pages on which the same film is to be had."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from press.html import hosts

WATCH = "https://www.youtube.com/watch?v={}"
PLAYERS = {"youtube.com": WATCH, "youtube-nocookie.com": WATCH, "youtu.be": WATCH, "vimeo.com": "https://vimeo.com/{}"}


def page(url: str) -> str:
    """The page that a player's address stands for: no visitor wants to be sent to a bare player."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.").removeprefix("player.")
    steps = [step for step in parts.path.split("/") if step]
    if host not in PLAYERS or not steps:
        return url
    asked = parse_qs(parts.query)
    named = next((asked[key][0] for key in ("v", "clip_id") if key in asked), steps[-1])
    identity = re.split("[&?]", named)[0]  # the first players took their settings so
    return PLAYERS[host].format(identity) if re.fullmatch(r"[\w-]+", identity) else url


def plays(url: str) -> bool:
    """Whether an address is that of a film, of which a page shows no words."""
    return (hosts.host(url) or "").removeprefix("www.").removeprefix("player.") in PLAYERS
