"""Numbers that name, set or demand something and measure nothing, as the documentation of programs is full of them.

Each pattern asks for the words that make a number what it is, and for nothing behind it that it could count: `returns
503 when` is a status, `returns 503 rows` a count. Where a pattern has a group `n`, the number alone is excused.
"""

from __future__ import annotations

import re
from http import HTTPStatus

CODE = "\1"  # stands for what is code, where classes are sought
NUMBER = r"[-\u2212]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?(?!\d|[.,]\d|e[-+]?\d)"
AND = r"(?:,? (?:and|or|to) |, |/|[-\u2013])"
FEW = "{0,9}"  # what is listed is read so far, so that a long list is not read to its end from each of its numbers
NUMBERS = rf"{NUMBER}(?:{AND}{NUMBER}){FEW}"
SENTENCE = r"(?:[^.!?\n]|\.(?=\S)|\n(?![ \t]*\n))"
OPENS = r"[\"'*_\[(\1]*"
# What stands behind a number that counts nothing: the end of a clause or of a cell, or a word that is no noun.
JOINING = (
    "after|and|are|as|at|because|before|but|by|can|does|for|from|has|have|here|if|in|instead|is|may|means|must|not|on"
    "|or|otherwise|should|since|so|than|that|then|to|unless|until|was|were|when|where|whereas|which|while|will|with|without"
)
CLOSED = (
    rf"(?=[\"'*_)\]]*(?:\Z|[ \t]*[|\0{CODE}:;)\]]|\n[ \t]*(?:\n|\Z)|[.,?!](?!\d)"
    rf"|\s(?:\(|[-\u2013] |(?:{JOINING})\b)))"
)
# What is counted right behind a number that would else be a place, a status or a port: `in row 5 times it fell`.
UNCOUNTED = r"(?! ?(?:times|fold|percent|per cent)\b| (?:people|men|women|children|more|fewer)\b)"
# A comparison, a share or a measured quantity, which no name and no setting has behind it.
COMPARED = (
    r"(?! ?[%\u00b1\u00d7\u00b0]| ?(?:times|fold|x|percent|per|points?|of|dB|people|men|women|children)\b|[-\u2010]fold"
    r"| (?:[\w-]+ ){0,2}(?:more|less|fewer|faster|slower|better|worse|higher|lower|larger|smaller|longer|shorter)\b)"
)
UNMEASURED = rf"(?![\w%]|[.,]\d){COMPARED}"

HTTP = rf"(?:{'|'.join(str(int(each)) for each in HTTPStatus)})"
HTTPS = rf"{HTTP}(?:{AND}[1-5]\d\d){FEW}"
PHRASES = "|".join(f"{int(each)} {each.phrase}" for each in HTTPStatus)
CALLED = r"(?:HTTP|status(?:es)?|response|error|[Cc]odes?)"
ANSWER = r"(?:[Rr]eturn|[Rr]espond|[Rr]eceiv|[Aa]nswer)\w*"
STATUSES = r"(?:[Aa]n?|other than|HTTP|[Ss]tatus(?: codes?)?(?: of| is| between)?|[Cc]odes?)"
STATUS = (
    r"\b[1-5](?:xx|XX)\b|\b[1-5]00[-\u2013][1-5]99\b"
    rf"|\b[Ee]xit(?:s|ed|ing)? (?:with )?(?:(?:status|code) )*\d{{1,3}}\b(?![.,]\d| ?%){UNCOUNTED}"
    rf"|\b{HTTPS}(?=\]?(?:\([^)\s]*\))? {CALLED}\b)"
    rf"|\b(?:{PHRASES})\b"
    # Round ones are counts more often, where only a verb says otherwise.
    rf"|\b(?:{STATUSES} {OPENS}|{ANSWER} (?:with )?(?:an? )?{OPENS}(?![1-5]00)){HTTPS}{CLOSED}"
    rf"|\b[Pp]orts? \(?\d{{2,5}}(?:{AND}\d{{2,5}}){FEW}\b(?![.,]\d| ?%){UNCOUNTED}|\b(?:TCP|UDP)/\d{{1,5}}\b"
    r"|(?<=[\s(]):\d{2,5}\b(?![.,]\d)"
)

