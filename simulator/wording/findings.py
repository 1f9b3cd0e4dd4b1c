"""What is wrong with a scenario file, and what to do about it, in the reader's language.

A finding is data; here are its two sentences. Each code has one of each; a detail among the finding's
arguments may choose a more precise one.
"""

from typing import Final
from unicodedata import category

from simulator.locale import N_, _
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.wording.checks import CHECKS, CHECKS_IN_DETAIL
from simulator.wording.labels import label
from simulator.wording.numbers import THINGS, counted, number

Sentences = dict[str, tuple[str, str]]

_BROKEN_YAML: Final[Sentences] = {
    codes.SYNTAX: (
        N_("The file cannot be read from here on."),
        N_("Look at this line and the one above it: a quotation mark, a colon or the indentation is amiss."),
    ),
    codes.TAB: (
        N_("A tab is used as indentation."),
        N_("Indent with blanks; most editors can replace the tabs of a file at once."),
    ),
    codes.COLON: (
        N_("A colon in the middle of this line splits it in two."),
        N_("Put the whole text between double quotes."),
    ),
    codes.QUOTE: (
        N_("A quotation mark opened here is never closed."),
        N_('Close it at the end of the text; inside the text, write \\" for a double quote.'),
    ),
    codes.BRACKET: (
        N_("A bracket or brace opened here is not closed as it should be; reading stopped at line {line}."),
        N_("Close it, put commas between its items, and quote any text that holds a comma, a colon or a bracket."),
    ),
    codes.ENCODING: (
        N_("The file is not UTF-8 text: byte {byte} means nothing here."),
        N_("Save the file again as UTF-8."),
    ),
    codes.CONTROL: (
        N_("An invisible control character ({character}) stands here."),
        N_("Delete it; it often comes along when text is pasted."),
    ),
    codes.SECOND_DOCUMENT: (
        N_("A second document begins here."),
        N_("One file is one scenario: remove the line of dashes, or move what follows to its own file."),
    ),
    codes.EMPTY_FILE: (
        N_("The file is empty."),
        N_("Begin with platine new, or with a copy of a bundled scenario."),
    ),
    codes.UNKNOWN_TAG: (
        N_("The tag {tag} means nothing in a scenario."),
        N_("Remove it; a text that begins with an exclamation mark goes between double quotes."),
    ),
    codes.KEY_NOT_A_WORD: (
        N_("A key must be a word, and here it is a list or a mapping."),
        N_("Put the text between double quotes if it begins with a bracket or a brace."),
    ),
    codes.DUPLICATE_KEY: (
        N_("The key “{key}” stands twice in the same place; the first is on line {line}."),
        N_("Rename one of them, or remove it."),
    ),
    codes.LOST_TEXT: (
        N_("Everything after “{kept}” is lost: a blank and # begin a comment."),
        N_("Put the text between double quotes; a comment is set off by two blanks."),
    ),
    codes.SPLIT_TEXT: (
        N_("A sentence is cut in two by “{sign}”."),
        N_("Put the text between double quotes."),
    ),
}

_LIMITS: Final[Sentences] = {
    codes.TOO_LARGE: (N_("The file is larger than {most} MiB."), N_("Split the scenario into several.")),
    codes.TOO_DEEP: (
        N_("The file is nested deeper than {most} levels."),
        N_("Nothing in a scenario needs that: look for brackets that are not closed."),
    ),
    codes.TOO_DENSE: (
        N_("The file holds far more values than its text can account for."),
        N_("This is not a scenario; check which file it is."),
    ),
    codes.TOO_MANY_MOMENTS: (
        N_("There are more than {most} moments."),
        N_("Split the scenario into several."),
    ),
    codes.ALIAS_BOMB: (
        N_("Aliases and merge keys make the file grow by more than {most} values."),
        N_("Write out what is repeated, or repeat smaller pieces."),
    ),
    codes.CYCLIC_ALIAS: (
        N_("The alias *{name} stands inside what it names."),
        N_("Remove it, or move the anchor &{name} to something smaller."),
    ),
    codes.UNKNOWN_ALIAS: (
        N_("The alias *{name} has no anchor above it."),
        N_("Write &{name} where the value is given; a text that begins with * goes between double quotes."),
    ),
    codes.BAD_MERGE: (
        N_("The merge key << takes a mapping, and this is none."),
        N_("Give it an alias of a mapping, or a list of them."),
    ),
    codes.TOO_MANY_FINDINGS: (
        N_("There are more than {most} findings; the rest is not told."),
        N_("Put the first ones right and check again."),
    ),
    codes.LARGE_FILE: (
        N_("The file is larger than 1 MiB."),
        N_("It can be played; smaller scenarios are easier to read, check and translate."),
    ),
}

