"""The sentences around the debrief's figures: the verdict, the gap, the ladder's steps, the tally."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from simulator.conversation.script import Script
from simulator.debrief.climb import Rung, WishPath
from simulator.debrief.curve import TurningPoint
from simulator.debrief.gap import Bars, Guess
from simulator.debrief.verdict import Verdict
from simulator.locale import N_, _, ngettext
from simulator.rubric.golden import Tally
from simulator.rubric.mood import SIGNS
from simulator.wording.labels import label
from simulator.wording.naming import called
from simulator.wording.numbers import points, signed
from simulator.wording.reasons import subject
from simulator.wording.remarks import quoted

_CLOSE: Final = Fraction(1)
"""A gap of at most one point of ten is no gap to speak of."""
_WITHOUT_WORDS: Final[Mapping[str, str]] = {
    "pleasant": N_("{customer} leaves with a lighter step, and no more words than that."),
    "unpleasant": N_("{customer} leaves without another word, and will tell others."),
    "even": N_("{customer} leaves as one leaves a counter: that is that."),
    "there": N_("{customer} is still waiting for what you will say."),
}
_BALANCE: Final[Mapping[str, str]] = {
    "happier": N_("{customer} leaves happier than on arrival: {moods} ({figures})."),
    "lighter": N_("{customer} leaves with a weight off, though not happy yet: {moods} ({figures})."),
    "no_trust": N_("{customer} leaves in better spirits, but with no more trust: {moods} ({figures})."),
    "trust_only": N_("{customer} leaves with more trust, but no happier: {moods} ({figures})."),
    "less_trust": N_("{customer} leaves no happier, and with less trust: {moods} ({figures})."),
    "same": N_("{customer} leaves as on arrival: {moods} ({figures})."),
    "unhappier": N_("{customer} leaves unhappier than on arrival: {moods} ({figures})."),
}
_MOST_QUOTED: Final = 2
"""Of what was at hand and left, so many are named; the others are counted."""
_MISSED: Final[Mapping[str, str]] = {
    "dismissed": N_("Nothing earned: {customer} was waved away."),
    "silent": N_("Nothing earned: nothing was said."),
    "inattentive": N_("Nothing in it was meant for {customer}: no warmth, nothing known, nothing offered."),
    "hollow": N_("Attentive, but it did not sound like you."),
    "misread": N_("Well meant, but it took {customer} for somebody else."),
    "nothing_used": N_("Nothing of what you knew of {customer} is in it."),
    "unknown_use": N_("It relies on what nobody had told you yet: {about}."),
    "not_understood": N_("You named what you knew, {about}, without showing what it means to {customer}."),
    "guessed": N_("Met by luck, not heard: {about}."),
    "not_served": N_("You knew it and could have served it here: {about}."),
    "not_discovered": N_("Another answer would have let {customer} say it: {about}."),
    "not_confirmed": N_("You could have checked here that this was it: {about}."),
}
_AT_HAND: Final = N_("You had something to go on and left it: {about}.")
_EARNED: Final[Mapping[str, str]] = {
    "golden": N_("Attentive, and it sounded like you."),
    "empathy": N_("You used what you knew and showed that you had understood it: {about}."),
    "platinum": N_("A step towards what {customer} wants: {about}."),
}
_LESS: Final[Mapping[str, str]] = {
    "empathy": N_("{customer} took it less well than you thought."),
    "naturalness": N_("{customer} believed in it less than you thought."),
}
_MORE: Final[Mapping[str, str]] = {
    "empathy": N_("{customer} took it better than you thought."),
    "naturalness": N_("{customer} believed in it more than you thought."),
}
_MEASURES: Final[Mapping[str, str]] = {
    "empathy": N_("{customer}: the effect of each answer. The key: what each moment called for."),
    "naturalness": N_("{customer}: the trust left at the end. The key: how natural your words were."),
}
_KNOWN_BY: Final[Mapping[str, str]] = {
    "file": N_("The file said so."),
    "cue": N_("A cue gave it away."),
    "response": N_("{customer} told you, after your answer in turn {turn}."),
    "reading": N_("You read it in {customer}."),
    "never": N_("You never found out."),
}


def verdict(verdict: Verdict, script: Script) -> str:
    """What the customer says as he leaves: his own words, or a sentence for want of them."""
    if verdict.words is not None and verdict.outcome is not None:
        return verdict.words
    signs = SIGNS.get(verdict.mood)
    key = "there" if verdict.outcome is None else "even" if signs is None else _side(signs[0])
    return _(_WITHOUT_WORDS[key]).format(customer=called(script))


def _side(pleasant: bool) -> str:
    return "pleasant" if pleasant else "unpleasant"


def balance(verdict: Verdict, script: Script) -> str:
    """Whether he leaves happier than he came, from which mood to which, with the two figures that decide it."""
    moods = _("{mood} from first to last") if verdict.mood == verdict.came_in else _("{came_in}, then {mood}")
    (came, left), (trusted, trusts) = verdict.pleasure, verdict.trust
    figures = _("{pleasure} {came} → {left}, {trust} {trusted} → {trusts}").format(
        pleasure=label("axis", "valence").lower(),
        came=signed(came),
        left=signed(left),
        trust=label("axis", "trust").lower(),
        trusted=trusted,
        trusts=trusts,
    )
    return _(_BALANCE[_leaning(verdict)]).format(
        customer=called(script),
        moods=moods.format(came_in=label("mood", verdict.came_in), mood=label("mood", verdict.mood)),
        figures=figures,
    )


def _leaning(verdict: Verdict) -> str:
    """Which way he went. Happier asks for both, more pleasure and more trust; it may still not be happy."""
    signs = SIGNS.get(verdict.mood)
    (came, left), (trusted, trusts) = verdict.pleasure, verdict.trust
    if verdict.happier:
        return "lighter" if signs is not None and not signs[0] else "happier"
    if left > came:
        return "no_trust"
    if left == came:
        return "trust_only" if trusts > trusted else "same" if trusts == trusted else "less_trust"
    return "unhappier"


def left_out(verdict: Verdict) -> str:
    """The questions left unanswered, named; empty where there are none."""
    if not verdict.left_out:
        return ""
    texts = [text for _name, text in verdict.left_out]
    return ngettext(
        "One question stays unanswered: {questions}.",
        "{count} questions stay unanswered: {questions}.",
        len(texts),
    ).format(count=len(texts), questions=quoted(texts))


def gap(bars: Bars, script: Script) -> str:
    """What the three bars of a dimension say; empty without a self-rating."""
    if bars.gap is None:
        return ""
    if abs(bars.gap) <= _CLOSE:
        sentence = _("You saw it as {customer} lived it.")
    elif bars.gap > 0:
        sentence = _(_LESS[bars.dimension])
    else:
        sentence = _(_MORE[bars.dimension])
    return sentence.format(customer=called(script))


def turned(point: TurningPoint) -> str:
    """What a turning point moved: `pleasure −2, trust −2`; what did not move is not named."""
    moves = (("valence", point.pleasure), ("trust", point.trust))
    return ", ".join(f"{label('axis', axis).lower()} {signed(by)}" for axis, by in moves if by)


def measure(bars: Bars, script: Script) -> str:
    """What the customer's bar and the key's bar are made of."""
    return _(_MEASURES[bars.dimension]).format(customer=called(script))


def guess(guess: Guess) -> str:
    """Whether the stage or the mood was seen right; empty without a self-rating."""
    if guess.thought is None:
        return ""
    if guess.right:
        return _("You said {thought}, and so it was.").format(thought=label(guess.dimension, guess.thought))
    return _("You said {thought}; it was {actual}.").format(
        thought=label(guess.dimension, guess.thought), actual=label(guess.dimension, guess.actual)
    )


def rung(rung: Rung, script: Script) -> str:
    """What a turn earned or missed of a stage; empty where there was nothing to earn."""
    if not rung.missed and not rung.earned:
        return ""
    sentence = _MISSED[rung.missed] if rung.missed else _EARNED[rung.stage]
    if rung.missed == "nothing_used" and rung.about:
        return _at_hand(rung.about, script)
    return _(sentence).format(customer=called(script), about=quoted(subject(name, script) for name in rung.about))


def worth(rung: Rung) -> str:
    """What a turn earned of a stage: `3.1 of 4.2`.

    Of empathy only what was earned, `+17.5`: two such steps make the whole, whichever the turns, so that
    what a turn could have earned would add up to more than there is.
    """
    earned = points(rung.earned)
    if rung.stage == "empathy":
        return f"+{earned}" if rung.earned else ""
    return _("{earned} of {possible}").format(earned=earned, possible=points(rung.possible))


def _at_hand(names: tuple[str, ...], script: Script) -> str:
    """The last are named: what was heard or seen of him comes after what the file says."""
    about = quoted(subject(name, script) for name in names[-_MOST_QUOTED:])
    others = len(names) - _MOST_QUOTED
    if others <= 0:
        return _(_AT_HAND).format(about=about)
    return ngettext(
        "You had something to go on and left it: {about}, and one thing more.",
        "You had something to go on and left it: {about}, and {count} things more.",
        others,
    ).format(about=about, count=others)


def known_by(path: WishPath, script: Script) -> str:
    """How a wish became known."""
    return _(_KNOWN_BY[path.known.by]).format(customer=called(script), turn=path.known.turn)


def fate(path: WishPath) -> str:
    """What became of a wish; empty for one that was never found out nor met: there is no more to say."""
    if path.confirmed is not None:
        return _("Served in turn {turn}, and checked.").format(turn=path.served)
    if path.served is not None:
        return _("Served in turn {turn}, never checked.").format(turn=path.served)
    if path.guessed is not None:
        return _("Met by luck in turn {turn}, without having been heard.").format(turn=path.guessed)
    return _("You did nothing with it.") if path.known.by != "never" else ""


def wish(path: WishPath, script: Script) -> str:
    """How a wish became known, then what became of it."""
    return f"{known_by(path, script)} {fate(path)}".strip()


def tally(tally: Tally, script: Script) -> str:
    """Whom the choices served: the trainee's own golden rule against this customer's wishes."""
    return ngettext(
        "One answer. It offered only what you would have wanted: {own}; only what {customer} wants: "
        "{customer_only}; both: {both}; neither: {neither}.",
        "{choices} answers. They offered only what you would have wanted: {own}; only what {customer} wants: "
        "{customer_only}; both: {both}; neither: {neither}.",
        tally.choices,
    ).format(
        choices=tally.choices,
        own=tally.own,
        customer_only=tally.customer,
        both=tally.both,
        neither=tally.neither,
        customer=called(script),
    )
