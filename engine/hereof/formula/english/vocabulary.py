"""The words and phrases of legal English that mean something to a formula.

Each pattern is written in plain words: a space stands for any white space,
`[ ]` holds what may be left out, `|` parts what may stand for one another
within `( )`. The first pattern that fits is taken, so longer ones stand first.
"""

from __future__ import annotations

import re
from typing import Final

_A: Final = (
    "[(a|an|the|such|that|any|whose|with a|with the|having a|having as its|has a|has as its) ]"
)
_EQUAL: Final = (
    "(of which is equal to|of which shall be equal to|of which shall equal|of which shall be"
    "|of which will be|of which is|of which equals|of which are|thereof is|thereof being"
    "|of such fraction is|being|equal to|is equal to|equals|shall be|is|of)"
)
_RESULT: Final = (
    "[(a|an|the) ][(per annum rate|rate per annum|percentage|amount|result|fraction|quotient|rate"
    "|number|ratio|product|sum|figure|difference) ][(which is|that is) ]"
    "[(obtained|determined|calculated|computed|derived|arrived at|produced|found) ](by|from|of) "
)
_WHOLE: Final = "[(the|an|a) ][(aggregate|total|combined) ]"
_NEEDED: Final = "[(that is|which is) ](necessary|required|needed|sufficient)"
_ANY: Final = "[,] [(]if any[)][,]"

