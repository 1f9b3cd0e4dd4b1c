"""What a room's debrief says, the same on its page, in lines and on the wall.

Translators: everything is said to the class as a whole; no participant is ever named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from simulator.conversation.script import Script
from simulator.debrief.report import Report
from simulator.locale import N_, _, ngettext
from simulator.rubric.reception import WORDS as RECEPTIONS
from simulator.wording.labels import label, mood_glyph
from simulator.wording.naming import called
from simulator.wording.numbers import number, percent, points
from simulator.wording.remarks import quoted
from simulator.wording.room import ask_line, card_name, choice_text, decided_by

if TYPE_CHECKING:
    from simulator.room.debrief import Effect, Minority, Moment, Perception, RoomDebrief, Seen, Sentence
    from simulator.room.votes import Ballot, Count

HIGH_GAIN: Final = 0.7
LOW_GAIN: Final = 0.3
"""Hake's (1998) bounds."""
_CLOSE: Final = 1.0
"""A gap of at most one point of ten is no gap to speak of."""
_HEADINGS: Final[Mapping[str, str]] = {
    "gain": N_("From the first vote to the second"),
    "split": N_("What split the room"),
    "minority": N_("What some voted and nobody heard"),
    "perception": N_("The room's own gap"),
    "observed": N_("What the observers saw"),
    "cells": N_("What you wrote before the answers were shown"),
    "rewritten": N_("Said better"),
    "what_ifs": N_("What if?"),
    "predictions": N_("What the teams predicted"),
    "points": N_("Points"),
    "teams": N_("The teams side by side"),
    "answers": N_("Answer by answer"),
    "call": N_("The call that you played"),
}
_GAINS: Final[Mapping[str, str]] = {
    "high": N_("a high gain: talking gave most of what was still to be gained."),
    "medium": N_("a medium gain: talking gave a good part of what was still to be gained."),
    "low": N_("a low gain: talking gave little of what was still to be gained."),
    "none": N_("no gain: talking moved nothing."),
    "loss": N_("a loss: after talking, fewer were right than before."),
}
_SPLITS: Final = (
    (0.8, N_("Deeply split")),
    (0.5, N_("Divided")),
    (0.0001, N_("Most agreed")),
    (0.0, N_("Everybody agreed")),
)
_THOUGHT: Final[Mapping[str, str]] = {
    "close": N_("The room saw it as {customer} lived it."),
    "above": N_("{customer} felt less understood than the room thought."),
    "below": N_("{customer} felt better understood than the room thought."),
    "silent": N_("The room gave no rating before the verdict."),
}


def title() -> str:
    return _("The room's debrief")


def heading(section: str) -> str:
    """The heading of a section, by its id."""
    return _(_HEADINGS[section])


def nothing_yet() -> str:
    return _("Nothing has been played in this room yet.")


def people(count: int) -> str:
    """`9 participants`."""
    return ngettext("{count} participant", "{count} participants", count).format(count=count)


def votes(count: int) -> str:
    return ngettext("{count} vote", "{count} votes", count).format(count=count)


def asked(moment: Moment, *, team: bool = True) -> str:
    """Which question it was: `Question 3: What do you answer?`, the team's name behind where it has its own call."""
    words = _("Question {number}: {question}").format(number=moment.number, question=ask_line(moment.ask))
    return f"{words} ({moment.team})" if team and moment.team and moment.format == "teams" else words


def is_spoken(moment: Moment) -> bool:
    """Whether it is told of where the call is: not a response whose tone is still to be chosen."""
    return moment.ask != "choose" or moment.effect is not None


def said(moment: Moment) -> str:
    """What the room answered, in quotation marks; a reading's mood and the tone by their names."""
    if moment.ask == "tone":
        return f"{quoted(moment.said)} ({', '.join(label('tone', tone) for tone in moment.pick)})"
    return quoted(choice_text(moment.ask, text) for text in moment.said)


def decided(moment: Moment) -> str:
    """Who decided it: `the room decided`; the hot seat's team where there is one."""
    if moment.team and moment.format == "hot-seat":
        return _("the hot seat decided, for {team}").format(team=moment.team)
    return decided_by(moment.by)


def shares(first: float, second: float) -> str:
    return _("Right at the first vote: {first}; at the second: {second}.").format(
        first=percent(first), second=percent(second)
    )


def gain(value: float) -> str:
    """What a gain means, in one line."""
    figure = number(value, 2)
    return _("Gain {gain}: {meaning}").format(gain=figure, meaning=_(_GAINS[_size(value)]))


def _size(value: float) -> str:
    if value < 0:
        return "loss"
    if value == 0:
        return "none"
    return "high" if value >= HIGH_GAIN else "medium" if value >= LOW_GAIN else "low"


