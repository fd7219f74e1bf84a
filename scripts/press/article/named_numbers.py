"""Numbers that name, set or demand something and measure nothing, as the documentation of programs is full of them.

Each pattern asks for the words that make a number what it is, and for nothing behind it that it could count: `returns
503 when` is a status, `returns 503 rows` a count. Where a pattern has a group `n`, the number alone is excused.
"""

from __future__ import annotations

from http import HTTPStatus

CODE = "\1"  # stands for what is code, where classes are sought
NUMBER = r"[-\u2212]?\d+(?:,\d{3})*(?:\.\d+)?"
AND = r"(?:,? (?:and|or|to) |, |/|[-\u2013])"
NUMBERS = rf"{NUMBER}(?:{AND}{NUMBER})*"
SENTENCE = r"(?:[^.!?\n]|\.(?=\S)|\n(?![ \t]*\n))"
OPENS = r"[\"'*_\[(\1]*"
# What stands behind a number that counts nothing: the end of a clause or of a cell, or a word that is no noun.
CLOSED = (
    rf"(?=[\"'*_)\]]*(?:\Z|[ \t]*[|\0{CODE}:;)\]]|\n[ \t]*(?:\n|\Z)|[.,?!](?!\d)|\s(?:\(|[-\u2013] |(?:after|and|are|as|at"
    r"|because|before|but|by|can|does|for|from|has|have|if|in|instead|is|may|means|must|on|or|otherwise|should|since|so"
    r"|than|that|then|to|unless|until|was|were|when|where|whereas|which|while|will|with|without)\b)))"
)
# A comparison, a share or a measured quantity, which no name and no setting has behind it.
COMPARED = (
    r"(?! ?[%\u00b1\u00d7\u00b0]| ?(?:times|fold|x|percent|per|points?|of|dB|people|men|women|children)\b|[-\u2010]fold"
    r"| (?:[\w-]+ ){0,2}(?:more|less|fewer|faster|slower|better|worse|higher|lower|larger|smaller|longer|shorter)\b)"
)
UNMEASURED = rf"(?![\w%]|[.,]\d){COMPARED}"

HTTP = rf"(?:{'|'.join(str(int(each)) for each in HTTPStatus)})"
ROUND = "(?:1|2|3|4|5)00"  # a count more often than a status, where only a verb says so
STATUS = (
    r"\b[1-5](?:xx|XX)\b"
    rf"|\b{HTTP}(?:{AND}{HTTP})*(?=\]?(?:\([^)\s]*\))? (?:HTTP|status(?:es)?|response|error|[Cc]odes?)\b)"
    rf"|\b(?:(?:[Aa]n?|other than|HTTP|[Ss]tatus(?: codes?)?(?: of| is| between)?|[Cc]odes?) {OPENS}"
    rf"|(?:[Rr]eturn|[Rr]espond|[Rr]eceiv|[Rr]eject|[Aa]nswer)\w* (?:with )?(?:an? )?{OPENS}(?!{ROUND}))"
    rf"{HTTP}(?:{AND}{HTTP})*{CLOSED}"
    r"|\b[Pp]orts? \d{2,5}(?:(?:,? (?:and|or) |, |/)\d{2,5})*\b(?![.,]\d| ?%)|\b(?:TCP|UDP)/\d{1,5}\b"
)