_KEYS: Final[Sentences] = {
    codes.UNKNOWN_KEY: (N_("There is no key “{key}” here."), N_("Known here: {known}.")),
    codes.MISSING_KEY: (N_("The key {key} is missing here."), N_("Add {key}.")),
    codes.UNKNOWN_VALUE: (N_("The value “{value}” is not known here."), N_("Known here: {known}.")),
    codes.OUT_OF_RANGE: (
        N_("{value} is out of range."),
        N_("Write a number from {least} to {most}."),
    ),
    codes.WRONG_KIND: (
        N_("{expected} belongs here, and this is {found}."),
        N_("Write {expected}."),
    ),
    codes.NOTHING_WRITTEN: (
        N_("Nothing is written here."),
        N_("Write {expected}, or remove the key."),
    ),
    codes.BAD_ID: (
        N_("“{id}” cannot be an id."),
        N_("Ids are made of letters, digits, - and _, without blanks."),
    ),
    codes.UNKNOWN_VERSION: (
        N_("Version {version} of the format is not known."),
        N_("Write platine: 1; a newer file asks for a newer Platine."),
    ),
    codes.BAD_COMPARISON: (
        N_("{value} is not a comparison."),
        N_('Write a number, ">= 6" between quotes, or at least 6.'),
    ),
    codes.UNKNOWN_PLACEHOLDER: (
        N_("{{{word}}} stands for nothing, and would be shown as it is."),
        N_("The words that are filled in are {known}."),
    ),
    codes.TOO_FEW: (N_("There are too few {what} here."), N_("Write {least} or more.")),
    codes.TOO_MANY: (N_("There are too many {what} here."), N_("Keep {most} at most.")),
    codes.UNCLOSED_LIST: (
        N_("This list has no last word: nothing is said of when no condition holds."),
        N_("Close it with an item that has {key} and no when."),
    ),
    codes.CLOSED_EARLY: (
        N_("What follows this item can never be reached: it has no condition."),
        N_("Give it a when, or move it to the end of the list."),
    ),
    codes.BAD_LANGUAGE: (
        N_("{value} is not a language."),
        N_("Write a language tag such as fr, en or en-GB."),
    ),
    codes.RESERVED_ID: (
        N_("“{id}” means something else in the format and cannot be a name here."),
        N_("Give it another name."),
    ),
}

_REFERENCES: Final[Sentences] = {
    codes.DUPLICATE_ID: (
        N_("The id “{id}” is already taken."),
        N_("Give one of the two another name: facts, reality and wishes share theirs, as do moments and endings."),
    ),
    codes.MISSING_TARGET: (
        N_("There is no moment or ending “{id}”."),
        N_("Write it, or send to one that exists."),
    ),
    codes.MISSING_ID: (
        N_("No customer of this scenario has “{id}” among facts, reality or wishes."),
        N_("Add it to the customer, or name one that he has."),
    ),
    codes.UNKNOWN_VARIANT: (
        N_("There is no variant “{id}”."),
        N_("Declare it under variants, or name one of these: {known}."),
    ),
    codes.UNKNOWN_NEED: (
        N_("There is no need “{id}”."),
        N_("Name one of these, or declare it under needs at the top of the file: {known}."),
    ),
    codes.UNKNOWN_DUTY: (
        N_("There is no duty “{id}”."),
        N_("Declare it under duties at the top of the file."),
    ),
    codes.UNKNOWN_RESPONSE: (
        N_("There is no response “{id}”."),
        N_("Name it as moment.response."),
    ),
    codes.UNKNOWN_QUESTION: (
        N_("There is no question “{id}”."),
        N_("Name one of the questions of the message."),
    ),
    codes.WRONG_FACET: (
        N_("“{id}” is not among what this moment asks about ({asks}) but under {facet}."),
        N_("Name an id of his reality under {asks}, or change asks."),
    ),
    codes.NO_WORDS: (
        N_("The variant “{variant}” comes here and has no words."),
        N_("Add {variant}, or base for all who have none of their own."),
    ),
    codes.MISSING_FRAGMENT: (
        N_("The fragment {file} cannot be read."),
        N_("Check its name: it is looked for beside the file that includes it."),
    ),
    codes.INCLUDE_CYCLE: (
        N_("The fragment {file} includes itself."),
        N_("Remove this line, or one on the way back."),
    ),
    codes.INCLUDE_ESCAPES: (
        N_("The fragment {file} lies outside the scenario's folder."),
        N_("Move it beside the scenario, or into a folder below."),
    ),
    codes.NO_RETURN: (
        N_("Nothing says where then: return goes."),
        N_("Give the fragment's prefix a moment under returns; outside a fragment, name the moment itself."),
    ),
    codes.TOO_MANY_FRAGMENTS: (
        N_("More than {most} fragments are included."),
        N_("Include fewer, larger ones."),
    ),
}