def gain_source() -> str:
    return _("Gain = (second − first) ÷ (1 − first); low below {low}, high from {high} (Hake, 1998).").format(
        low=number(LOW_GAIN, 1), high=number(HIGH_GAIN, 1)
    )


def changed(to_right: int, to_wrong: int) -> str:
    """How many changed their minds, both ways."""
    gained = ngettext("{count} changed from wrong to right", "{count} changed from wrong to right", to_right)
    lost = ngettext("{count} from right to wrong", "{count} from right to wrong", to_wrong)
    return f"{gained.format(count=to_right)}, {lost.format(count=to_wrong)}."


def split(ballot: Ballot) -> str:
    """How far a vote split the room: words, and the figure."""
    words = next(words for bound, words in _SPLITS if ballot.entropy >= bound)
    return _("{words}: spread {spread}.").format(words=_(words), spread=percent(ballot.entropy))


def split_source() -> str:
    return _(
        "Spread: 0 when all vote alike, 100 when the votes lie evenly over every choice (Shannon's entropy, 1948)."
    )


def choice(ballot: Ballot, count: Count) -> str:
    """What a choice says."""
    return choice_text(ballot.ask, count.text)


def marks(count: Count) -> tuple[str, ...]:
    """What is to be said of a choice once all is shown: signs with their words."""
    best = _("best of those open") if count.better_closed else _("best")
    return (*((f"✓ {best}",) if count.right else ()), *(("▶ " + _("played"),) if count.played else ()))


def effect(found: Effect) -> str:
    return _("Empathy {empathy}, naturalness {naturalness}: {reception}").format(
        empathy=percent(found.empathy),
        naturalness=percent(found.naturalness),
        reception=label("reception", RECEPTIONS[found.reception]),
    )


def mood(word: str) -> str:
    """A mood with its sign."""
    return f"{mood_glyph(word)} {label('mood', word)}"  # type: ignore[arg-type]


def unheard(one: Minority) -> str:
    """An answer that was not played, in quotation marks; a tone by its name."""
    if one.ask == "tone":
        return ", ".join(label("tone", text) for text in one.texts)
    return quoted(one.texts)


def would_have(one: Minority, played: Moment | None, script: Script) -> tuple[str, ...]:
    """What it would have done, against what the answer that was played did."""
    told = []
    if one.effect is not None:
        told.append(effect(one.effect) + ".")
    told.append(_left_in(one, played).format(**_moods(one, played, script)))
    if one.outcome is not None:
        told.append(
            _("The call would have ended there, the request {outcome}.").format(outcome=label("outcome", one.outcome))
        )
    if played is not None and is_better(one, played):
        told.append(
            _("It would have reached {customer} better than what was played.").format(customer=called(script))
        )
    return tuple(told)


def _left_in(one: Minority, played: Moment | None) -> str:
    if played is None:
        return _("It would have left {customer} in this mood: {mood}.")
    if one.mood == played.mood:
        return _("It would have left {customer} in the same mood: {mood}.")
    return _("It would have left {customer} in this mood: {mood}; what was played led to: {played}.")


def _moods(one: Minority, played: Moment | None, script: Script) -> dict[str, str]:
    found = {"customer": called(script), "mood": label("mood", one.mood)}
    return found | ({"played": label("mood", played.mood)} if played is not None else {})


def worth_telling(moment: Moment) -> tuple[Minority, ...]:
    """What nobody heard of an answer; of parallel teams, who vote so often, only what would have gone better."""
    if moment.format != "teams":
        return moment.minority
    return tuple(one for one in moment.minority if is_better(one, moment))


def is_better(one: Minority, played: Moment) -> bool:
    """Whether what was not played would have been received better."""
    if one.effect is None or played.effect is None:
        return False
    return one.effect.reception > played.effect.reception


def perceived(found: Perception, script: Script) -> tuple[tuple[str, str, float | None], ...]:
    """The three bars, 0..10: `thought`, `felt` and `key`, each with its name and its value."""
    return (
        ("thought", _("the room thought"), found.thought),
        ("felt", _("{customer} felt").format(customer=called(script)), float(found.felt)),
        ("key", _("the key says"), float(found.key)),
    )


def perception(found: Perception, script: Script) -> tuple[str, ...]:
    """What the three bars say."""
    gap = found.gap
    if gap is None or found.thought is None:
        key = "silent"
        return (_(_THOUGHT[key]),)
    key = "close" if abs(gap) <= _CLOSE else "above" if gap > 0 else "below"
    told = [_(_THOUGHT[key]).format(customer=called(script))]
    if found.spread is not None and sum(found.ratings) > 1:
        told.append(
            _("{count} ratings, {mean} on average, give or take {spread} (standard deviation).").format(
                count=sum(found.ratings), mean=points(found.thought), spread=number(found.spread, 1)
            )
        )
    return tuple(told)