# A word that is a name by its letters: `OpenMetrics`, `Remote-Write`; capitals alone may be a measure's, `RMSE 2.1`.
MIXED = r"(?<![\w-])[A-Z][a-z\d]*(?:-?[A-Z][a-z\d]+)+"
INSIDE = r"(?<=[a-z,(] )(?!(?:Section|Table|Figure)\b)[A-Z][a-z]{2,}"  # with a capital, and no sentence begins there
ALONE = r"(?:(?<=\| )|(?<=\*\*)|(?<=\[)|^#+ )[A-Z][\w-]+"
SMALL = r"(?:[1-9]\.\d{1,2}|[1-9]\d?\.0)"
SINCE = (
    r"[Ss]ince|[Aa]s of|[Pp]rior to|[Ss]tarting (?:from|with|in)|(?:[Uu]pgrad|[Mm]igrat|[Ss]witch)\w+ (?:back )?(?:to|from)"
    r"|(?:[Ii]ntroduc|[Aa]dd|[Rr]emov|[Dd]eprecat|[Dd]ropp|[Cc]hang|[Ff]ix|[Ss]upport|[Rr]eleas)ed (?:in|since|by)|[Vv]ersioning"
    r"|[Rr]eleases?|[Bb]ranch(?:es)?|[Ss]pecification"
)
VERSION = (
    r"\b\d+(?:\.\d+)*\.[xX]\b|\bv?\d+\.\d+(?:\.\d+)*-?(?:rc|alpha|beta|pre|dev|RC)[-.]?\d*\b"
    rf"|(?:(?:{MIXED}|{INSIDE}) {SMALL}|{ALONE} {SMALL}(?= *(?:\||\*\*|\]|\0|:|\n|\Z))|(?<![\w-])[A-Z]{{2,}} [1-9]\d?\.0){UNMEASURED}"
    r"|(?<=\[)v?\d+\.\d+(?=\0)|\b[1-9]\.0(?= [A-Z][a-z]+)"
    r"|\b\d+\.\d+(?:\.\d+)*(?= (?:version|release|spec|specification|branch|series|draft|format|protocol|syntax)\b)"
    rf"|\b(?:{SINCE}) \[?[1-9]\d*\.\d+{UNMEASURED}{CLOSED}"
)
ISSUE = (
    r"\b(?:PRs?|MRs?|GH|[Ii]ssues?|[Pp]ull [Rr]equests?|[Mm]erge [Rr]equests?|[Tt]ickets?|[Bb]ugs?|[Cc]ommit) \[?#?\d{2,}"
    rf"(?:{AND}\d{{2,}})*{UNMEASURED}{CLOSED}"
)
ORDINAL = (
    r"\b\d+(?:st|nd|rd|th)(?=(?: (?:and|or|to) \d+(?:st|nd|rd|th))*[\s-](?!(?:of|out|place|rank|in|among|from|to|but)\b)[A-Za-z])"
    r"|\b0\.\d+(?=[- ]quantile)|(?<=\bquantile )0\.\d+\b|(?<=\bquantiles )0\.\d+\b"
)
NAME = (
    r"\b0[xX][\da-fA-F]+\b|\b[A-Z]\.\d{2,}\b(?![.,]\d)|\bC\+\+\d\d\b|\b\d{1,3}[ -]?[Bb]it\b|\b[A-Za-z]+(?:_[A-Za-z]+)*_\d+\b|(?<=_)[a-z]+\d+(?=_)|\b24/7(?:/365)?\b"
    r"|(?<![\w\"])\"[\w.,:+-]{1,20}\"(?![\w\"]| ?(?:%|percent|per cent|times|of)\b)"
    rf"|(?:(?<=\b[Aa]n )|(?<=\b[Tt]he )|(?<=\b[Aa] )|(?<=\bon )|(?<=[A-Z][A-Z] )|(?<=[a-z][A-Z][A-Z] )|(?<=\bNVIDIA ))[A-Z]{{2,5}} [1-9]\d{{3}}{UNMEASURED}{CLOSED}"
    rf"|{INSIDE} [1-9]\d?{UNMEASURED}{CLOSED}"
)

# A stretch of time that something looks back on, and what stands before the colon of an item.
PERIOD = (
    r"\b(?:[Ll]ast|past|next|previous|coming) (?P<n>\d+) ?"
    "(?:ms|s|m|h|d|w|y|(?:second|minute|hour|day|week|month|year|decade)s?)\\b"
)
ITEM = r"^[ \t]*(?:[*+-] )?(?:[A-Za-z]+ )?-?\d{1,3}(?=: )"

SETTING = (
    "(?:value|setting|interval|timeout|limit|port|size|number|period|depth|level|threshold|duration|delay|maximum|minimum"
    "|count|length|capacity|priority|weight)"
)
DEFAULT = (
    r"(?:\b[Dd]efault(?:s|ed|ing)?(?: values?)?(?:\s(?:is|are|of|to|as|at)|[:=]| =)?[\s(]"
    rf"|\b[Dd]efault (?:[\w-]+ ){{0,4}}?{SETTING}(?: [\w-]+){{0,4}}? (?:is|are|of)\s|\bdefault(?: \w+)? \(currently "
    rf"|{CODE}(?!{CODE}){SENTENCE}{{0,150}}?\b(?:(?:set|reset|configured|initialized|changed)(?: \w+)? (?:to|as)|values? (?:of|is))\s"
    rf"|\b(?:set|reset) to (?={OPENS}{NUMBER}{SENTENCE}{{0,80}}?{CODE})"
    rf"|(?=(?:0|1|-1) (?:means|disables|denotes|indicates|stands for|= )|{NUMBERS}(?: [A-Za-z]+)? (?:by default|\((?:the )?default\))))"
    rf"{OPENS}(?<![\w.])(?P<n>{NUMBERS}){COMPARED}"
)
# Written as standards write what has to be (RFC 2119).
DEMAND = rf"\b(?:MUST|SHALL|SHOULD|MAY)\b(?:(?!\d){SENTENCE}){{0,120}}?(?<![\w.])(?P<n>{NUMBERS}){COMPARED}"