PHRASES: Final[tuple[tuple[str, str], ...]] = (
    ("TERMWORD", '[the ](term|expression) (?=“|")'),
    # provisos, caps and floors
    ("PROVIDED", "provided[,][ (however|further|further[,] however)][,] that"),
    (
        "PROVIDED",
        "provided[,] (however|further)[,](?= (?:with respect to|for|on|if|in no event)\\b)",
    ),
    ("PROVIDED", "except that"),
    (
        "IF",
        "[but only ](provided|if and only if|only if)(?! (?:that|however|further|in|by|for)\\b)",
    ),
    ("PROVIDED", "but (?=(?:such|the foregoing) \\w+ (?:shall|will|may)\\b)"),
    ("PROVIDED", "(but|and) (?=(?:in no event|under no circumstances) (?:shall|will|may))"),
    (
        "OWNREF",
        "(such|the|that|the foregoing|the resulting|said|this) (amount|sum|percentage|rate|fraction|ratio|product|excess|difference|quotient|figure|balance|result|number) (?=shall|will|may|exceed|be |in no event|is |would )",
    ),
    (
        "POINTED",
        "(such|said|the foregoing|the aforesaid) (excess|sum|difference|product|quotient|ratio|fraction|percentage)",
    ),
    (
        "ORZERO",
        "or[,] if [(such|that|the) (amount|result|resulting amount|difference|excess|number|calculation|sum|remainder|figure) is ](negative|less than zero)[,] zero",
    ),
    (
        "ORZERO",
        "or zero[,] if [(such|that|the) (amount|result|resulting amount|difference|excess|number|calculation|sum|remainder|figure) is ](negative|less than zero)",
    ),
    ("IFPOSITIVE", "[,] [(]if positive[)]"),
    ("BELOWZERO", "(is|would be) (negative|a negative number|a negative amount)"),
    (
        "NOTWITHSTANDING",
        "notwithstanding (the foregoing|anything to the contrary [(herein|above)])[,]",
    ),
    ("NOLATER", "but [in any event ](in no event|not|no|in no case) later than"),
    ("NOLATER", "in no event[,] however[,] later than"),
    ("NOEARLIER", "but [in any event ](in no event|not|no|in no case) (earlier|sooner) than"),
    (
        "FORPURPOSES",
        "for [the ]purpose[s] of (this|the foregoing|the preceding) (definition|sentence)[,]",
    ),
    ("ANYDATE", "(any|each) (date|day) of (determination|calculation|measurement)"),
    (
        "FOREGOINGIS",
        "[with ][(each of|all of) ](the|such) foregoing (balances|percentages|rates|ratios) [(being|to be) ](determined|calculated|measured|computed)",
    ),
    ("NOEVENT", "in no event (shall|will|may)"),
    ("NOEVENT", "under no circumstances (shall|will|may)"),
    (
        "SHALLNOTEXCEED",
        "(shall|will|may|is) [(in no event|at no time|never|not) ][to ](not exceed|exceed|not be greater than|not be more than|be greater than|be more than|not be in excess of)",
    ),
    (
        "SHALLNOTBELESS",
        "(shall|will|may) (in no event be|at no time be|never be|not be) (less than|reduced below|below|reduced to less than|lower than)",
    ),
    (
        "NOTLESS",
        "[but ]in no event[,] however[,] less than",
    ),
    ("NOTMORE", "[but ]in no event[,] however[,] (more|greater|higher) than"),
    ("NOTMORE", "[but ]in no event[,] however[,] to exceed"),
    (
        "NOTLESS",
        "but [in any (case|event) ](not|in no event|never|no|in no case)[ to be][ be] (less|lower) than",
    ),
    ("NOTLESS", "but (not|in no event|never)[ (be reduced|reduced|to be reduced)] below"),
    ("NOTLESS", "such amount (not to be|to be not) (less|lower) than"),
    ("NOTMORE", "such amount not to (exceed|be more than|be greater than)"),
    ("NOTLESS", "subject to a (minimum|floor)[ (rate|amount|percentage|price|value)] of"),
    ("NOTLESS", "with a (minimum|floor)[ (rate|amount|percentage|price|value)] of"),
    (
        "NOTLESS",
        "subject to a (minimum|floor)[ (rate|amount|percentage|price|value)][,] [(which is|that is) ]equal to",
    ),
    ("NOTLESS", "subject to a (minimum|floor) (rate|amount|percentage|price|value) of"),
    (
        "NOTMORE",
        "but (not|in no event|never|no|in no case)[ to be][ be] (more|greater|higher) than",
    ),
    ("NOTMORE", "but (not|in no event|never)[ be] in excess of"),
    ("NOTMORE", "but (not|in no event|never)[ to] exceed"),
    ("NOTMORE", "not to exceed"),
    ("NOTMORE", "subject to a (maximum|cap|ceiling)[ (rate|amount|percentage|price|value)] of"),
    (
        "NOTMORE",
        "subject to a (maximum|cap|ceiling)[ (rate|amount|percentage|price|value)][,] [(which is|that is) ]equal to",
    ),
    (
        "ORBEYOND",
        "or (more|greater|higher|less|lower|above|below)(?! than\\b)(?=,|;| (?:but|and|or)\\b)",
    ),
    ("ORLESS", "or (be )?(less|lower) than"),
    ("ORLESS", "nor (be )?(less|lower) than"),
    ("ORMORE", "(or|nor) (be )?(more|greater|higher) than"),
    ("WORD", "whether or not"),
    ("UPTO", "up to (?=\\$)"),
    ("UPTO", "the first (?=\\$)"),
    ("NEXTUP", "the next (?=\\$)"),
    ("NOTMORE", "in an [aggregate ]amount not (to exceed|exceeding|in excess of)"),
    ("NOTMORE", "[but ]only to the extent of"),
    (
        "WHICHEVER",
        "[,] whichever [amount ](is|shall be) [the ](less|lesser|lower|smaller|greater|higher|larger)",
    ),
    ("ANDMOST", "and [to ]a (maximum|cap|ceiling)[ (rate|amount|percentage|price|value)] of"),
    ("ANDLEAST", "and [to ]a (minimum|floor)[ (rate|amount|percentage|price|value)] of"),
    (
        "THENDIVIDE",
        "[,] and [then ]dividing (the|that|such) [resulting ](result|product|amount|number|figure) by",
    ),
    (
        "THENTIMES",
        "[,] and [then ]multiplying (the|that|such) [resulting ](result|quotient|amount|number|figure) by",
    ),
    ("NOTMORE", "up to (a maximum|an aggregate maximum|a maximum amount) of"),
    ("NOTMORE", "with a (maximum|cap) of"),
    ("BEEXCEED", "(exceed|be greater than|be more than|be in excess of|be higher than)"),
    ("BELESSTHAN", "be (less than|lower than|reduced below|reduced to less than|below)"),
    # fractions
    (
        "POINTED",
        "(the|such) (numerator|denominator)[ (thereof|of such fraction)](?= (?:is|equals|is equal to) (?:zero|less|not|greater))",
    ),
    ("NUMER", "having as (its|the) numerator"),
    ("DENOM", "[having ]as (its|the) denominator"),
    ("NUMER", f"{_A}numerator {_EQUAL}"),
    ("DENOM", f"{_A}denominator {_EQUAL}"),
    ("DIVIDING", f"{_RESULT}dividing"),
    ("DIVIDING", "[the ]quotient obtained by dividing"),
    ("MULTIPLYING", f"{_RESULT}multiplying"),
    ("SUBTRACTING", f"{_RESULT}(subtracting|deducting)"),
    ("ADDING", f"{_RESULT}adding"),
    ("PCTEQWORD", "[(the|a) ](percentage equivalent|decimal equivalent)(?= \\()"),
    (
        "NOTMORE",
        "which [(percentage|amount|rate|fraction|ratio) ](shall|will|may) (never|not|in no event) (exceed|be greater than|be more than)",
    ),
    (
        "NOTLESS",
        "which [(percentage|amount|rate|fraction|ratio) ](shall|will|may) (never|not|in no event) be less than",
    ),
    (
        "AMTBYIF",
        "[(an|the|any) ]amount[,] [(][but ](not less|no less|in no event less) than (zero|\\$0)[)][,] by which",
    ),
    (
        "AMTWORD",
        "(an|the|any) (amount|percentage|rate)(?=,? [(]?(?:but )?(?:not less|not more|not greater|in no event|which))",
    ),
    ("SHAREFOLLOWING", "[the ]following percentage[s] of"),
    ("ANNUALIZED", "[(the|an) ]annualized (percentage equivalent|decimal equivalent) of"),
    ("PCTEQ", "[(the|a) ](percentage equivalent|decimal equivalent) of"),
    ("PCTEQ", "[(the|a) ]percentage represented by"),
    ("FRACTION", "(a|the) fraction(?!,?\\s+(?:which is |that is )?equal to)"),
    # an amount that is said
    ("AMTBYIF", f"[(an|the|any) ]amount{_ANY} by which"),
    ("AMTBYIF", "[(an|the|any) ]positive amount by which"),
    ("AMTBYIF", "[(an|the|any) ]amount[,] [(]if positive[)][,] by which"),
    ("AMTTOREDUCE", f"[(an|the|any) ]amount{_ANY} {_NEEDED} to reduce"),
    ("AMTTOREDUCE", f"[(an|the|any) ]amount {_NEEDED} to reduce"),
    ("AMTTORAISE", f"[(an|the|any) ]amount{_ANY} {_NEEDED} to increase"),
    ("AMTTORAISE", f"[(an|the|any) ]amount {_NEEDED} to increase"),
    ("AMTBY", "[(an|the|any) ]amount by which"),
    (
        "AMTEQ",
        "[(a|an|the|that|any) ][(aggregate|annual|monthly|dollar|fixed|floating|variable) ](amount|percentage|per annum rate|rate per annum|rate|number|fraction|ratio|price|fee|per annum percentage)[ per annum][ (which is|that is)] equal to",
    ),
    (
        "AMTEQ",
        "[(a|an|the|that|any) ][(monthly|annual|periodic|quarterly) ](fee|amount|premium|commission|charge|payment|compensation|deposit|interest) [(payable|to be paid|paid|due|owed|distributable) ][(to|by) the {CAP}\\w+[ {CAP}\\w+] ]in an [aggregate ]amount equal to",
    ),
    ("AMTEQ", "[(an|a|the) ]per annum rate of"),
    ("AMTEQ", "[(the|a) ](result|remainder) of"),
    ("AMTEQ", "[the ]amount (of which is|that is equal to|which is equal to)"),
    ("EVENT", "(shall|will) be [deemed to be ](in effect|continuing|in existence|satisfied|met)"),
    (
        "EVENT",
        "(shall|will) [be deemed to ](exist|have occurred and be continuing|have occurred|occur)",
    ),
    ("SHALLBE", "(shall|will) be deemed to (be|equal)[ equal to]"),
    ("SHALLBE", "(shall|will) be (reduced|increased|decreased)( to|(?= \\(\\w+\\) to))"),
    ("SHALLBE", "(shall|will) (equal|be equal to|be)"),
    ("EQUALS", "(refers to|shall refer to)(?! \\()"),
    ("EQUALS", "(means|shall mean|will mean|shall mean and be)"),
    (
        "DAYSFROM",
        "[the ][actual ]number of [(calendar|actual) ]days[ elapsed][ in the period] (from and including|from|commencing on)",
    ),
    ("TOBUT", "(to|through|until)[,] but (excluding|not including)"),
    # constructions
    (
        "DATETHATIS",
        "the (date|day) (that|which) (is|occurs on|falls on) (?=the \\w+(?:-\\w+)? anniversary)",
    ),
    ("SUMOF", f"{_WHOLE}sum[,] without duplication[,] of"),
    ("SUMOF", f"{_WHOLE}sum (of|equal to)"),
    (
        "SUMEACH",
        f"{_WHOLE}(sum|total|aggregate)[,] (for|over|with respect to) (each|all)[ of][ the]",
    ),
    ("SUMWORD", f"{_WHOLE}sum(?=,)"),
    (
        "RESULTWORD",
        "(the|a|an) (percentage|amount|result|fraction|quotient|rate|number|ratio|figure)(?=,? \\(?rounded)",
    ),
    ("EARLIEROF", "[(the|an) ](earlier|earliest)[ date][ to occur][ date] of"),
    ("LATEROF", "[(the|a) ](later|latest)[ date][ to occur][ date] of"),
    ("TWICE", "(twice|double)"),
    ("SUMOF", "(the aggregate|the total|the combined total) of"),
    ("PRODUCTSOF", "[the ][respective ]products of"),
    ("PRODUCTOF", "[(the|a) ]product of"),
    ("LESSEROF", "[(the|a) ](lesser|least|smaller|smallest|lower|lowest|minimum) of"),
    ("GREATEROF", "[(the|a) ](greater|greatest|larger|largest|higher|highest|maximum) of"),
    ("EXCESSIF", f"[(the|any|an) ][positive ]excess{_ANY} of"),
    ("EXCESSIF", "any excess of"),
    ("EXCESSIF", "[the ]positive excess of"),
    ("EXCESSOF", "[(the|an) ]excess of"),
    ("DIFFPOS", "[(the|a|any) ]positive difference[,] [(]if any[)][,] (between|of)"),
    ("DIFFEITHER", "[(the|a|any) ]positive difference (between|of)"),
    ("DIFFPOS", "[(the|a) ]difference[,] [(]if positive[)][,] (between|of)"),
    ("DIFFPOS", "[(the|a) ]difference[,] [(][but ](not less|no less) than zero[)][,] (between|of)"),
    ("DIFFABS", "[the ]absolute (value|amount) of the difference (between|of)"),
    ("DIFFOF", "[(the|a) ]difference (between|of)"),
    ("QUOTIENTOF", "[(the|a) ]quotient of"),
    ("RATIOOF", "[(the|a) ]ratio[,] (expressed as a percentage|expressed as a decimal)[,] of"),
    ("RATIOOF", "[(the|a) ]ratio of"),
    (
        "RATIOTHAT",
        "[(the|a|that) ](ratio|proportion|percentage|fraction)[,] (that|which)(?! (?:is|are|was|equals|shall|will|has)\\b)",
    ),
    ("BEARSTO", "(bears|bear|represents|represent|constitutes|constitute) (to|of)"),
    (
        "ASPARTOF",
        "[,] [(expressed|stated|calculated|determined) ]as a (percentage|fraction|proportion|decimal) of",
    ),
    ("WAVGADJ", "[(the|a) ]weighted average (?={CAP})"),
    ("WAVG", "[(the|a) ]weighted average of"),
    (
        "WEIGHTEDBY",
        "[,] weighted (in proportion to|on the basis of|by reference to|based on|based upon|according to|by)[ (their|the|its|such)][ respective]",
    ),
    ("AVERAGEOF", "[(the|an) ][(simple|arithmetic) ](average|mean) of"),
    # infix
    (
        "MINUSFLOOR",
        "[as ](reduced|decreased)[,] [(](but not (below|to below|to less than)|to not less than|but in no event (below|to below|to less than)) (zero|\\$0)[)][,] by",
    ),
    ("REDUCEDTO", "(reduced|decreased)[,] [(]but not (below|to below|to less than)"),
    ("PLUS", "[as ][further |so ][from time to time ]increased[ from time to time] by"),
    ("PLUS", "(plus|together with)"),
    ("TIMES", "(multiplied by|times)"),
    ("DIVIDED", "divided by"),
    # comparisons
    ("NOTEQUAL", "(is|are|was|were) not equal to"),
    ("NOTEQUAL", "(is|are|was|were) (not|other than) (?=(?:zero|{NUM})\\b)"),
    ("NOTEQUAL", "(does|do|did) not equal"),
    ("COMPARE", "(is|are|was|were) at least equal to"),
    (
        "COMPARE",
        "(is|are|was|were) (greater than or equal to|equal to or greater than|not less than|at least|no less than|not lower than)",
    ),
    (
        "COMPARE",
        "(equals or exceeds|equal or exceed|exceeds or equals|exceeds or is equal to|is at least equal to)",
    ),
    (
        "COMPARE",
        "(is|are|was|were) (less than or equal to|equal to or less than|not greater than|not more than|no more than|no greater than|at most|not in excess of)",
    ),
    ("COMPARE", "(does not|do not|did not|shall not|will not) exceed"),
    ("COMPARE", "(is|are|was|were) (greater than|more than|in excess of|higher than)"),
    ("COMPARE", "(is|are|was|were) (less than|lower than|below)"),
    ("COMPARE", "(is|are|was|were) equal to"),
    ("COMPARE", "(is|are|was|were) (?=(?:zero)\\b)"),
    ("COMPARE", "equals (?=(?:zero)\\b)"),
    (
        "BARECOMPARE",
        "(greater than or equal to|less than or equal to|greater than|less than|equal to or less than|equal to or greater than|more than|at least|not more than|not less than|not greater than|no less than|no more than) (?={NUM}|zero|one\\b)",
    ),
    ("IFLESS", "if (less|greater|lower|higher|smaller|larger)(?=[,] )"),
    ("RESPECTIVELY", "[,] respectively[,]"),
    ("PORTIONOF", "[(the|that|any|such) ](portion|part)[,] [(]if any[)][,] of"),
    (
        "PORTIONOF",
        "[(the|that|any|such) ](portion|part) of (?=(?:(?!(?:and|or|plus|minus|less|over|means) )\\S+ ){1,12}(?:in excess of|equal to the (?:lesser|least)|that exceeds|which exceeds|exceeding|(?:that|which) does not exceed|not exceeding|not in excess of|(?:that|which) is (?:in excess of|not in excess of|greater|more|less|equal))\\b)",
    ),
    ("PARTOVER", "(that|which) (exceeds|is in excess of|is greater than|is more than)"),
    ("PARTOVER", "exceeding"),
    (
        "PARTUNDER",
        "(that|which) (does not exceed|is not in excess of|is not greater than|is not more than|is less than or equal to|is equal to or less than)",
    ),
    ("PARTUNDER", "(not exceeding|not in excess of)"),
    ("INEXCESS", "in excess of"),
    ("ISEQUAL", "equal to"),
    ("COMPARE", "equals"),
    ("EXCEEDS", "(exceeds|exceed|exceeded|is exceeded by)"),
    ("TOZERO", "(has|have) been (reduced to zero|paid in full)"),
    ("TOZERO", "(is|are) reduced to zero"),
    ("NOTTOZERO", "(has|have) not (yet )?been (reduced to zero|paid in full)"),
    (
        "EVENTNOT",
        "(is|are) not [then ](in effect|continuing|in existence|outstanding|Outstanding|satisfied|met)",
    ),
    (
        "EVENTNOT",
        "(has|have|shall have) not [yet ](occurred|been satisfied|been met)[ (and is|and be|and are) continuing]",
    ),
    ("EVENTNOT", "(does|do) not exist"),
    ("EVENT", "(is|are) [then ](in effect|continuing|in existence|satisfied|met)"),
    (
        "EVENT",
        "(has|have|shall have) (occurred|been satisfied|been met)[ (and is|and be|and are|and is then) continuing]",
    ),
    ("EVENT", "(is|are|remains|remain) [(then|still) ](outstanding|Outstanding)"),
    ("EVENT", "(exists|occurs|exist)"),
    (
        "MINUS",
        "[as ][further |so ][from time to time ](reduced|decreased)[ from time to time] by",
    ),
    ("MINUS", "(minus|less|net of)(?! than\\b)"),
    # ranges and exceptions
    ("THROUGH", "through[ and including]"),
    (
        "OTHERTHAN",
        "(other than|excluding|exclusive of|not including|except for|except|but excluding|but not including|but exclusive of)",
    ),
    # conditions
    ("INWHICHCASE", "in which (case|event)[,]"),
    ("EXTENT", "to the extent[ that]"),
    ("OCCURRING", "occurring (?=\\()"),
    (
        "OTHERWISE",
        "(?:on|for|as of|as to|with respect to|in the case of) (?:any|each|every|all) (?:later|subsequent|following) {CAP}\\w+ Dates?",
    ),
    ("CLOSEOF", "[the ](close|opening|commencement) of business on[ the]"),
    (
        "OTHERWISE",
        "(?:on|for|as of|as to|with respect to|in the case of) (?:each|any|every|all) (?:\\w+ )?{CAP}\\w+ (?:Date|Period|Month|Quarter|Year)s? thereafter",
    ),
    (
        "OTHERWISE",
        "(otherwise|in all other cases|in any other case|in every other case|in all other circumstances|in each other case|if not|(?:on|for|as of|as to|with respect to|in the case of) (?:any|each|every|all) other {CAP}\\w+ Dates?|thereafter)",
    ),
    (
        "IF",
        "[(but|and) ](if|in the event that|in the event|so long as|for so long as|as long as|where|when)",
    ),
    ("UNLESS", "unless"),
    ("INEACHCASE", "in each case"),
    (
        "INEACHCASE",
        "each (?=as of|as at|immediately|determined|measured|received|during|calculated|in respect)",
    ),
    ("INEACHCASE", "all (as|calculated|determined|measured|computed) (?=for|as of|of)"),
    ("EITHER", "either"),
    ("EITHER", "both (?=\\()"),
    ("ONWHICH", "(on|for|as of|as to|with respect to) which"),
    ("WRT", "(with respect to|in respect of|as to|in the case of)"),
    ("FOR", "applicable to"),
    (
        "FOLLOWING",
        "[the ](percentage|amount|rate) set forth [opposite (such|that|the) {CAP}\\w+ Date ]below",
    ),
    (
        "FOLLOWING",
        "[each of ]the following[ (amounts|items|quantities|amount|percentages|percentage|rates)]",
    ),
    # small words
    ("WORD", "or (more|fewer)"),
    ("SIZE", "(largest|smallest|oldest|newest) (?={CAP})"),
    ("AGG", "(?:the |an |such )?(aggregate|total|combined)(?: of the)?"),
    ("AMTOF", "(the|an|any) [(aggregate|total) ]amount of"),
)

