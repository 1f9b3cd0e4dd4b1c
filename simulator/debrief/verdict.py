"""What the customer says as he leaves, and what became of his request."""

import msgspec

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.gap import mood_steps
from simulator.debrief.scorecard import Scorecard
from simulator.debrief.turns import rang_off
from simulator.rubric.mood import SIGNS, mood_word
from simulator.scenario.model import Compose, Customer
from simulator.scenario.placeholders import fill
from simulator.scenario.vocabulary import MOODS, Mood


class Verdict(msgspec.Struct, frozen=True):
    """The customer's side of it."""

    mood: Mood
    """The mood he leaves in (or is in, while the conversation goes on)."""
    came_in: Mood
    words: str | None
    """His own words; None where the author wrote none that fit: the interface has a sentence."""
    written_for: Mood | None
    """The mood these words were written for, when it is another of the same valence."""
    happier: bool
    pleasure: tuple[int, int]
    """His valence, -10..10, on arrival and at the end."""
    trust: tuple[int, int]
    """His trust, 0..10, on arrival and at the end."""
    outcome: str | None
    """Of the request; None while the conversation goes on."""
    hung_up: bool
    left_out: tuple[tuple[str, str], ...]
    """Questions of a message left unanswered: id and text."""
    real_need: str | None


def verdict(play: Play, card: Scorecard) -> Verdict:
    script, state = play.script, play.state
    mood = mood_word(state.valence, state.arousal, state.control)
    start = script.start
    written_for, words = verdict_words(script.customer, mood)
    ended = play.ended
    return Verdict(
        mood=mood,
        came_in=mood_word(start.valence, start.arousal, start.control),
        words=fill(words, script.placeholders) if words is not None else None,
        written_for=written_for if written_for != mood else None,
        happier=card.happier,
        pleasure=(start.valence, state.valence),
        trust=(start.trust, state.trust),
        outcome=ended.outcome if ended else None,
        hung_up=rang_off(play),
        left_out=left_out(play),
        real_need=fill(script.customer.real_need, script.placeholders) if script.customer.real_need else None,
    )


def verdict_words(customer: Customer, mood: Mood) -> tuple[Mood | None, str | None]:
    """His words for a mood: its own, else those of the nearest mood of the same valence, else none.

    Neutral stands on neither side: nobody's joy or anger is put into an even voice, nor the other way round.
    """
    if mood in customer.verdicts:
        return mood, customer.verdicts[mood]
    if mood not in SIGNS:
        return None, None
    pleasant, *_ = SIGNS[mood]
    alike = [other for other, (other_pleasant, *_) in SIGNS.items() if other_pleasant == pleasant]
    alike.sort(key=lambda other: (mood_steps(mood, other), MOODS.index(other)))
    return next(((other, customer.verdicts[other]) for other in alike if other in customer.verdicts), (None, None))


def left_out(play: Play) -> tuple[tuple[str, str], ...]:
    """The questions of the messages sent that no message answered, in the order asked."""
    script: Script = play.script
    asked: dict[str, str] = {}
    for answered in play.answers:
        moment = script.scenario.moments[answered.moment]
        if isinstance(moment, Compose):
            asked.update({name: question.text for name, question in moment.questions.items()})
    done = script.questions.within(play.state.questions)
    return tuple((name, fill(text, script.placeholders)) for name, text in asked.items() if name not in done)
