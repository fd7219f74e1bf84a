"""The classes that excuse a digit from being bound: each a name, a pattern, and what it means.

A class is narrow on purpose: `Table 5` is a place in a work, `a table of 5` is a count; `in 1859` is a date,
`1859 runs` is a number. What is excused here is never read again by any rule about numbers.
"""

from __future__ import annotations

from press.article import named_numbers
from press.article.amounts import AMOUNT, MANY, OF, OF_SOMETHING, PLURAL, UNCOUNTED
from press.core.numbers import SCALES

WITHIN = r"(?:(?!\n[ \t]*\n)[\s\S])"  # any character, as long as the paragraph goes on

MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
YEAR = r"(?:19\d\d|20[0-4]\d)"
LONE_YEAR = rf"(?!1900|2000|2048){YEAR}"  # these three are counts more often than years
ANY_YEAR = r"(?:1[0-9]\d\d|20[0-4]\d)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
# Before 1900 a number is a year only where a word says when, and no plural says of what.
WHEN = (
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Bb]efore|[Aa]fter|[Ff]rom|[Dd]uring|[Yy]ear|(?:end|close|spring|summer|autumn"
    r"|winter)(?: and \w+)? of)(?: about)? 1[5-8]\d\d(?:(?:[-\u2013/]| (?:and|or|to) )(?:1[5-8])?\d\d)?"
)
COUNTS = rf"(?![\w%]|[.,]\d| ?%| {PLURAL})"
# From 1901 on a number is a year, but where it is of something; `In 2019 researchers` is one all the same.
NAMED_YEAR = (
    r"\b(?:In|[Ss]ince|[Tt]he|[Tt]his|[Dd]uring|[Yy]ear|[Ee]arly|[Ll]ate|[Mm]id|[Aa]|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur|[Mm]y"
    r"|\w['\u2019]s)[ -]"
)
PLACES = (
    "section|figure|table|theorem|lemma|proposition|corollary|equation|appendix|chapter|page|step|part|phase|option"
    "|example|algorithm|definition|remark|volume|exercise|line|milestone|type|level|tier|stage|week|rule|lesson|round|issue"
    "|index|schema|listing|axis|revision|replica|property|column|row|layer|byte|question|item|bucket|element|zone|route|release"
)
# Not behind any word: 300 words a page. A sign stands for what is no prose.
WHERE = (
    r"(?:\b(?:[Ii]f|[Tt]hat|[Ww]hen|[Uu]sing|[Ii]n|[Ss]ee|[Oo]n|[Ff]rom|[Tt]o|[Bb]y|[Oo]f|[Aa]nd|[Tt]he|[Aa]t|[Dd]uring|[Ff]or|[Ww]ith|[Tt]han|[Vv]ia|[Oo]r|[Rr]epeat|[Ff]ollow)\s"
    r"|[^\w\s]\s|[(\[]|^[ \t]*)"
)
PART = (
    rf"(?<!\w)(?:[Ff]igs?\.|[Ee]qs?\.|pp?\.|[Vv]ol\.|[Nn]o\.|\u00a7\u00a7?|(?:{PLACES.title()})s?|(?:{PLACES.upper()})S?)"
    rf"|{WHERE}[*_]*(?:{PLACES})s?|\b(?:{PLACES})s?(?= \(\d)"
)
COUNTED = rf"(?!\w|[.,]?\d| ?%| (?:{'|'.join(list(SCALES)[1:])})\b){UNCOUNTED}"
# Digits glued to one of these are a sum of money, and no part of a name.
CURRENCIES = (  # of ISO 4217 all, and what people write besides
    "(?:AED|AFN|ALL|AMD|ANG|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BGN|BHD|BIF|BMD|BND|BOB|BRL|BSD|BTC|BTN|BWP|BYN|BZD|CAD|CDF|CHF"
    "|CLP|CNY|COP|CRC|CUP|CVE|CZK|DEM|DJF|DKK|DM|DOP|DZD|EGP|ERN|ETB|ETH|EUR|FJD|FKP|FRF|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD"
    "|HNL|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|ITL|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL"
    "|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RMB|RON|RSD"
    "|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|USDT|UYU"
    "|UZS|VES|VND|VUV|WST|XAF|XBT|XCD|XOF|XPF|YER|ZAR|ZMW|US|Rs|kr|Fr|Ft|z\u0142|K\u010d|[Uu]sd|[Ee]ur|[Gg]bp|[Cc]hf|[Jj]py|[Cc]ny)"
)
PRODUCTS = (
    "(?:Android|Black|Bluetooth|Bootstrap|C\\+\\+|Chrome|Chromium|CPython|CUDA|Debian|Django|Docker|ECMAScript|Edge|FastAPI|Fedora"
    "|Firefox|Flask|GCC|Git|Go|HTML|HTTP|iOS|Java|JavaScript|Jinja|Kubernetes|Linux|LLVM|macOS|Markdown|Material|Metadata"
    "|MkDocs|MySQL|Neovim|Node(?:\\.js)?|npm|NumPy|numpy|OpenAPI|OpenSSL|pandas|Pandoc|Perl|PHP|pip|PostgreSQL|PowerShell"
    "|Pydantic|PyPy|Python|PyTorch|React|Ruby|Rust|Safari|SciPy|Sphinx|SQLite|Starlette|Swift|TensorFlow|TLS|TOML"
    "|TypeScript|Ubuntu|USB|Vim|Vue|Windows|YAML|Zensical)"
)
STANDARD = "(?:ISO|IEC|IEEE|RFC|rfc|PEP|DIN|ECMA|FIPS|NIST|BCP|ISBN|ISSN|CVE)"