WORDS: Final = {
    "of": "OF", "and": "AND", "or": "OR", "over": "OVER", "to": "TO", "by": "BY", "from": "FROM",
    "the": "DET", "a": "DET", "an": "DET", "any": "DET", "each": "DET", "every": "DET",
    "such": "DET", "that": "DET", "this": "DET", "all": "DET", "those": "DET", "these": "DET",
    "its": "DET", "their": "DET", "both": "DET", "said": "DET", "no": "NO",
    "related": "DET", "applicable": "DET", "respective": "DET", "corresponding": "DET",
    "for": "FOR", "on": "ON", "in": "IN", "as": "AS", "at": "AT", "with": "WITH", "under": "UNDER",
    "is": "IS", "are": "IS", "but": "BUT", "then": "THEN", "until": "UNTIL",
    "neither": "NEITHER", "nor": "NOR",
}  # fmt: skip
"""Single words with a terminal of their own."""

OPERATORS: Final = frozenset(
    "sum product products excess difference quotient ratio fraction numerator denominator lesser "
    "least smaller smallest lower lowest greater greatest larger largest higher highest minimum "
    "maximum plus minus less times multiplied divided multiplying dividing subtracting adding "
    "exceed exceeds exceeding average mean weighted percent percentage half third quarter twelfth "
    "net based remainder result reduced increased decreased otherwise unless except excluding including zero not never "
    "no rounded twice double triple proportion proportionate pro rata share shared exclusive "
    "absolute continuance purposes determine determines faith judgment reasonable deem deems deemed may elect elects "
    "inclusive reduction increase decrease deducted deducting cap capped floor if provided "
    "squared cubed doubled trebled tripled halved negative root power itself themselves latter "
    "former difference notwithstanding more fewer equal equals whichever offset discretion".split()
)
"""Words that a description may not hold: it would hide a sum or a condition."""

