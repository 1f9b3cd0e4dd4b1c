"""What a name stands for, in words: for hovers, completion and outlines. Scenario text is shown, never obeyed."""

import re
from typing import Final

from simulator.cli.lsp.buffers import Buffer
from simulator.locale import _, ngettext
from simulator.scenario.meanings import meaning
from simulator.scenario.model import Branch, Compose, Exchange, Moment, Read, Response, Scenario, words_for
from simulator.scenario.reading.occurrences import Symbol
from simulator.wording.labels import label
from simulator.wording.plaintext import printable

_LONGEST: Final = 300
_SHORT: Final = 60
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#&~|$@]|:(?=//)|(?<=[wW])\.|^\s*(?:[-+=]|\d+[.)])")


def markdown(text: str) -> str:
    """Foreign text as Markdown that shows it letter for letter: no emphasis, no list, no link out of an address."""
    return _MARKUP.sub(_escaped, printable(text).replace("\n", " "))


def _escaped(found: re.Match[str]) -> str:
    return found.group()[:-1] + "\\" + found.group()[-1]


def first_words(text: str, most: int = _SHORT) -> str:
    """The beginning of a text, on one line."""
    text = " ".join(printable(text).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def gist(buffer: Buffer, symbol: Symbol) -> str:
    """One line that says what has this name; empty where nothing is known of it. Plain text."""
    scenario = buffer.scenario
    if scenario is None:
        return ""
    found = _words(scenario, symbol)
    return first_words(found, _LONGEST) if found else ""


def _words(scenario: Scenario, symbol: Symbol) -> str:
    name = symbol.name
    match symbol.kind:
        case "target":
            if name in scenario.moments:
                return said_at(scenario.moments[name])
            return words_for(scenario.endings[name].text, None) or "" if name in scenario.endings else ""
        case "response":
            found = response(scenario, symbol)
            return found.say if found is not None else ""
        case "detail":
            return detail(scenario, name)
        case "need":
            return scenario.needs.get(name) or (_(meaning("need", name)) if meaning("need", name) else "")
        case "duty":
            return scenario.duties.get(name, "")
        case "variant":
            customer = scenario.variants.get(name)
            return ", ".join(filter(None, (customer.name, customer.about))) if customer is not None else ""
        case "misreading":
            moment = scenario.moments.get(symbol.scope)
            return moment.misreadings.get(name, "") if isinstance(moment, Read) else ""
        case "question":
            return question(scenario, name)
        case _:
            return ""


def said_at(moment: Moment) -> str:
    """What the customer says first at a moment."""
    return words_for(moment.line[0].text, None) or next(iter(_others(moment)), "") if moment.line else ""


def _others(moment: Moment) -> list[str]:
    text = moment.line[0].text
    return [] if isinstance(text, str) else list(text.others.values())


def response(scenario: Scenario, symbol: Symbol) -> Response | None:
    """The response or part that a name stands for; None where there is none of it."""
    moment = scenario.moments.get(symbol.scope)
    match moment:
        case Exchange():
            return moment.responses.get(symbol.name)
        case Compose():
            return moment.parts.get(symbol.name)
        case _:
            return None


def detail(scenario: Scenario, name: str) -> str:
    """What a fact, a piece of reality or a wish says."""
    for customer in (scenario.customer, *scenario.variants.values()):
        if name in customer.facts:
            return customer.facts[name]
        if name in customer.reality:
            return f"{customer.reality[name].text} ({label('facet', customer.reality[name].facet)})"
        if name in customer.wishes:
            wish = customer.wishes[name]
            return f"{wish.text} ({label('facet', wish.facet)}: {wish.need})"
    return ""


def question(scenario: Scenario, name: str) -> str:
    """What a question of a message asks; empty where there is none of the name."""
    for moment in scenario.moments.values():
        if isinstance(moment, Compose) and name in moment.questions:
            return moment.questions[name].text
    return ""


def leads_to(ways: tuple[Branch, ...]) -> str:
    """Where it goes on, each place once."""
    return ", ".join(dict.fromkeys(way.to for way in ways if way.to))


def counted(responses: int) -> str:
    """`3 responses`."""
    return ngettext("{n} response", "{n} responses", responses).format(n=responses)
