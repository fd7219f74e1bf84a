"""The words by which a number is an amount: what is counted, units, degrees, and what compares it.

No class excuses a number that stands among these (`press.article.digit_classes`).
"""

from __future__ import annotations

OF = (
    "people|persons?|men|women|children|data|percent|per cent|percentage|dozen|hundred|thousand|million|billion"
    "|trillion|of"
)
# What is counted or measured wherever it stands behind a number, and words between.
COUNTED_NOUNS = (
    "(?:answer|batche?|bit|byte|case|cell|copie|copy|cycle|day|document|draw|epoch|error|example|experiment|generation|hour|image"
    "|item|iteration|letter|measurement|minute|model|page|paragraph|parameter|point|question|repetition|replicate|result"
    "|round|row|run|sample|second|sentence|step|table|task|test|text|time|token|toss|tosse|trial|user|week|word|year)s?"
)
UNITS = "(?:[kcm]?m|[kMGT]?B|[km]?g|[mn]?s|[kM]?W|[kMG]?Hz|mi|ft|lb|kWh|dollars?|euros?|pounds?)"
MANY = (
    "(?:more|other|further|additional|new|rare|common|real|distinct|unique|whole|lost|known|unknown|fresh|different|large|small|such|random|independent|separate|single|simple|long|short"
    r"|[a-z]+(?:ed|ic|al|ous|ful|able|ing))"
)
OF_SOMETHING = (
    rf"[-\u2010\u2011]?fold\b|\)? (?:{MANY} )?{COUNTED_NOUNS}\b| {UNITS}\b"
    r"|\)? (?:of|in all|in total|altogether|out of|or (?:more|fewer|less)|and more|to one)\b| (?:left|more)(?=[.,;:)])"
)
# A lone number behind one of these is an amount.
AMOUNTS = (
    "With|fell from|rose from|grew from|sank from"
    "|nearly|Nearly|oughly|lmost|more than|fewer than|less than|total of|sum of|came to|comes to|come to|amounts to"
    "|fell to|falls to|rose to|rises to|grew to|grows to|drew|in all,|In all,|fell by|falls by|rose by|rises by"
    "|grew by|grows by|dropped by|drops by|at least|at most|scored|reached|kept|counted|sampled|holds|contains|needs"
    "|takes|took|lost|count is|count was|number is|number was|here are|here were|xactly"
    "|only|Only|all|All|some|Some|Over|against|lasted| was| is|cost|costs|gave|mean of"
)
AMOUNT = "".join(f"(?<!{before} )" for before in AMOUNTS.split("|"))
PLURAL = r"(?!(?:was|is|has|as|its|this|these|his|always|does)\b)[a-z]+s\b"
# What is counted right behind a number that would else be a place, a status or a port: `in row 5 times it fell`.
UNCOUNTED = (
    r"(?! ?(?:times|fold|percent|per cent)\b| (?:people|men|women|children|more|fewer)\b"
    r"| [a-z]+s (?:are|were|have|had|came|fell|rose|ran|left|went|grew|sank)\b)"
)
# A comparison, a share or a measured quantity, which no name and no setting has behind it.
COMPARED = (
    r"(?! ?[%\u00b1\u00d7\u00b0]| ?(?:times|fold|x|percent|per|points?|of|dB|people|men|women|children)\b|[-\u2010]fold"
    r"| (?:[\w-]+ ){0,2}(?:more|less|fewer|faster|slower|better|worse|higher|lower|larger|smaller|longer|shorter)\b)"
)
UNMEASURED = rf"(?![\w%]|[.,]\d){COMPARED}"