PARTICIPLES: Final = frozenset(
    "due payable paid made held received collected deposited distributed distributable allocated "
    "allocable available outstanding accrued accruing incurred realized remaining attributable "
    "advanced recovered withdrawn applied remitted applicable on in under owed owing then "
    "purchased repurchased that which who whose not actually secured issued charged credited "
    "serviced included required with used expended drawn funded reimbursable reimbursed".split()
)

COMPUTED: Final = frozenset(
    "prorated pro-rated annualized compounded discounted adjusted averaged apportioned converted "
    "accreted amortized scaled grossed netted subtracted added raised lowered diminished "
    "augmented supplemented limited restricted".split()
)
"""Participles that say how an amount becomes another, and so may follow none as a description."""

ADJECTIVES: Final = frozenset(
    "outstanding unpaid initial original actual scheduled current unreimbursed uncollected "
    "remaining accrued adjusted monthly annual then-outstanding then-current then-applicable net gross cumulative "
    "unscheduled projected estimated average daily quarterly consolidated maximum minimum".split()
)
"""Words that make a term's quantity another one, and are kept as part of its name."""

ENTITIES: Final = frozenset(
    "Certificate Class Note Bond Loan Receivable Contract Lease Account Fund Pool Group Property "
    "Borrower Company Subsidiary Obligor Servicer Trustee Issuer Depositor Seller Component Trust "
    "Collateral Holder Certificateholder Noteholder Subgroup Tranche REMIC Mortgagor Insurer "
    "Custodian Person Obligation Guarantor Interest Asset Security Party Parent Partner Lender Subsidiarie Subservicer "
    "Subpool Swap Portfolio Series".split()
)
"""What the last word of a term is where the term names things or persons, not a quantity."""