_SENTENCES: Final[Sentences] = {**_BROKEN_YAML, **_LIMITS, **_KEYS, **_REFERENCES, **CHECKS}

_DETAILED: Final[Sentences] = {
    "odd-tab": (
        N_("A tab stands here where a blank is expected."),
        N_("Replace it by blanks; most editors can replace the tabs of a file at once."),
    ),
    **CHECKS_IN_DETAIL,
    "escape": (
        N_("A backslash in double quotes begins an escape, and this one means nothing."),
        N_("Double the backslash, or use single quotes."),
    ),
    "start": (
        N_("A text may not begin with this character."),
        N_("Put the text between double quotes."),
    ),
    "block": (
        N_("A value that begins with > or | announces a text on the lines below."),
        N_("Put it between double quotes; a bound can be written in words: at least 6."),
    ),
    "no-colon": (
        N_("This line is neither a key with its colon nor the rest of a text."),
        N_("Add the colon after the key, or indent the line if it goes on with the text above."),
    ),
    "dash": (
        N_("A list item stands where none can."),
        N_("Put the list on its own lines under its key; quote a text that begins with a dash."),
    ),
    "indent": (
        N_("This line is not in line with those above it."),
        N_("Give it the same indentation as its neighbours."),
    ),
    "behind-quote": (
        N_("The text ends at the quotation mark before this place, and more words follow it."),
        N_('Put the whole text between double quotes, and write \\" for a double quote inside it.'),
    ),
    "stray-bracket": (
        N_("This bracket or brace closes nothing."),
        N_("Remove it, or open it before."),
    ),
    "no-blank": (
        N_("There is no blank behind this colon, so that no key ends here."),
        N_("Put a blank behind it."),
    ),
    "hard-blank": (
        N_("A non-breaking blank stands here; it looks like any other, and YAML does not take it for one."),
        N_("Delete it and type an ordinary blank."),
    ),
    "curly": (
        N_("A colon splits this text in two: quotation marks that are curly or angled hold no text together."),
        N_('Put the whole text between straight double quotes: "…".'),
    ),
    "curly-end": (
        N_("The text opened here by a straight quotation mark ends in one that is not, and is never closed."),
        N_('Write a straight one at the end as well: "…".'),
    ),
    "curly-id": (
        N_("{id} cannot be an id with these quotation marks."),
        N_("Remove them; an id needs none."),
    ),
    "anchor": (
        N_("A text may not begin with * or &."),
        N_("Put the text between double quotes."),
    ),
    "content": (
        N_("A sign stands here where a value is expected."),
        N_("Remove a comma too many, or put the text between double quotes."),
    ),
    "several": (
        N_("“{id}” cannot be an id."),
        N_("Several ids go between brackets: [{id}]."),
    ),
    "only-a-comment": (
        N_("Nothing is left of this text: a blank and # begin a comment."),
        N_("Put the text between double quotes."),
    ),
    "no-base": (
        N_("Customers who come here have no words."),
        N_("Add base: it speaks for all who have none of their own."),
    ),
}