SEASON = "|".join(f"{year:02}[-\u2013/]{(year + 1) % 100:02}" for year in range(100))  # a year and the next
DATES = (
    r"\b\d{4}-\d\d-\d\d(?:T\d\d[\d:.]*(?:Z|[-+][\d:]+)?)?\b",
    rf"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])\b(?![\w%-]|[.,]\d| ?%|{OF_SOMETHING})",
    (
        rf"\b(?:{DAY}(?: day)? (?:of )?)?{MONTH},?"
        rf" (?:{DAY}(?:, {ANY_YEAR})?(?!\w|[.,]\d| ?%| per\b|{OF_SOMETHING})|{ANY_YEAR}\b)"
    ),
    rf"\b{DAY}(?: day)? (?:of )?{MONTH}",
    rf"(?<![\w.,])(?:19|20)(?:{SEASON})(?![\w%]|[.,]\d| ?%| (?:{MANY}|of|times|words)\b)",
    rf"\b{DAY}-[A-Z][a-z]{{2}}-(?:{ANY_YEAR}|\d\d)\b|\b{YEAR}/(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])\b",
    rf"(?<![\w.,]){LONE_YEAR}['\u2019]s\b|\b[Tt]he ['\u2019]?[1-9]0s\b{named_numbers.CLOSED}",
    (
        rf"(?<![\w.,])(?={YEAR}){AMOUNT}(?:{LONE_YEAR}|{YEAR}s)"  # what stands before is asked last
        rf"(?![\w%]|[.,]\d| ?%|{OF_SOMETHING}"
        rf"| (?:(?:{MANY} ){{0,2}}{PLURAL}|(?:{MANY} (?:[a-z]+ )?)?(?:{OF}|more|fewer|each)\b))"
    ),
    rf"{NAMED_YEAR}{LONE_YEAR}(?![\w%]|[.,]\d|[-\u2013/]\d\d\b| ?%|{OF_SOMETHING})",
    r"\b\d\d(?:th|st) century\b",
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|[AP]M\b)",
    (
        r"\b(?=\d)(?<!ratio of )(?<!odds of )(?:[01]?\d|2[0-3]|[2-4]\d(?=:\d\d:)):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?\b"
        r"(?!:\d| to (?:one|\d+(?![\d:]))| (?:of|odds|ratio|split|mix|in favour|at (?:most|least))\b)"
    ),  # times of day
    rf"(?<=[ (a-zA-Z])['\u2019]\d\ds?\b(?![%]|[.,]\d| ?%|{OF_SOMETHING})",
    rf"{WHEN}{COUNTS}",
    r"\((?:1[5-8]\d\d)(?:[-\u2013]\d\d(?:\d\d)?)?\)",
)

