"""How the trainee sees himself, asked before anything is revealed."""

from simulator.debrief.gap import RATED_STAGES, SCALE, SelfRating
from simulator.locale import _
from simulator.plain.answers import number_of, word_of
from simulator.plain.console import Console, EndOfInput
from simulator.scenario.vocabulary import MOODS, Mood
from simulator.wording.labels import label


def ask_rating(console: Console, customer: str) -> SelfRating | None:
    """The self-rating; None where a question was left open or the input has ended."""
    try:
        return _rating(console, customer)
    except EndOfInput:
        return None


def _rating(console: Console, customer: str) -> SelfRating | None:
    felt = console.ask(_("In one word, how did it feel to you? (empty to skip)")) or ""
    console.say(_("Before the verdict: how do you see yourself? An empty line leaves this out."))
    empathy = _ask_number(console, _("Your empathy, from 0 to {most}:"))
    naturalness = None if empathy is None else _ask_number(console, _("Your naturalness, from 0 to {most}:"))
    if empathy is None or naturalness is None:
        return None
    stage = _ask_word(console, _("How far up the ladder did you climb?"), "stage", RATED_STAGES)
    if stage is None:
        return None
    mood: Mood | None = _ask_word(  # type: ignore[assignment]
        console, _("In what mood does {customer} leave?").format(customer=customer), "mood", MOODS
    )
    return None if mood is None else SelfRating(empathy, naturalness, stage, mood, felt)


def _ask_number(console: Console, question: str) -> int | None:
    while True:
        answer = console.ask(question.format(most=SCALE))
        if not answer:
            return None
        number = number_of(answer, least=0, most=SCALE)
        if number is not None:
            return number
        console.say(_("A whole number from 0 to {most}, please.").format(most=SCALE))


def _ask_word(console: Console, question: str, kind: str, words: tuple[str, ...]) -> str | None:
    names = [label(kind, word) for word in words]
    console.say(question)
    for number, name in enumerate(names, start=1):
        console.say(name, first=f"{number}. ")
    while True:
        answer = console.ask(_("Your choice (1-{most}):").format(most=len(words)))
        if not answer:
            return None
        chosen = word_of(answer, words, names)
        if chosen is not None:
            return chosen
        console.say(_("A number from 1 to {most}, please.").format(most=len(words)))
