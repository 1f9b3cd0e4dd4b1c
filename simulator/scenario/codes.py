"""The catalogue of what can be found in a scenario file: a stable code, and a short name for it.

E1xx: the file cannot be played. W1xx: it can, with a warning from reading. E2xx (unsound: played all the same), W2xx
(teaches badly) and I2xx (worth knowing) belong to the checker. A code never changes its meaning; one no longer
used is not given to anything else.
"""

from typing import Final

# What YAML itself cannot read, or reads otherwise than the author meant.
SYNTAX: Final = "E101"
TAB: Final = "E102"
COLON: Final = "E103"
QUOTE: Final = "E104"
BRACKET: Final = "E105"
ENCODING: Final = "E106"
CONTROL: Final = "E107"
SECOND_DOCUMENT: Final = "E108"
EMPTY_FILE: Final = "E109"
UNKNOWN_TAG: Final = "E110"
KEY_NOT_A_WORD: Final = "E111"
DUPLICATE_KEY: Final = "E112"
LOST_TEXT: Final = "E113"
SPLIT_TEXT: Final = "E114"

# Limits.
TOO_LARGE: Final = "E121"
TOO_DEEP: Final = "E122"
TOO_DENSE: Final = "E123"
TOO_MANY_MOMENTS: Final = "E124"
ALIAS_BOMB: Final = "E125"
CYCLIC_ALIAS: Final = "E126"
UNKNOWN_ALIAS: Final = "E127"
BAD_MERGE: Final = "E128"
TOO_MANY_FINDINGS: Final = "E129"

# Keys and values.
UNKNOWN_KEY: Final = "E131"
MISSING_KEY: Final = "E132"
UNKNOWN_VALUE: Final = "E133"
OUT_OF_RANGE: Final = "E134"
WRONG_KIND: Final = "E135"
NOTHING_WRITTEN: Final = "E136"
BAD_ID: Final = "E137"
UNKNOWN_VERSION: Final = "E138"
BAD_COMPARISON: Final = "E139"
UNKNOWN_PLACEHOLDER: Final = "E140"
TOO_FEW: Final = "E141"
TOO_MANY: Final = "E142"
UNCLOSED_LIST: Final = "E143"
CLOSED_EARLY: Final = "E144"
BAD_LANGUAGE: Final = "E145"
RESERVED_ID: Final = "E146"

# What refers to something that is not there.
DUPLICATE_ID: Final = "E151"
MISSING_TARGET: Final = "E152"
MISSING_ID: Final = "E153"
UNKNOWN_VARIANT: Final = "E154"
UNKNOWN_NEED: Final = "E155"
UNKNOWN_DUTY: Final = "E156"
UNKNOWN_RESPONSE: Final = "E157"
UNKNOWN_QUESTION: Final = "E158"
WRONG_FACET: Final = "E159"
NO_WORDS: Final = "E160"

# Fragments.
MISSING_FRAGMENT: Final = "E171"
INCLUDE_CYCLE: Final = "E172"
INCLUDE_ESCAPES: Final = "E173"
NO_RETURN: Final = "E174"
TOO_MANY_FRAGMENTS: Final = "E175"

LARGE_FILE: Final = "W101"

# The checker: what cannot come out well, however it is played.
TRAP: Final = "E201"
ALL_CLOSED: Final = "E202"
UNREVEALED_WISH: Final = "E203"
UNKNOWABLE_USE: Final = "E204"
UNKNOWABLE_CONDITION: Final = "E205"
SERVED_BY_LUCK: Final = "E206"
UNFULFILLED_DUTY: Final = "E207"

# What is never met.
UNREACHABLE_MOMENT: Final = "W201"
ISLAND: Final = "W202"
DEAD_RESPONSE: Final = "W203"
DEAD_BRANCH: Final = "W204"
UNREACHABLE_ENDING: Final = "W205"
DEAD_LINE: Final = "W206"
UNSEEN_CUE: Final = "W207"
PLATINUM_OUT_OF_REACH: Final = "W208"
UNSERVED_WISH: Final = "W209"

# What plays but teaches badly.
DOMINATED: Final = "W211"
EQUAL_TEXTS: Final = "W212"
EQUAL_EFFECTS: Final = "W213"
LONGEST_IS_BEST: Final = "W214"
POLITEST_IS_BEST: Final = "W215"
LAZY_STRATEGY: Final = "W216"
WEAK_KEY: Final = "W217"
SAME_BEST_PATH: Final = "W218"
SAME_CUSTOMER: Final = "W219"
STOCK_IN_NATURAL: Final = "W221"
MISSING_COACH: Final = "W222"
FLAG_NEVER_READ: Final = "W223"
FLAG_NEVER_SET: Final = "W224"
NO_CHOICE: Final = "W225"
TOO_LONG: Final = "W226"
MISSING_VERDICT: Final = "W227"
TRANSLATION_LAGS: Final = "W228"

# The file itself.
ODD_BLANK: Final = "W231"
STALE_IGNORE: Final = "W232"
IGNORE_WITHOUT_REASON: Final = "W233"

# What is worth knowing.
SIZE: Final = "I201"
SCORE_RANGE: Final = "I202"
STAGES_REACHED: Final = "I203"
ONLY_BOUNDS: Final = "I204"
NO_KEY: Final = "I205"
DOMINATED_BY_BEST: Final = "I211"
SILENCE_PAYS: Final = "I212"

SLUGS: Final[dict[str, str]] = {
    code: name.lower().replace("_", "-")
    for name, code in tuple(globals().items())
    if name.isupper() and isinstance(code, str)
}
"""The short name of each code: `E131` is `unknown-key`."""