TIMES_HEADS: Final = frozenset(
    "date dates day days period periods month months year years quarter quarters time "
    "anniversary term".split()
)

SMALL_NUMBERS: Final = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

ORDINALS: Final = {
    name: number
    for number, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
     "eightieth": 80, "ninetieth": 90, "hundredth": 100}  # fmt: skip

PARTS: Final = {
    "half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9,
    "tenth": 10, "tenths": 10, "twelfth": 12, "twelfths": 12, "hundredth": 100, "hundredths": 100,
}  # fmt: skip


def pattern(plain: str) -> str:
    """Give the regular expression that a plain pattern stands for."""
    text = re.sub(r"\[\(\]", r"\\(?", plain)
    text = re.sub(r"\[\)\]", r"\\)?", text)
    text = re.sub(r"\[,\] ?", r"(?:\\s*,)?\\s*", text)
    # what may be left out, with the space before or after it
    depth_changed = True
    while depth_changed:
        new = re.sub(r"\[([^\[\]]*)\]", r"(?:\1)?", text)
        depth_changed = new != text
        text = new
    text = re.sub(r"(?<![\\(])\((?!\?)", "(?:", text)
    text = re.sub(r"^\((?!\?)", "(?:", text)
    ending = "" if text.endswith(")") and "(?=" in text else r"(?![\w]|-\w)"
    spaced = text.replace(" ", r"\s+").replace("{CAP}", "[A-Z]").replace("{NUM}", r"[$\d]")
    return f"(?:{spaced}){ending}"
