"""Numbers that name, set or demand something and measure nothing, as the documentation of programs is full of them.

Each pattern asks for the words that make a number what it is, and for nothing behind it that it could count: `returns
503 when` is a status, `returns 503 rows` a count. Where a pattern has a group `n`, the number alone is excused.
"""

from __future__ import annotations

from http import HTTPStatus

from press.article.amounts import COMPARED, MANY, UNCOUNTED, UNMEASURED

CODE = "\1"  # stands for what is code, where classes are sought
NUMBER = r"[-\u2212]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?(?![\dxX]|[.,]\d|e[-+]?\d)"
AND = r"(?:,? (?:and|or|to) |, ?|/|[-\u2013])"
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
    rf"(?=[\"'*_)\]]*(?:\Z|[ \t]*[|\0{CODE}:;)\]]|\n[ \t]*(?:\n|\Z|[*+-] )|[.,?!](?!\d)"
    rf"|\s(?:\(|[-\u2013] |(?:{JOINING})\b)))"
)
# Behind a name that ends in a number stands no number of things: `rows 2 and 3 help`, but `rows 2 and 3 words`.
NAMING = rf"{UNMEASURED}{UNCOUNTED}(?:{CLOSED}|(?= (?!{MANY}\b)[a-z]*[a-rt-z]\b))"

HTTP = rf"(?:{'|'.join(str(int(each)) for each in HTTPStatus)})"
HTTPS = rf"{HTTP}(?:{AND}[1-5]\d\d){FEW}"
PHRASES = "|".join(f"{int(each)} {each.phrase}" for each in HTTPStatus)
CALLED = r"(?:HTTP|status(?:es)?|response|error|[Cc]odes?)"
ANSWER = r"(?:[Rr]eturn|[Rr]espond|[Rr]eceiv|[Aa]nswer)\w*"
STATUSES = r"(?:[Aa]n?|other than|HTTP|[Ss]tatus(?: codes?)?(?: of| is| between)?|[Cc]odes?(?: of)?)"
STATUS = (
    r"\b[1-5](?:xx|XX)\b|\b[1-5]00[-\u2013][1-5]99\b"
    rf"|\b[Ee]xit(?:s|ed|ing)? (?:with )?(?:(?:status|code) )*(?:(?<=code )of )?\d{{1,3}}\b(?![.,]\d| ?%){UNCOUNTED}"
    rf"|\b{HTTPS}(?=\]?(?:\([^)\s]*\))? {CALLED}\b)"
    rf"|\b(?:{PHRASES})\b"
    # Round ones are counts more often, where only a verb says otherwise.
    rf"|\b(?:{STATUSES} {OPENS}|{ANSWER} (?:with )?(?:an? )?{OPENS}(?![1-5]00)){HTTPS}{CLOSED}"
    rf"|\b[Pp]orts? \(?\d{{2,5}}(?:{AND}\d{{2,5}}){FEW}\b(?![.,]\d| ?%){UNCOUNTED}|\b(?:TCP|UDP)/\d{{1,5}}\b"
    r"|\b\d{4,5}(?= (?:is (?:an?|the) )?(?:[A-Za-z]+ ){0,2}port\b)"
    r"|(?<=[\s(]):\d{2,5}\b(?![.,]\d)"
)

