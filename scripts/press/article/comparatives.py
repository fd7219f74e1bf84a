"""Words that say which of two numbers is the larger, and which way each of them points.

A comparison behind such a word reads as the word does, from left to right: `more<!-- one.number > other.number -->`.
"""

from __future__ import annotations

import re

NEAR = 60
MORE = (
    "more|greater|larger|higher|bigger|longer|wider|taller|heavier|faster|above|exceeds?|exceeded|exceeding|outnumbers?"
    "|outnumbered|most|majority"
)
LESS = "less|fewer|smaller|lower|shorter|narrower|lighter|slower|below|minority"
RISES = (
    "rises?|rose|rising|grows?|grew|grown|growing|climbs?|climbed|climbing|increases?|increased|increasing|soars?|soared"
    "|jumps?|jumped|surges?|surged|widens?|widened|swells?|swelled|gains?|gained|risen|raise[sd]"
    "|expands?|expanded|boosted|(?:go|goes|went|going|comes?|came|shoots?|shot) up"
)
FALLS = (
    "falls?|fell|fallen|falling|drops?|dropped|dropping|declines?|declined|declining|shrinks?|shrank|shrunk|shrinking"
    "|sinks?|sank|sinking|decreases?|decreased|decreasing|plummets?|plummeted|plunges?|plunged|slides?|slid|dips?|dipped"
    "|narrows?|narrowed|dwindles?|dwindled|decays?|decayed|tumbles?|tumbled|lowers|lowered|reduces?|reduced"
    "|(?:go|goes|went|going|comes?|came) down|loses?|lost"
)
NOT = (
    r"(?:not(?![ \n*_]+(?:only|just|merely|simply)\b)|no|never|hardly|scarcely|barely|rarely|seldom|neither|nor"
    r"|without|\w+n['\u2019]t|cannot|nobody|no one|nothing|none|nowhere|anything but|far from|less than|yet to"
    r"|den(?:y|ies|ied)|no part of (?:it|this|that)"
    r"|(?:fail|cease)(?:s|d|ed)? to|false|untrue|unlikely|doubtful|wrong|mistaken?|out of the question|except"
    r"|rather than|no \w+(?= (?:is|are|was|were|gets?|becomes?|does|do)\b))"
)
# What may stand between a word that denies and what it denies.
LIGHT = (
    r"(?:any|much|an?|the|so|very|that|this|these|as|it|they|of|one|all|in|at|by|to|end|means|way|longer|be|been|being|even"
    r"|case|anyone|anybody|near"
    r"|yet|far|quite|ever|always|is|are|was|were|would|could|can|get|gets|got|become|becomes|became|turns? out|proven?"
    r"|proves|calls?|called|finds?|say|said|considered|found|seen|seems?|appears?|looks?|going|likely|\w+ly)"
)
BLANK = r"(?:[ \n\u00a0*_,]|&nbsp;|<!--[^<>]*-->)"
DENIED = re.compile(rf"\b{NOT}\b(?:{BLANK}+{LIGHT}\b)*{BLANK}+$", re.IGNORECASE)
DENIED_BEHIND = re.compile(
    rf"[*_]*(?:,? (?:and|but|yet|though) (?:it|this|that|they) (?:is|are|was|were) {NOT}(?=[.;:!?]|$)"
    rf"|,? (?:it|this|that|they|he|she) (?:is|are|was|were|does|do|did|has|have)(?: {NOT}|n['\u2019]t)\b"
    r"|[*_]* (?:is|was|would be) (?:wrong|false|untrue|mistaken|an? (?:error|mistake))\b"
    r"|\?[*_]* (?:No|Not at all|Hardly|Never)\b"
    r"|[*_]*,? (?:by (?:no means|nothing|nobody|no one|none)|nowhere|no (?:more|longer)|not at all)(?=[.;:!?]|$)"
    r"|[*_]*, (?:not(?=[.;:!?]|$)|which (?:it |that |this )?(?:is|was) (?:not|untrue|false|wrong|mistaken)\b))",
    re.IGNORECASE,
)
UP = re.compile(rf"(?:{MORE}|{RISES})", re.IGNORECASE)
DOWN = re.compile(rf"(?:{LESS}|{FALLS})", re.IGNORECASE)
SIGN = re.compile("[<>]")
# What is better of two is the larger, but of what one would rather have less of.
BETTER, WORSE = re.compile("better|best", re.IGNORECASE), re.compile("worse|worst", re.IGNORECASE)
UNWANTED = re.compile(
    "error|loss|lost|latency|perplexity|variance|bias|distance|divergence|cost|seconds|time|wrong|fail|miss|damage|harm",
    re.IGNORECASE,
)


def near(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before a stretch of a text, and behind it, near enough to turn round what it says."""
    return text[max(0, start - NEAR) : start], text[end : end + NEAR]


def contradicts(word: str, before: str, holds: str, behind: str = "") -> bool:
    """Whether a word that compares points the other way than the comparison behind it, given what stands around."""
    sign = SIGN.search(holds)
    up = _points_up(word, holds)
    if not sign or up is None:
        return False
    return (up != is_denied(before, behind)) != (sign[0] == ">")


def is_denied(before: str, behind: str = "") -> bool:
    """Whether what is said between two texts is denied by them."""
    return bool(DENIED.search(before) or DENIED_BEHIND.match(behind))


def _points_up(word: str, holds: str) -> bool | None:
    """Whether a word says that what is compared first is the larger; None where it does not say."""
    if UP.fullmatch(word) or DOWN.fullmatch(word):
        return bool(UP.fullmatch(word))
    if BETTER.fullmatch(word) or WORSE.fullmatch(word):
        return bool(BETTER.fullmatch(word)) != bool(UNWANTED.search(SIGN.split(holds)[0]))
    return None