_KINDS: Final[dict[str, str]] = {
    "text": N_("a text"),
    "number": N_("a number"),
    "whole": N_("a whole number"),
    "true-false": N_("true or false"),
    "word": N_("a word"),
    "id": N_("an id"),
    "mapping": N_("a block of keys (key: value)"),
    "list": N_("a list"),
    "pair": N_("a pair of numbers"),
    "comparison": N_("a comparison"),
    "nothing": N_("nothing"),
    "empty": N_("an empty text"),
    "responses": N_("responses"),
    "questions": N_("questions"),
    "parts": N_("parts"),
    "items": N_("items"),
    "letters": N_("letters"),
    "rehearsals": N_("rehearsals"),
    "moments": N_("moments"),
    "endings": N_("endings"),
    "wishes": N_("wishes"),
}
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_KIND_ARGUMENTS: Final = frozenset({"expected", "found", "what"})
_NAMED: Final = {
    "stage": "stage",
    "stages": "stage",
    "dimension": "score",
    "questions": "score",
    "strategy": "strategy",
}
"""Arguments that are words of ours, by the kind that names them."""
_REACH: Final = N_("what can happen")
_BASE: Final = "base"
_CUSTOMERS: Final = frozenset({"customer", "another"})
"""Arguments that name a customer by his id."""
_FIGURES: Final = frozenset({"least", "most", "mean", "best"})
"""Arguments that are figures of ours, with a point where they have a fraction."""
_OWN_WORDS: Final = tuple(f"{{{name}}}" for name in sorted(_KIND_ARGUMENTS))


def sentence(finding: Finding) -> str:
    """What is wrong."""
    words = _(_pair(finding)[0])
    told = words.format_map(_values(finding))
    # A word of the author's at the beginning stays as he wrote it; only our own get a capital.
    return _capital(told) if words.startswith(_OWN_WORDS) else told


def remedy(finding: Finding) -> str:
    """What to do about it."""
    values = _values(finding)
    if "nearest" in values:
        return _("Did you mean “{nearest}”?").format_map(values)
    if "belongs" in values:
        return _("It belongs to moments of kind {belongs}.").format_map(values)
    if "above" in values:
        return _("It looks like a key of {above}: indent it as far as the keys under {above}.").format_map(values)
    if "under" in values:
        return _("It looks like one of the {under}: indent it so that it stands under that key.").format_map(values)
    if finding.code == codes.WRONG_KIND and "known" in values:
        return _("Write one or more of these keys here, each with its value: {known}.").format_map(values)
    if finding.code == codes.WRONG_KIND and finding.arguments["expected"] == "text":
        return _("Put the text between double quotes.")
    return _(_pair(finding)[1]).format_map(values)


def line(finding: Finding) -> str:
    """The finding on one line: `file:line:column: code sentence remedy`."""
    place = finding.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    return f"{visible(where)}: {finding.code} {sentence(finding)}{for_whom(finding)} {remedy(finding)}"


def visible(text: str) -> str:
    """Foreign text with its control characters spelt out."""
    if text.isprintable():
        return text
    return "".join(f"<U+{ord(letter):04X}>" if category(letter) in _UNSEEN else letter for letter in text)


def for_whom(finding: Finding) -> str:
    """With which customer something is wrong, behind the sentence; empty where it is wrong with all."""
    return f" ({customer(finding.variant)})" if finding.variant else ""


def customer(variant: str) -> str:
    """What a customer is called where only his id is known: an author never wrote the id of his first one."""
    return _("first customer") if variant == _BASE else visible(variant)


def _pair(finding: Finding) -> tuple[str, str]:
    detail = finding.arguments.get("detail", "")
    return _DETAILED.get(detail, _SENTENCES[finding.code])


def _values(finding: Finding) -> dict[str, str]:
    values = {name: _value(name, value) for name, value in finding.arguments.items()}
    if finding.code == codes.SIZE:
        values |= {things: counted(things, int(finding.arguments[things])) for things in THINGS}
    return values


def _value(name: str, value: str) -> str:
    if name in _KIND_ARGUMENTS and value in _KINDS:
        return _(_KINDS[value])
    if name in _NAMED:
        return ", ".join(_named(_NAMED[name], word) for word in value.split(", "))
    if name in _CUSTOMERS:
        return _("the first customer") if value == _BASE else _("“{text}”").format(text=visible(value))
    return number(float(value), 1) if name in _FIGURES and "." in value else visible(value)


def _named(kind: str, word: str) -> str:
    return _(_REACH) if word == "reach" else label(kind, word)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
