"""The call as it was lived, in order: what was said, noticed, read and reflected on, and why each thing moved."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from simulator.conversation.events import (
    Answered,
    Arrived,
    Coached,
    Ended,
    Event,
    Noticed,
    ReadMood,
    Reason,
    Reflected,
    Replied,
)
from simulator.conversation.play import Play
from simulator.exports.markup import Child, Voice, before, element, own
from simulator.locale import _
from simulator.rubric.reception import WORDS as RECEPTIONS
from simulator.scenario.model import Read
from simulator.wording.labels import label
from simulator.wording.numbers import percent
from simulator.wording.reasons import figures, reason, subject

CUE_SIGN: Final = "◦ "


def transcript(play: Play, voice: Voice) -> list[Element]:
    """Every event of the play; the turns can be linked to as `turn-1` and so on."""
    told: list[Element] = []
    turn = 0
    for event in play.events:
        turn += isinstance(event, Answered)
        told += _answered(play, voice, event, turn) if isinstance(event, Answered) else _told(play, voice, event)
    return told


def _told(play: Play, voice: Voice, event: Event) -> Iterator[Element]:
    customer = play.script.customer.name
    match event:
        case Arrived():
            if event.line:
                yield voice("blockquote", event.line)
            yield from _cues(voice, event.cues)
        case Noticed():
            breathes = event.by == "breathe"
            words = _("You breathe out. Your load: {load}.") if breathes else _("You take four seconds to notice.")
            yield _aside(words.format(load=label("load", event.load)))
            yield from _cues(voice, event.cues)
        case Coached():
            yield _aside(_("Coach") + f": {label('stage', event.stage)}")
        case Replied():
            yield voice("blockquote", event.words)
        case ReadMood():
            right = _("That is how it is.") if event.right else _("That is not what is going on.")
            yield _aside(_("Your reading: {reading}").format(reading=_reading(play, event)) + " · " + right)
        case Reflected():
            yield _aside(_("You took a moment to think of {customer}.").format(customer=customer))
        case Ended():
            ended = _("{customer} has hung up.").format(customer=customer)
            yield element("h3", own(_("End of the conversation")))
            yield voice("p", event.text) if event.text is not None else element("p", own(ended))


def _aside(words: str) -> Element:
    return element("p", own(words), class_="soft")


def _cues(voice: Voice, cues: tuple[str, ...]) -> Iterator[Element]:
    for cue in cues:
        yield voice("p", (CUE_SIGN, element("em", voice.words(cue))))


def _reading(play: Play, event: ReadMood) -> str:
    """The words of what was picked."""
    moment = play.script.scenario.moments[event.moment]
    assert isinstance(moment, Read)
    if event.pick in moment.misreadings:
        return moment.misreadings[event.pick]
    return label("mood", event.pick) if moment.asks == "mood" else subject(event.pick, play.script)


def _answered(play: Play, voice: Voice, event: Answered, turn: int) -> Iterator[Element]:
    """A turn: the exact words, how they landed, and every reason with what it moved."""
    figures = _("Empathy {empathy}, naturalness {naturalness}: {reception}").format(
        empathy=percent(event.empathy),
        naturalness=percent(event.naturalness),
        reception=label("reception", RECEPTIONS[event.reception]),
    )
    words = "\n".join(event.words)
    coloured = play.script.spoken and words and event.tone != "steady"
    tone = f" ({label('tone', event.tone)})" if coloured else ""
    action = f" ({label('action', event.action)})" if event.action else ""
    made: list[Child] = [
        element("h3", own(_("Turn {number}").format(number=turn))),
        element("p", own(_("You") + tone + action), class_="soft"),
        voice("blockquote", words, class_="you") if words else element("p", own(_("You kept silent."))),
        element("p", own(figures), class_="soft"),
        element("ul", *(_reason(play, one) for one in event.reasons)),
        *(element("p", before(_("Coach")), voice("span", remark)) for remark in event.coach),
    ]
    yield element("article", *made, id=f"turn-{turn}")


def _reason(play: Play, one: Reason) -> Element:
    tail = figures(one)
    told = element("span", own(f" [{tail}]"), class_="soft") if tail else None
    return element("li", own(reason(one, play.script)), told)