# Of a heading, at its first word.
SECTION = (
    r"\d{1,2}(?:\.|(?:\.\d{1,2})+\.?)"
    rf"(?=[*_]*[ \t]+(?![a-z%]|(?i:{'|'.join(SCALES)}|as much)|[kKMGT]i?[Bb]\b|[kMG]?Hz\b))"
)
SAID = {
    "address": r"https?://[^\s)>\]]+|\blocalhost:\d+|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+|/\d{1,2})?(?!\d)",
    "directive": r"^[ \t]*::: [^\n]*\n(?:[ \t]+\S[^\n]*(?:\n|\Z)|[ \t]*\n(?=[ \t]+\S))*",
    "quotation": rf"\u201c(?:(?!\u201d){WITHIN})*\u201d",
    "list number": rf"{named_numbers.ITEM}|"
    r"(?<![^\n]\n)(?<![^\n])\d{1,2}(?:\)(?=[ \t])|(?= [-\u2013] ))|(?<=[.:;)] )[1-9](?=\. [*_]*[A-Z\1])"
    r"|(?<![^\s(])\([1-9]\)(?= [A-Za-z]|[.,:]?$)",  # not Markdown's
}
WORDS = {
    "mathematics": rf"{named_numbers.FORMULA}|"
    r"(?<![\w$\\])\$(?=[A-Za-z\\({|'])[^$\n]{1,400}\$(?![\w$])|\$\$[^$]{1,2000}\$\$"
    r"|\\\\?\([^\n]{1,400}?\\\)",
    "identifier": rf"\b10\.\d{{4,9}}/[^\s)\]]+|\barXiv[: ]\s?\d{{4}}\.\d{{4,5}}(?:v\d+)?"
    r"|\b\d{1,4} ?\((?:19|20)\d\d\)(?=[,.:;]? ?(?:pp?\.|no\.|\d))"  # of a journal
    r"|\b\d{1,2} (?:CFR|C\.F\.R\.|USC|U\.S\.C\.) (?:[Pp]art |\u00a7+ ?)?\d+(?:\.\d+)*(?:\([a-z\d]+\))*"
    rf"|\b{STANDARD}(?:[-/ ]{STANDARD})?(?:: |[-: ])?#?\d[\dX:.-]*"
    rf"(?:[]\0]*,? [*_]*(?:section|appendix|chapter|clause) \d+(?:\.\d+)*{COUNTED})?",
    "telephone": named_numbers.TELEPHONE,
    "default": named_numbers.DEFAULT,
    "demand": named_numbers.DEMAND,
    "issue number": rf"{named_numbers.ISSUE}|"
    r"(?<![\w&])(?:[A-Za-z][\w.-]*(?:/[\w.-]+)?)?#\d{2,}(?![\w%]|[.,]\d| ?%)"
    rf"|(?<![\w&])!\d{{2,}}{named_numbers.CLOSED}",
    "reference": r"(?<![!\w])\[\d{1,3}\](?![\w(])|(?<=[\[|,])\[\d{1,3}(?=\0)",
    "status": rf"{named_numbers.STATUS}|"
    r"\b[1-5]\d\d(?= (?:error|page|response|status|Not Found|Forbidden|Unauthorized|Bad|Internal|OK)\b)"
    r"|\b(?:HTTP(?: status)?(?: code)?|[Ss]tatus(?: code)?|[Pp]ort|[Ee]xit code) \d{1,5}\b(?![.,]\d| ?%)"
    rf"{UNCOUNTED}",
    "icon": r":[a-z][a-z\d_]*(?:[-+][a-z\d_]+)*:",
    "macro": r"\{\{[^{}\n]*\}\}|\{[*%][^{}\n]*[*%]\}|-+8<-+(?:[ \t]*\"[^\"\n]*\")?",
    "version": rf"{named_numbers.VERSION}|"
    r"\b(?:HTTP|TLS|SSL)/\d(?:\.\d)?\b|"
    rf"(?:\b{PRODUCTS}|(?<!\w)\.NET(?: Core| Framework)?)(?: versions?)?(?: (?:[<>]=?|&[lg]t;=?|\u2264|\u2265) ?|"
    r"(?: (?:greater than or equal to|at least|from|since))?[ \u00a0])"
    r"[*_]{0,2}\d+(?:\.(?:\d+|x))*\+?(?:(?:, | and | or | to | through |[-\u2013])\d+\.\d+)*"
    r"(?![\w%]|[.,]\d| ?%| (?:times|of|percent|per)\b)|"
    r"\b[vV]\.?\d+(?:\.\d+)*(?![^\W_]|\.\d)|\b[Vv]ersions?:? [*_]{0,2}\d+(?:\.\d+)*|(?<![\d.,])\d+\.\d+\.\d+[\w.-]*",
    "date": "|".join(DATES),
    "period": named_numbers.PERIOD,
    "ordinal": named_numbers.ORDINAL,
    "locator": rf"(?:{PART})[\s-]?\(?-?\d+(?:\.\d+)*(?:[\u2013:-]\d+(?:\.\d+)*)?{COUNTED}"
    rf"(?:{named_numbers.AND}\d+(?:\.\d+)*(?:-\d+)?{named_numbers.NAMING}){named_numbers.FEW}",
    "name": rf"{named_numbers.NAME}|(?<![\w.])@[A-Za-z][\w-]*|"
    r"\b\d[\w-]*\.(?:html?|md|png|svg|jpe?g|gif|py|txt|json|ya?ml|toml|js|css|pdf|csv)\b"
    r"|(?<![\w.,-])[A-Za-z]+(?:-[A-Za-z]\w*)+[\w.-]*|(?<![\w-])(?:utf|iso|sha|cp|latin|base)-\d+\b"
    rf"|(?<![\w.,-])(?!x(?!64\b|86\b|86_|32\b|509\b)\d)(?!{CURRENCIES}\d)[^\W\d_]+\d[\w.-]*"
    rf"|(?<![\w-])(?!{CURRENCIES}-\d)[A-Z]\w*-\d[\w.]*(?:-\w+)*|\b\d-?D\b"
    r"|\b(?:8|16|32|64|128|256)-bit\b|\b[a-z_]\w*(?:\.\w+)*\.[A-Za-z_]+\d\w*",
}
ESCAPE = r"\\(?:u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{2}|N\{[^}]*\})"
LITERAL = {"escape": ESCAPE, "placeholder": r"\{\w+\}", "escape in a style": r"\\[0-9a-fA-F]{1,6}"}
LITERAL_IN = {".py": ("escape", "placeholder"), ".js": ("escape",), ".css": ("escape in a style",)}

