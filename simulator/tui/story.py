"""From what happened to what the transcript shows, event by event. A replay tells the same story as the play."""

from collections.abc import Iterable
from typing import cast

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
from simulator.locale import _
from simulator.scenario.model import Read
from simulator.scenario.vocabulary import Stage
from simulator.tui.widgets.gauges import mood_change
from simulator.tui.widgets.headings import printed
from simulator.tui.widgets.lines import Piece
from simulator.tui.widgets.transcript import Entry, bubble, remark, ruled, sign
from simulator.wording.coach import introduction, questions
from simulator.wording.labels import label
from simulator.wording.reasons import reason, subject

_AGAINST = (
    "hung_up", "dismissed", "silence", "misread", "empty_promise", "stage_lowered", "tone_cold", "tone_forced",
    "tone_lively", "left_out", "urgent_late", "repeat", "stock", "missing", "too_long", "excess", "coverage",
    "rated", "unknown_use", "hold", "reception",
)  # fmt: skip
"""What explains a reception below the best, the most telling first."""
_FOR = ("wish_served", "confirmed", "insight", "wish_guessed", "learned", "comfort", "progress", "reception")


def telling_reason(answered: Answered) -> Reason | None:
    """The one reason worth a line, told with the change: what served where his mood rose, else what cost."""
    rose = answered.after.valence - answered.before.valence or answered.reception
    order = _FOR if rose > 0 else _AGAINST
    for cause in order:
        found = [one for one in answered.reasons if one.cause == cause]
        if found:
            return max(found, key=lambda one: (one.lost, sum(map(abs, one.moves.values()))))
    return None


def tell(events: Iterable[Event], play: Play, *, reasons: bool) -> list[Entry]:
    """The transcript's entries for some events; `reasons` adds why he reacted as he did."""
    entries: list[Entry] = []
    speaks = False
    for event in events:
        entries += _entries(event, play, reasons=reasons, goes_on=speaks)
        speaks = isinstance(event, Replied)
    return entries


def _entries(event: Event, play: Play, *, reasons: bool, goes_on: bool) -> list[Entry]:
    """`goes_on`: the customer is speaking already."""
    customer = printed(play.script.customer.name, play)
    match event:
        case Arrived():
            line = printed(event.line, play)
            said = [bubble("" if goes_on else customer, line, mine=False)] if line else []
            return said + [sign(printed(cue, play)) for cue in event.cues]
        case Noticed():
            return _noticed(event, play)
        case Coached():
            return _coached(event.stage, play)
        case Answered():
            return _answered(event, play, reasons=reasons)
        case Replied():
            return [bubble(customer, printed(event.words, play), mine=False)]
        case ReadMood():
            return _read(event, play, reasons=reasons)
        case Reflected():
            return [
                remark(
                    (
                        Piece("◇ ", "accent"),
                        Piece(_("You took a moment to think of {customer}.").format(customer=customer), "muted"),
                    )
                )
            ]
        case Ended():
            return [ruled(_("End of the conversation"), printed(_ending(event, customer), play))]
        case _:
            return []


def _coached(stage: str, play: Play) -> list[Entry]:
    rung = cast("Stage", stage)
    asked = questions(rung, play.script).values()
    return [ruled(_("Coach"), ""), remark((), introduction(rung, play.script), *asked, style="text")]


def _noticed(event: Noticed, play: Play) -> list[Entry]:
    if event.by == "breathe":
        words = _("You breathe out. Your load: {load}.").format(load=label("load", event.load))
    elif event.cues:
        words = _("You take four seconds to notice.")
    else:
        words = _("You take four seconds to notice. Nothing more shows.")
    return [remark((Piece("◇ ", "accent"), Piece(words, "muted"))), *(sign(printed(cue, play)) for cue in event.cues)]


def _answered(event: Answered, play: Play, *, reasons: bool) -> list[Entry]:
    spoken = play.script.spoken
    asides = []
    if spoken and event.words and event.tone != "steady":
        asides.append(label("tone", event.tone))
    if event.action:
        asides.append(label("action", event.action))
    entries = []
    if event.words:
        words = printed("\n\n".join(event.words), play)
        entries.append(bubble(_("You"), words, mine=True, aside=", ".join(asides)))
    else:
        entries.append(remark((Piece("… ", "accent"), Piece(_("Silence. You have not answered."), "muted"))))
    told = telling_reason(event) if reasons else None
    why = (reason(told, play.script),) if told is not None else ()
    return [*entries, remark(mood_change(event.before, event.after), *why)]


def _read(event: ReadMood, play: Play, *, reasons: bool) -> list[Entry]:
    words = _("Your reading: {reading}").format(reading=printed(reading_words(event, play), play))
    verdict: tuple[str, ...] = ()
    if reasons:
        verdict = (_("That is how it is."),) if event.right else (_("That is not what is going on."),)
    return [remark((), words, *verdict, style="text")]


def reading_words(event: ReadMood, play: Play) -> str:
    """The words of what was picked in a reading."""
    moment = play.script.scenario.moments[event.moment]
    assert isinstance(moment, Read)
    if event.pick in moment.misreadings:
        return moment.misreadings[event.pick]
    return label("mood", event.pick) if moment.asks == "mood" else subject(event.pick, play.script)


def _ending(event: Ended, customer: str) -> str:
    if event.text is not None:
        return event.text
    return _("{customer} has hung up.").format(customer=customer)
