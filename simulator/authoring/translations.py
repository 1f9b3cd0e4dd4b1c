"""One scenario in two languages: what the translation lacks, what it lags behind in, and where the two differ.

Everything a scenario says has a name, the way to it in the file with dots between: `customer.real_need`,
`moments.greeting.responses.listen.say`, `moments.greeting.line.base` for words by variant. Only what has no id of its
own is numbered, from 1: `objectives.1`, `moments.greeting.cues.2.sign`, `moments.greeting.line.1` where a line has
cases.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from simulator.scenario.model import (
    ByVariant,
    Compose,
    Cue,
    Customer,
    Exchange,
    LineCase,
    Moment,
    Read,
    Response,
    Scenario,
    Words,
)

Way = tuple[str, ...]
_STAMP: Final = 12
"""Hexadecimal figures of a stamp: 48 bits, for a few hundred texts held against one another by name."""
_FEWEST_WORDS: Final = 4
"""Words from which on a text that is the same in two languages was not translated; names and figures have fewer."""


class Leaf(msgspec.Struct, frozen=True):
    """One thing that a scenario says: words for people, or a value that must be the same in every language."""

    way: Way
    value: str
    is_text: bool

    @property
    def name(self) -> str:
        return ".".join(self.way)


class Lag(msgspec.Struct, frozen=True):
    """What a translation owes its source, by the names of the texts."""

    lacks: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """The source says something else now than when this was translated."""
    untranslated: tuple[str, ...] = ()
    """Still in the source's words."""
    orphaned: tuple[str, ...] = ()
    """Nothing in the source has this name any more."""

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.lacks, *self.changed, *self.untranslated, *self.orphaned)


class Difference(msgspec.Struct, frozen=True):
    """Something that should be the same in both languages; None where one of them has nothing of the name."""

    name: str
    source: str | None
    translation: str | None