MEANING = {
    "front matter": "a setting of the page that no reader sees",
    "setting": "a setting of the site that no reader sees",
    "key or quotation": "a key of the ledger, or words that are quoted in it",
    "program": "code, and no text that a page shows",
    "fence": "a block of code",
    "code": "code",
    "comment": "a comment",
    "quotation": "quoted words, which stay as they are",
    "attribute": "markup",
    "link": "the address of a link",
    "directive": "what a program fills in",
    "address": "the address of a page, in full",
    "footnote": "the name of a footnote",
    "mathematics": "mathematics",
    "entity": "a character that is written as its number",
    "citation": "a citation",
    "verdict": "the verdict of a claim, held to what follows",
    "section number": "the number of a section",
    "list number": "the number of an item in a list",
    "identifier": "the identifier of a work or a standard",
    "reference": "the name of a reference",
    "status": "the number of a status, or of a port",
    "issue number": "the number of an issue or a request",
    "telephone": "a telephone number",
    "default": "the value of a setting, what it means, what a program gives, or the bounds of a type",
    "demand": "what a standard demands",
    "ordinal": "which one it is",
    "period": "the time that something looks back on",
    "icon": "the name of an icon",
    "macro": "a mark that a program replaces",
    "version": "a version",
    "date": "a date",
    "locator": "a place in a work",
    "name": "part of a name, or written as in a program",
    "escape": "a character that is written as its number",
    "escape in a style": "a character that is written as its number",
    "placeholder": "a number that the toolkit fills in and binds",
    "held word": "a word with a comparison behind it, which has to hold",
}