def noted(seen: Seen) -> str:
    """What was noted on one card, each note once, the most frequent first."""
    counts = Counter(_note(seen, note) for note in seen.notes)
    ranked = sorted(counts.items(), key=lambda one: -one[1])
    if not seen.actual:
        return quoted(f"{note} (×{count})" if count > 1 else note for note, count in ranked)
    return ", ".join(f"{note} ×{count}" if count > 1 else note for note, count in ranked)


def happened(seen: Seen) -> str:
    """What was there to be seen."""
    if seen.actual:
        return _note(seen, seen.actual)
    return quoted(seen.showed) if seen.showed else _("nothing")


def hit(*cards: Seen) -> str:
    """How many saw it, at one answer or at several; empty where the notes are words, which nobody marks."""
    marked = [seen for seen in cards if seen.actual]
    if not marked:
        return ""
    told = _("{right} of {made}").format(
        right=sum(seen.right for seen in marked), made=sum(len(seen.notes) for seen in marked)
    )
    near = sum(seen.near for seen in marked)
    if not near:
        return told
    away = ngettext("{count} one sign away", "{count} one sign away", near).format(count=near)
    return f"{told}, {away}"


def hits(told: RoomDebrief) -> tuple[tuple[str, str], ...]:
    """Of the whole call: each card that can be right, and how often it was."""
    by_card: dict[str, list[Seen]] = {}
    for seen in told.observed:
        if seen.actual:
            by_card.setdefault(card_title(seen), []).append(seen)
    return tuple((card, hit(*seen)) for card, seen in by_card.items())


def observed(seen: Seen) -> str:
    """One card at one answer, in a line."""
    words = _("{card}. Noted: {notes}. What there was: {actual}.").format(
        card=card_title(seen), notes=noted(seen), actual=happened(seen)
    )
    return words + " " + _("Right:") + f" {hit(seen)}." if seen.actual else words


def card_title(seen: Seen) -> str:
    name = card_name(seen.card)
    return name[:1].upper() + name[1:]


def _note(seen: Seen, note: str) -> str:
    kind = {"mood": "mood", "ladder": "stage", "load": "load"}.get(seen.card)
    return label(kind, note) if kind is not None else note


def stock_count(sentence: Sentence) -> str:
    """How many stock phrases are in it; empty where there are none."""
    count = len(sentence.hits)
    if not count:
        return ""
    return ngettext("{count} stock phrase", "{count} stock phrases", count).format(count=count)


def points_of(earned: int) -> str:
    return ngettext("{count} point", "{count} points", earned).format(count=earned)


def predicted(moment: Moment, team: str) -> str:
    """What a team predicted, and what that was worth."""
    told = label("mood", moment.predictions[team])
    return f"{told}, {points_of(moment.points.get(team, 0))}"


def team_figures(report: Report) -> tuple[tuple[str, str], ...]:
    """What is set side by side of each team's own call: names and values."""
    card = report.scorecard
    return (
        *((label("score", name), points(getattr(card, name))) for name in ("overall", "empathy", "naturalness")),
        (label("score", "ladder"), points(card.ladder.total)),
        (_("Highest rung"), label("stage", card.stage_highest)),
        (_("The mood"), mood(report.verdict.mood)),
        (_("The request"), label("outcome", card.request) if card.request else _("still open")),
        (_("Happier than on arrival"), _("yes") if card.happier else _("no")),
    )


def summary(told: RoomDebrief, script: Script) -> tuple[tuple[str, str], ...]:
    """The session in a few figures: names and values, those that there are."""
    found: list[tuple[str, str]] = []
    if told.people:
        found.append((_("In the room"), people(told.people)))
    if told.answers:
        found.append((_("Questions answered"), str(len(told.answers))))
    if told.gain is not None:
        found.append((_("Gain between two votes"), number(told.gain, 2)))
    if told.perception is not None and told.perception.thought is not None:
        found.append(
            (
                _("Felt understood, out of 10"),
                _("the room thought {thought}, {customer} felt {felt}").format(
                    thought=points(told.perception.thought),
                    customer=called(script),
                    felt=points(told.perception.felt),
                ),
            )
        )
    if told.report is not None:
        found.append((label("score", "overall"), f"{points(told.report.scorecard.overall)} / 100"))
        found.append((_("The mood"), mood(told.report.verdict.mood)))
    return tuple(found)