# North America's, another country's with its plus, and what is called one; thousands in threes are none.
THOUSANDS = r"(?!\d{1,3}(?:[ .]\d{3})+(?![ .-]?\d))"
CALLS = rf"(?:[Pp]hone|[Tt]el(?:ephone)?|[Ff]ax|[Mm]obile)\.?: ?{THOUSANDS}(?=(?:[ ()/.-]?\d){{6}})"
TELEPHONE = (
    r"(?<![\w.(-])(?:\([2-9]\d\d\)[ \t]*\n?[ \t]*|(?:1[ .-])?[2-9]\d\d[.-])[2-9]\d\d[.-]\d{4}(?![\w%]|[.,-]\d)"
    rf"|(?<![\w.])\+{THOUSANDS}(?=(?:[ .()-]{{0,2}}\d){{8}})[1-9]\d{{0,2}}"
    r"(?:[ .-](?:\(0\))?\d{2,5}){2,5}(?![\w%]|[.,-]\d)"
    rf"|\b{CALLS}[\d(][\d ()/.-]{{5,20}}(?![\w%]|,\d)"
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
BOUNDED = r"(?:[<>]=?|[=~!]=)\d+(?:\.[\w*]+)*"  # as a package asks for another
VERSION = (
    r"\b\d+(?:\.\d+)*\.[xX]\b|\bv?\d+\.\d+(?:\.\d+)*-?(?:rc|alpha|beta|pre|dev|RC)[-.]?\d*\b"
    rf"|(?:(?:{MIXED}|{INSIDE}) {SMALL}(?! {MOVES}\b)|{ALONE} {SMALL}{WHOLE}|{CAPITALS} [1-9]\d?\.0){UNMEASURED}"
    rf"|\b[Vv]ersions? [1-9]\d*(?:{AND}[1-9]\d*)+{UNMEASURED}{CLOSED}"
    rf"|(?<=\[)v?\d+\.\d+(?=\0)|\b[1-9]\.0(?= [A-Z][a-z]+)|\b\d+\.\d+(?:\.\d+)*(?= {VERSIONED}\b)"
    rf"|\b{SINCE} (?:\w*[A-Z][\w-]* (?:[<>]=? ?)?){{0,3}}\[?[1-9]\d*\.\d+{UNMEASURED}{CLOSED}|\b(?:pre|post)-\d+\.\d+\b"
    rf"|\b{MOVED}(?:(?!\d){SENTENCE}){{0,60}}?(?:from|to|of|between)\s(?:[\w-]+ )?"
    rf"[1-9]\d*\.\d+(?: to \d+\.\d+)?{UNMEASURED}"
    rf"|\b[Vv]ersions? (?:[<>]=?|&[lg]t;=?|[\u2264\u2265]) ?\d+(?:\.\d+)*{UNMEASURED}"
    r"|\b\d+\.\d+(?= (?:or|and) (?:newer|later|older|earlier)\b)"
    rf"|\b[A-Za-z][\w.-]*(?:{BOUNDED}(?:,{BOUNDED})+|[=~]=\d+(?:\.[\w*]+)+)(?![\w%]|[.,]\d)"
)
REQUESTS = r"(?:PRs?|MRs?|GH|[Ii]ssues?|[Pp]ull [Rr]equests?|[Mm]erge [Rr]equests?|[Tt]ickets?|[Bb]ugs?|[Cc]ommit)"
ISSUE = rf"\b{REQUESTS} \[?#?\d{{2,}}(?:{AND}\d{{2,}}){FEW}{UNMEASURED}{CLOSED}"
RANK = r"(?:of|out|place|rank|in|among|from|to|but|most|least|\w+est)"
COUNTER = (
    "(?:[Cc]ount(?:er|ing|s|ed)?|[Ii]nd(?:ex|exes|exed|exing|ices)|[Nn]umber(?:ed|ing)|[Rr]evisions?|[Vv]ersions?"
    "|[Oo]ffsets?|[Ee]lements?)"
)
NTH = r"\d+(?:st|nd|rd|th)"
ORDINAL = (
    rf"\b{NTH}(?=(?: (?:and|or|to) {NTH}){FEW}[\s-](?!{RANK}\b)[A-Za-z])"
    r"|\b0\.\d+(?=[- ]quantile)|(?<=\bquantile )0\.\d+\b|(?<=\bquantiles )0\.\d+\b"
    rf"|\b(?:{COUNTER}\b(?:(?!\d){SENTENCE}){{0,60}}?\b(?:[Ss]tart|begin)\w* (?:at|from|with)|[Cc]ount\w* (?:at|from)"
    rf"|(?:index|offset) (?:of|is)) (?P<n>[01]){CLOSED}"
    rf"|(?<=[Tt]he )\"?{NUMBER}\"?(?= bucket\b)|\b{NUMBER}(?:, {NUMBER}){FEW},? and \+?Inf\b"
)
MODEL = r"(?:(?<=\b[Aa]n )|(?<=\b[Tt]he )|(?<=\b[Aa] )|(?<=\bon )|(?<=[A-Za-z][A-Z][A-Z] ))[A-Z]{2,5} [1-9]\d{3}"
SHAPE = "(?:way|sided|pane|tier|member|node|step|phase|stage|level|part|party|argument|colou?r)"
# What is written as in a program: `data[0, 1]`, `main.rs:2:5`, `watch(1)`, `max_2`, `axis=0`.
WRITTEN = (
    r"[\w\]\\]\[\d+(?:[,:] ?\d+)*\\?\]|\.\w+:\d+(?::\d+)?(?!\d)|(?<=[a-z])\([1-9]\)|(?<=\\)0\b|\b0-9a-[fz]\b"
    r"|\b[A-Za-z_]{2,}=-?\d(?![\w%]|[.,]\d| ?%)"
    r"|(?<!\w)(?=[\d_\\]*+[A-Za-z])[^\W_]*+\\?_(?:\w|\\_)*+"
)
NAME = (
    rf"\b0[xX][\da-fA-F]+\b{COMPARED}|\b(?:[xX]509|AMD64|2FA)\b"
    r"|\b(?!\d+e\d+\b)(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,40}\b(?![.,]\d)|"
    r"\b[A-Z]\.\d{2,}\b(?![.,]\d)|\bC\+\+\d\d\b|\b\d{1,3}[ -]?[Bb]it\b|\b24/7(?:/365)?\b|\b[01]-[A-Z]{3,}\b"
    rf"|\b\d{{1,2}}-(?:digit|dimensional|based|tuple)\b|\b\d{{1,3}}-{SHAPE}\b"
    rf"|(?<!of )(?<!is )(?<!was )(?<!by )\b1:1(?:s\b|{UNMEASURED})|{WRITTEN}"
    r"|\b(?:S&P \d{3}|Boeing 7\d7|Formula [1-4])(?![\w%]|[.,]\d)"
    rf"|\bbase[ \n](?:2|8|10|16|32|58|64|85){UNMEASURED}{UNCOUNTED}"
    rf"|\bSHA (?:1|224|256|384|512){UNMEASURED}|\bnon-0\b|\b1 to N\b|{MIXED} [1-9](?!\d){NAMING}"
    rf"|(?:{MODEL}|(?<!\b[Ii]n ){INSIDE} [1-9](?!\d)|{INSIDE} [1-9]\d?(?! (?:are|were|was|have|had)\b))"
    rf"{UNMEASURED}{CLOSED}"
)
# A stretch of time that something looks back on, and what stands before the colon of an item.
PERIOD = (
    r"\b(?:[Ll]ast|past|next|previous|coming) (?P<n>\d+) ?"
    r"(?:ms|s|m|h|d|w|y|(?:second|minute|hour|day|week|month|year|decade)s?)\b"
)
ITEM = r"^[ \t]*(?:[*+-] (?:[A-Za-z]+ )?|[A-Za-z]+ )-?1?\d(?=: )"
# A letter that stands for a number, and what is added to it or bounds it: `n/2`, `_n_ + 1`, `0 ≤ p ≤ 1`.
LETTER = "(?<![^\\W_])[B-HJ-Zb-z\u03b1-\u03c9](?![^\\W_])"
AT_MOST = r" ?(?:\u2264|<=?|&lt;) ?[*_]*"
FORMULA = (
    rf"{LETTER}[*_)]*(?: ?[+/\u2212\u00d7] ?|-)\d+_?(?:\)[*_]* ?[-+\u2212] ?\d+)?{UNMEASURED}"
    rf"|(?<![\w.])-?[01](?:\.0)?{AT_MOST}{LETTER}{AT_MOST}-?[01](?:\.0)?{UNMEASURED}"
    r"|(?<![\w.,])2(?:\0+|\^)[-\u2212]?\d{1,3}(?![\w.,]?\d)(?!\0*(?:\w| ?%| [a-z]+s\b))"
)
SETTING = (
    "(?:value|setting|interval|timeout|limit|port|size|number|period|depth|level|threshold|duration|delay|maximum"
    "|minimum|count|length|capacity|priority|weight)"
)
SET = r"(?:set|reset|configured|initialized|changed)(?: \w+)? (?:to|as)"
BOUNDS = r"(?:than|to|\u2264|\u2265|[<>]=?|&[lg]t;=?|between|outside(?: of)?|equals?|:|at least|at most|exceed)"
MUST = r"(?:(?:[Ii]f|[Ww]hen|[Uu]nless) (?:its|the) (?:\w+ )?value|must|ha(?:s|ve) to)"
LIMITED = rf"{MUST}\b(?:(?!\d){SENTENCE}){{0,40}}?{BOUNDS}"
MEANS = r"(?:means|disables|denotes|indicates|stands for|= )"
TO = r"\s?(?:to|through|[-\u2013]|\.\.)\s?"
TYPED = (
    r"(?:(?:[Ii]nteger|[Nn]umber|[Vv]alue|[Ff]loat|[Pp]ercentage|[Ll]evel)s?|[Rr]ange|[Ss]cale|[Ii]ndex|[Ii]ndices)"
    r"(?: (?:is|are|lie))?"
)
# What a program is given or gives, and within which bounds a type is.
LITERAL = (
    rf"\b(?:[Rr]eturn|[Rr]eport|[Uu]se|[Ss]et)\w*(?: to)?\s(?=-1\b)|\b[Rr]eset\w*(?: [a-z]+){{0,3}} to (?=0{CLOSED})"
    rf"|\b(?:[Ii]n|[Dd]e)crement\w*(?: [a-z]+){{0,3}} (?:by|to) (?=1{CLOSED})|\badd(?:s|ed|ing)? (?=1 to\b)"
    rf"|\b(?:[Ii]nteger|[Dd]igit|[Ll]iteral|(?:[Nn]umeric(?:al)?|[Ss]pecial|\() ?value) (?=-?\d+{CLOSED})"
    rf"|\b[Ii]f (?:(?!\d){SENTENCE}){{1,60}}?\b(?:is|are|equals?|to) (?=(?:-1|[01])(?:, |\.(?:\s|\Z)| then\b|\)))"
    rf"|\b{TYPED} \(?(?:from |in |of |in the range (?:of )?)?(?=-?[01](?:\.0)?{TO}-?(?:\d+|1\.0)\b(?![.,]?\d))"
    rf"|\b{TYPED} (?:in the range )?between\s(?=-?[01](?:\.0)?\sand\s-?(?:\d+|1\.0)\b(?![.,]?\d))"
    rf"|\b[Ii]ntegers? \(?(?:between |from )?(?=-?\d+(?:{TO}| and )[-+]?\d+\b)"
    rf"|\b(?:[Nn]umber|[Ii]nteger|[Vv]alue)s? (?:[<>]=?|&[lg]t;=?|[\u2264\u2265]) ?(?=0{CLOSED})"
    rf"|\b[Dd]isabled (?:if|when|with) (?=0\b(?![.,]\d){CLOSED})"
    rf"|\b[Vv]alues? (?:\w+ ){{0,2}}{MUST}\b(?:(?!\d){SENTENCE}){{0,40}}?{BOUNDS}\s"
    r"|\b(?:true|false)[*_]*,? (?:or )?(?=[01]\b)"
)
DEFAULT = (
    r"(?:\b[Dd]efault(?:s|ed|ing)?(?: values?)?(?:\s(?:is|are|of|to|as|at)|[:=]| =)?[\s(]"
    r"|\bdefault(?: \w+)? \(currently "
    rf"|\b[Dd]efault (?:[\w-]+ ){{0,4}}?{SETTING}(?: [\w-]+){{0,4}}? (?:is|are)\s"
    r"|\b[Dd]efault (?:[\w-]+ ){0,2}?(?:value|port|timeout|limit|size|interval) of\s"
    rf"|{CODE}(?!{CODE}){SENTENCE}{{0,120}}?\b(?:{SET}\s|values? (?:of|is)\s(?=-?[01]\b(?!\.\d))|{LIMITED}\s"
    rf"|(?:report|return|export|print|yield|emit)s?\s(?=[01]{CLOSED}))"
    rf"|{LITERAL}"
    rf"|\b(?:set|reset) to (?={OPENS}{NUMBER}{SENTENCE}{{0,80}}?{CODE})"
    r"|\b(?:[Vv]alid|[Aa]llowed) (?:range|values?)(?::| is| are)\s|\b(?:and|or|,) (?=[01] otherwise\b)"
    rf"|(?=[01] (?:if|when)\b[^.\n]{{1,60}}?\b[01] otherwise\b|(?:0|1|-1) (?:{MEANS}|\({CODE})"
    rf"|{NUMBERS}(?: [A-Za-z]+)? (?:by default|\((?:the )?default\))))"
    rf"{OPENS}(?<![\w.])(?P<n>{NUMBERS}){COMPARED}"
)
# Written as standards write what has to be (RFC 2119).
DEMAND = rf"\b(?:MUST|SHALL|SHOULD|MAY)\b(?:(?!\d){SENTENCE}){{0,120}}?(?<![\w.])(?P<n>{NUMBERS}){COMPARED}"