# A word that is a name by its letters: `OpenMetrics`, `Remote-Write`; capitals alone may be a measure's, `RMSE 2.1`.
MIXED = r"(?<![\w-])[A-Z][a-z\d]*(?:-?[A-Z][a-z\d]+)+"
CAPITALS = r"(?<![\w-])[A-Z]{2,}"
# With a capital where no sentence begins and nothing says that it is one of its kind: `the Loss`.
# What is compared with others of its kind has a number, and no versions.
OF_MANY = (
    "Section|Table|Figure|Group|Arm|Cohort|Trial|Team|Class|Sample|Panel|Wave|Round|Study|Model|Method|Score|Level"
)
INSIDE = rf"(?<=[a-z,(] )(?<![Tt]he )(?<! a )(?<! an )(?<!its )(?<!our )(?!(?:{OF_MANY})\b)[A-Z][a-z]{{2,}}"
ALONE = r"(?:^\| \**|(?<=\[)|^#+ )[A-Z][\w-]+"
MOVES = "(?:fell|rose|grew|sank|shrank|climbed)"
SMALL = r"(?:[1-9]\.\d{1,2}|[1-9]\d?\.0)"
WHOLE = r"(?= *(?:\||\*\*|\]|\0|:|\n|\Z))"
CHANGED = "(?:[Ii]ntroduc|[Aa]dd|[Rr]emov|[Dd]eprecat|[Dd]ropp|[Cc]hang|[Ff]ix|[Ss]upport|[Rr]eleas)ed (?:in|since|by)"
SINCE = (
    rf"(?:[Ss]ince|[Aa]s of|[Pp]rior to|[Ss]tarting (?:from|with|in)|{CHANGED}"
    r"|(?:[Uu]pgrad|[Mm]igrat|[Ss]witch)\w+ (?:back )?(?:to|from)|[Vv]ersioning"
    r"|[Rr]eleases?|[Bb]ranch(?:es)?|[Ss]pecification)"
)
MOVED = r"(?:[Uu]pgrad|[Dd]owngrad|[Mm]igrat)\w*"
VERSIONED = "(?:version|release|spec|specification|branch|series|draft|format|protocol|syntax)"
VERSION = (
    r"\b\d+(?:\.\d+)*\.[xX]\b|\bv?\d+\.\d+(?:\.\d+)*-?(?:rc|alpha|beta|pre|dev|RC)[-.]?\d*\b"
    rf"|(?:(?:{MIXED}|{INSIDE}) {SMALL}(?! {MOVES}\b)|{ALONE} {SMALL}{WHOLE}|{CAPITALS} [1-9]\d?\.0){UNMEASURED}"
    rf"|\b[Vv]ersions? [1-9]\d*(?:{AND}[1-9]\d*)+{UNMEASURED}{CLOSED}"
    rf"|(?<=\[)v?\d+\.\d+(?=\0)|\b[1-9]\.0(?= [A-Z][a-z]+)|\b\d+\.\d+(?:\.\d+)*(?= {VERSIONED}\b)"
    rf"|\b{SINCE} \[?[1-9]\d*\.\d+{UNMEASURED}{CLOSED}|\b(?:pre|post)-\d+\.\d+\b"
    rf"|\b{MOVED}(?:(?!\d){SENTENCE}){{0,60}}?(?:from|to|of|between)\s(?:[\w-]+ )?"
    rf"[1-9]\d*\.\d+(?: to \d+\.\d+)?{UNMEASURED}"
    r"|\b\d+\.\d+(?= (?:or|and) (?:newer|later|older|earlier)\b)"
)
REQUESTS = r"(?:PRs?|MRs?|GH|[Ii]ssues?|[Pp]ull [Rr]equests?|[Mm]erge [Rr]equests?|[Tt]ickets?|[Bb]ugs?|[Cc]ommit)"
ISSUE = rf"\b{REQUESTS} \[?#?\d{{2,}}(?:{AND}\d{{2,}}){FEW}{UNMEASURED}{CLOSED}"
RANK = r"(?:of|out|place|rank|in|among|from|to|but|most|least|\w+est)"
NTH = r"\d+(?:st|nd|rd|th)"
ORDINAL = (
    rf"\b{NTH}(?=(?: (?:and|or|to) {NTH}){FEW}[\s-](?!{RANK}\b)[A-Za-z])"
    r"|\b0\.\d+(?=[- ]quantile)|(?<=\bquantile )0\.\d+\b|(?<=\bquantiles )0\.\d+\b"
)
MODEL = r"(?:(?<=\b[Aa]n )|(?<=\b[Tt]he )|(?<=\b[Aa] )|(?<=\bon )|(?<=[A-Za-z][A-Z][A-Z] ))[A-Z]{2,5} [1-9]\d{3}"
NAME = (
    rf"\b0[xX][\da-fA-F]+\b{COMPARED}|"
    r"\b[A-Z]\.\d{2,}\b(?![.,]\d)|\bC\+\+\d\d\b|\b\d{1,3}[ -]?[Bb]it\b"
    r"|\b\d{1,2}-(?:digit|dimensional|based|tuple)\b|\b24/7(?:/365)?\b|\b[01]-[A-Z]{3,}\b"
    r"|\b[A-Za-z]+(?:_[A-Za-z]+)*_\d+\b|(?<=_)[a-z]+\d+(?=_)"
    rf"|(?:{MODEL}|{INSIDE} [1-9]|{INSIDE} [1-9]\d(?! (?:are|were|was|have|had)\b)){UNMEASURED}{CLOSED}"
)
# A stretch of time that something looks back on, and what stands before the colon of an item.
PERIOD = (
    r"\b(?:[Ll]ast|past|next|previous|coming) (?P<n>\d+) ?"
    r"(?:ms|s|m|h|d|w|y|(?:second|minute|hour|day|week|month|year|decade)s?)\b"
)
ITEM = r"^[ \t]*(?:[*+-] (?:[A-Za-z]+ )?|[A-Za-z]+ )-?1?\d(?=: )"