def stamp(text: str) -> str:
    """What a text is known by once it was translated: the beginning of its SHA-256, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_STAMP]


def texts(scenario: Scenario) -> dict[str, str]:
    """Every text of a scenario by its name, in the order of the file. A variant has those it inherits as well."""
    return {leaf.name: leaf.value for leaf in leaves(scenario) if leaf.is_text}


def lagging(source: Scenario, translation: Scenario, made_from: Mapping[str, str] | None = None) -> Lag:
    """What the translation owes the source. `made_from`: the stamps of the words that each text was translated from.

    Without them nothing is known to have changed.
    """
    stamps = made_from or {}
    ours, theirs = texts(source), texts(translation)
    both = [name for name in ours if name in theirs]
    return Lag(
        lacks=_once((name for name in ours if name not in theirs), ours),
        changed=tuple(name for name in both if name in stamps and stamps[name] != stamp(ours[name])),
        untranslated=tuple(
            name
            for name in both
            if name not in stamps
            and ours[name] == theirs[name]
            and len(ours[name].split()) >= _FEWEST_WORDS
            and primary(source.language) != primary(translation.language)
        ),
        orphaned=_once((name for name in theirs if name not in ours), theirs),
    )


def _once(names: Iterable[str], found: Mapping[str, str]) -> tuple[str, ...]:
    """The names without those of variants that only inherit a text which is named already."""
    named = dict.fromkeys(names)

    def inherits(name: str) -> bool:
        block, _, rest = name.partition(".")
        base = f"customer.{rest.partition('.')[2]}"
        return block == "variants" and base in named and found[base] == found[name]

    return tuple(name for name in named if not inherits(name))


def differences(source: Scenario, translation: Scenario) -> tuple[Difference, ...]:
    """Where the two are not one scenario: ids, needs, what is called for, what leads where. A block that only one of
    them has is told once, by its name."""
    ours, theirs = _values(source), _values(translation)
    found = [
        Difference(".".join(way), value, theirs[way])
        for way, value in ours.items()
        if way in theirs and theirs[way] != value
    ]
    found += [Difference(".".join(way), _SOMETHING, None) for way in tops(ours, theirs)]
    found += [Difference(".".join(way), None, _SOMETHING) for way in tops(theirs, ours)]
    return tuple(found)


_SOMETHING: Final = ""
"""Stands for a block that is there, whatever is in it."""


def tops(some: Iterable[Way], others: Iterable[Way]) -> list[Way]:
    """Of the ways that `others` lack, the shortest beginnings that lead to nothing there, each once."""
    known = {way[:length] for way in others for length in range(len(way) + 1)}
    missing: dict[Way, None] = {}
    for way in some:
        if way not in known:
            missing[next(way[:length] for length in range(1, len(way) + 1) if way[:length] not in known)] = None
    return list(missing)


def primary(language: str) -> str:
    """The language itself, its region left aside: `en` for `en-GB`."""
    return language.split("-")[0].lower()


def leaves(scenario: Scenario) -> Iterator[Leaf]:
    """Everything that a scenario says, in the order of the format, but for what a translation has its own of.

    That is `platine`, `language`, and `panel`: a panel rated the words of one language.
    """
    for key in ("title", "sector", "summary", "notes"):
        yield from _text((key,), getattr(scenario, key))
    for number, objective in enumerate(scenario.objectives, 1):
        yield from _text(("objectives", str(number)), objective)
    for key in ("id", "channel", "level", "start", "hangs_up", "desk"):
        yield _value((key,), getattr(scenario, key))
    for key in ("needs", "duties"):
        yield from _mapping((key,), getattr(scenario, key))
    yield from _customer(("customer",), scenario.customer)
    for variant, customer in scenario.variants.items():
        yield from _customer(("variants", variant), customer)
    for name, moment in scenario.moments.items():
        yield from _moment(("moments", name), moment)
    for name, ending in scenario.endings.items():
        yield _value(("endings", name, "outcome"), ending.outcome)
        yield _value(("endings", name, "for"), ending.only)
        yield from _words(("endings", name, "text"), ending.text)


def _values(scenario: Scenario) -> dict[Way, str]:
    return {leaf.way: leaf.value for leaf in leaves(scenario) if not leaf.is_text}


def _customer(way: Way, customer: Customer) -> Iterator[Leaf]:
    for key in ("name", "about", "request", "real_need"):
        yield from _text((*way, key), getattr(customer, key))
    for key in ("wait", "severity", "known", "base"):
        yield _value((*way, key), getattr(customer, key))
    yield from _mapping((*way, "facts"), customer.facts)
    for name, detail in customer.reality.items():
        yield from _text((*way, "reality", detail.facet, name), detail.text)
    for name, wish in customer.wishes.items():
        yield _value((*way, "wishes", wish.facet, name, "need"), wish.need)
        yield from _text((*way, "wishes", wish.facet, name, "text"), wish.text)
    yield from _mapping((*way, "verdicts"), customer.verdicts)


def _moment(way: Way, moment: Moment) -> Iterator[Leaf]:
    yield _value((*way, "kind"), moment.__struct_config__.tag)
    yield _value((*way, "for"), moment.only)
    yield from _line((*way, "line"), moment.line)
    for number, cue in enumerate(moment.cues, 1):
        yield from _cue((*way, "cues", str(number)), cue)
    match moment:
        case Exchange():
            yield from _called(way, moment)
            for key in ("delivery", "silence"):
                yield _value((*way, key), getattr(moment, key))
            for name, response in moment.responses.items():
                yield from _response((*way, "responses", name), response)
        case Compose():
            yield from _called(way, moment)
            yield _value((*way, "pick"), moment.pick)
            for name, question in moment.questions.items():
                yield from _text((*way, "questions", name, "text"), question.text)
                yield _value((*way, "questions", name, "weight"), question.weight)
                yield _value((*way, "questions", name, "urgent"), question.urgent)
            for name, part in moment.parts.items():
                yield from _response((*way, "parts", name), part)
        case Read():
            yield _value((*way, "asks"), moment.asks)
            yield _value((*way, "right"), moment.right)
            yield from _mapping((*way, "misreadings"), moment.misreadings)
        case _:
            yield _value((*way, "stage"), moment.stage)
    if not isinstance(moment, Exchange):
        yield _value((*way, "then"), moment.then)
    yield from _text((*way, "notes"), moment.notes)


def _called(way: Way, moment: Exchange | Compose) -> Iterator[Leaf]:
    yield _value((*way, "weight"), moment.weight)
    yield _value((*way, "calls_for", "base"), moment.calls_for.base)
    for variant, called in moment.calls_for.others.items():
        yield _value((*way, "calls_for", variant), called)


def _line(way: Way, cases: tuple[LineCase, ...]) -> Iterator[Leaf]:
    if len(cases) == 1:
        yield from _words(way, cases[0].text)
        return
    for number, case in enumerate(cases, 1):
        yield _value((*way, str(number), "when"), case.when)
        yield from _words((*way, str(number)), case.text)


def _cue(way: Way, cue: Cue) -> Iterator[Leaf]:
    yield from _text((*way, "sign"), cue.sign)
    for key, value in (("reveals", cue.reveals), ("hidden", cue.hidden), ("load_hides", cue.load_hides)):
        yield _value((*way, key), value)
    yield _value((*way, "for"), cue.only)


_RESPONSE: Final = {
    "then": "then",
    "empathy": "empathy",
    "naturalness": "naturalness",
    "tone": "tone",
    "offers": "offers",
    "uses": "uses",
    "reveals": "reveals",
    "confirms": "confirms",
    "dismisses": "dismisses",
    "misreads": "misreads",
    "promises": "empty_promise",
    "progress": "progress",
    "when": "when",
    "locked": "locked_show",
    "sets": "sets",
    "fulfils": "fulfils",
    "action": "action",
    "for": "only",
    "answers": "answers",
}
"""The keys of a response that are no words, with the model's attributes."""


def _response(way: Way, response: Response) -> Iterator[Leaf]:
    yield from _text((*way, "say"), response.say)
    for key, attribute in _RESPONSE.items():
        yield _value((*way, key), getattr(response, attribute))
    if response.reply is not None:
        yield from _words((*way, "reply"), response.reply)
    yield from _text((*way, "coach"), response.coach)


def _text(way: Way, text: str | None) -> Iterator[Leaf]:
    if text is not None:
        yield Leaf(way, text, is_text=True)


def _mapping(way: Way, named: Mapping[Any, str]) -> Iterator[Leaf]:
    for name, text in named.items():
        yield from _text((*way, name), text)


def _words(way: Way, words: Words) -> Iterator[Leaf]:
    if not isinstance(words, ByVariant):
        yield from _text(way, words)
        return
    yield from _text((*way, "base"), words.base)
    for variant, text in words.others.items():
        yield from _text((*way, variant), text)


def _value(way: Way, value: Any) -> Leaf:
    return Leaf(way, _shown(msgspec.to_builtins(value)), is_text=False)


def _shown(value: Any) -> str:
    """A value as one line; lists of ids sorted, for their order means nothing, and defaults left out."""
    match value:
        case None | False:
            return "-"
        case True:
            return "true"
        case dict():
            kept = ((key, inner) for key, inner in value.items() if inner not in (None, False, [], {}, ()))
            return "{" + ", ".join(f"{key}: {_shown(inner)}" for key, inner in kept) + "}"
        case list() | tuple():
            items = [_shown(item) for item in value]
            return ", ".join(sorted(items) if all(isinstance(item, str) for item in value) else items) or "-"
        case _:
            return str(value)
