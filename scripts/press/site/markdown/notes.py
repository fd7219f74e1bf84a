"""What was found, beside the words of the article: a line for each verdict, and the note that it opens.

The sentence itself is only underlined and numbered; nothing in it can be pressed, so that a reader of the feed, of
paper or of a screen reader gets the author's words and no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from press.article import ledger
from press.article.ledger import Claim
from press.core.results import Results
from press.site import addresses, drawn
from press.site.markdown import markup

SHORTER = {"supported in part": "in part"}


def tally(claims: Sequence[Claim]) -> str:
    """How many claims got each verdict."""
    counts = {verdict: sum(claim.verdict == verdict for claim in claims) for verdict in ledger.ORDER}
    said = ((f"{word}s" if word == "opinion" and count > 1 else SHORTER.get(word, word), word, count)
            for word, count in counts.items() if count)  # fmt: skip
    items = (f'<li data-verdict="{word}"><b>{count}</b> {shown}</li>' for shown, word, count in said)
    return f'<ul class="tally">{"".join(items)}</ul>'


def verdicts(claims: Sequence[tuple[int, Claim]]) -> str:
    """The verdicts on a paragraph: each says its number, its word and its reason, and opens the note."""
    first, last = claims[0][0], claims[-1][0]
    label = f"Verdict {first}" if first == last else f"Verdicts {first} to {last}"
    items = "".join(f"<li>{_verdict(number, claim)}</li>" for number, claim in claims)
    return f'<ul class="verdicts" aria-label="{label}" data-search-exclude>{items}</ul>'


def _verdict(number: int, claim: Claim) -> str:
    word, why = SHORTER.get(claim.verdict, claim.verdict), f": {escape(claim.short)}" if claim.short else ""
    attributes = {"class": "claim-verdict", "data-verdict": claim.verdict,
                  "popovertarget": f"note-{claim.anchor}"}  # fmt: skip
    said = " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())
    inside = f'<span class="ordinal">{number}</span> <b>{word}</b><span class="why">{why}</span>'
    return f'<button type="button" {said}>{inside}</button>'


def note(claim: Claim, number: int, said: str, links: str, pictures: str) -> str:
    """What a verdict opens: the reason, the fair reading, the ways on, and the picture last."""
    name = f"note-{claim.anchor}"
    close = f'class="note-close" type="button" popovertarget="{name}" popovertargetaction="hide" aria-label="Close"'
    short = f'<p class="short">{escape(claim.reason)}</p>' if claim.short else ""
    return (
        f'<aside class="claim-note" popover id="{name}" role="note" aria-labelledby="{name}-title">'
        f'<div class="note-head"><p id="{name}-title"><span class="ordinal">{number}</span> '
        f"{markup.verdict(claim.verdict)}</p><button {close}></button></div>"
        f'<blockquote class="claim-quote"><p>{escape(claim.quote)}</p></blockquote>{short}<p>{said}</p>'
        f'<p class="note-more">{links}</p>{pictures}</aside>'
    )


def links(page: str, claim: Claim, question: str) -> str:
    """The ways from a note: to the evidence, by the question that it answers, to the tests, to the sentence."""
    about = addresses.relative(page, addresses.claim_page(claim.anchor))
    evidence = (
        f'<a href="{addresses.relative(page, claim.page)}">{escape(question)} The evidence</a> ' if question else ""
    )
    copy = f'<button type="button" class="copy-link" data-link="#claim-{claim.anchor}" hidden>Copy link</button>'
    return f'{evidence}<a href="{about}">How the verdict follows</a> {copy}'


def picture(page: str, folder: Path, results: Results) -> str:
    """A figure in the small room of a note, fetched when that is opened."""
    drawing = drawn.picture(page, folder, results, narrow=True)
    return f'<figure class="evidence" data-figure="{results.name}">{drawing}</figure>'


def behind(items: Sequence[str]) -> str:
    """The section behind the article that holds the notes; printed, they stand there as footnotes."""
    title = "Evidence for the marked claims"
    heading = f'<h2 class="print-only">{title}</h2>'
    return f'<section class="claim-notes" data-search-exclude aria-label="{title}">{heading}{"".join(items)}</section>'