RELEASE = re.compile(r"\b([A-Za-z][\w-]{1,30}) (?:v\d+\.\d+|\d+\.\d+\.\d+)\b")

SETTING = (
    "(?:value|setting|interval|timeout|limit|port|size|number|period|depth|level|threshold|duration|delay|maximum"
    "|minimum|count|length|capacity|priority|weight)"
)
SET = r"(?:set|reset|configured|initialized|changed)(?: \w+)? (?:to|as)"
BOUNDS = r"(?:than|to|\u2264|\u2265|[<>]=?|&[lg]t;=?|between|outside(?: of)?|equals?|:|at least|at most|exceed)"
MUST = r"(?:(?:[Ii]f|[Ww]hen|[Uu]nless) (?:its|the) (?:\w+ )?value|must|ha(?:s|ve) to)"
LIMITED = rf"{MUST}\b(?:(?!\d){SENTENCE}){{0,40}}?{BOUNDS}"
MEANS = r"(?:means|disables|denotes|indicates|stands for|= )"
DEFAULT = (
    r"(?:\b[Dd]efault(?:s|ed|ing)?(?: values?)?(?:\s(?:is|are|of|to|as|at)|[:=]| =)?[\s(]"
    r"|\bdefault(?: \w+)? \(currently "
    rf"|\b[Dd]efault (?:[\w-]+ ){{0,4}}?{SETTING}(?: [\w-]+){{0,4}}? (?:is|are)\s"
    r"|\b[Dd]efault (?:[\w-]+ ){0,2}?(?:value|port|timeout|limit|size|interval) of\s"
    rf"|{CODE}(?!{CODE}){SENTENCE}{{0,120}}?\b(?:{SET}\s|values? (?:of|is)\s(?=-?[01]\b(?!\.\d))|{LIMITED}\s)"
    rf"|\b(?:set|reset) to (?={OPENS}{NUMBER}{SENTENCE}{{0,80}}?{CODE})"
    r"|\b(?:[Vv]alid|[Aa]llowed) (?:range|values?)(?::| is| are)\s|\b(?:and|or|,) (?=[01] otherwise\b)"
    rf"|(?=[01] (?:if|when)\b[^.\n]{{1,60}}?\b[01] otherwise\b|(?:0|1|-1) (?:{MEANS}|\({CODE})"
    rf"|{NUMBERS}(?: [A-Za-z]+)? (?:by default|\((?:the )?default\))))"
    rf"{OPENS}(?<![\w.])(?P<n>{NUMBERS}){COMPARED}"
)
# Written as standards write what has to be (RFC 2119).
DEMAND = rf"\b(?:MUST|SHALL|SHOULD|MAY)\b(?:(?!\d){SENTENCE}){{0,120}}?(?<![\w.])(?P<n>{NUMBERS}){COMPARED}"


def releases(text: str) -> str:
    """A pattern for versions in two parts of what a text names with one in three or with a `v`, or nothing."""
    names = sorted(set(RELEASE.findall(text)))
    return rf"\b(?:{'|'.join(map(re.escape, names))})[ -]v?\d+\.\d+{UNMEASURED}" if names else ""
