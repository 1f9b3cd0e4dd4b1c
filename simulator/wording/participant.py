"""What one participant is told of a room, in order: what was said, how it was voted, what is to be done now.

The sentences are those of the ballot page; lines and the screen only differ in how they set them.
"""

from functools import lru_cache
from textwrap import shorten
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from simulator.locale import _, language
from simulator.wording.ballot import ballot_words
from simulator.wording.labels import label
from simulator.wording.numbers import number, percent, rounded
from simulator.wording.room import card_name, choice_text, decided_by, format_about, format_name, refusal

if TYPE_CHECKING:
    from simulator.room.client import Mine
    from simulator.room.protocol import Welcome
    from simulator.room.seen import Question, Reaction, Shown, View

Kind = Literal["customer", "agent", "sign", "heading", "note", "item", "choice"]


class Told(NamedTuple):
    """One thing told. `who` stands before what is said; the words of a scenario are in its language."""

    kind: Kind
    text: str
    who: str = ""
    is_scenario: bool = False
    number: int = 0
    """Of a choice that was voted on."""
    votes: int | None = None
    total: int = 0
    marks: tuple[str, ...] = ()
    """What is said of a choice: right, played, yours."""


Story = tuple[Told, ...]

_NOTED: Final = {"mood": "mood", "ladder": "stage", "load": "load"}
_FACETS: Final = frozenset({"feels", "thinks", "does"})
_READ: Final = frozenset({"choose", "parts", "reading", "best"})
"""Asks whose choices are worth reading also for whoever is not asked."""
_SEATED: Final = frozenset({"hot-seat", "observers"})
_OPENING: Final = 60
"""Characters by which a choice is known again."""
_SCORED: Final = frozenset({"reveal", "over"})


@lru_cache(maxsize=2)
def _words(spoken: str) -> dict[str, str]:
    return ballot_words(spoken)


def said(key: str, **values: object) -> str:
    """A sentence of the ballot page, in the reader's language. Raises KeyError for one it does not have."""
    return _words(language())[f"page.{key}"].format(**values)


def counted(key: str, count: int) -> str:
    """`3 votes`, `1 vote`."""
    return said(f"{key}.{'one' if count == 1 or (count == 0 and language() == 'fr') else 'many'}", count=count)


def choice_words(ask: str, text: str, card: str = "") -> str:
    """What may be picked, as it reads: moods, tones, stages and loads by their names."""
    return label(_NOTED[card], text) if ask == "card" and card in _NOTED else choice_text(ask, text)


def field_name(field: str) -> str:
    """What stands before a field in which words are typed."""
    return said(f"cell.{field}") if field in _FACETS else said("your_words")


def link(state: str, why: str) -> str:
    """How the connection stands."""
    if state == "joined":
        return said("link.on")
    if state in {"refused", "closed"}:
        return refusal(why) if why and why != "closed" else said("left")
    if state == "joining":
        return said("connecting") if not why else refusal("unreachable" if why in _FAR else why)
    return _("The connection is lost. What you answered is kept and will be sent; trying again by itself.")


_FAR: Final = frozenset({"lost", "unreachable", "no_hub"})


def answer_state(mine: "Mine | None") -> str:
    """What has become of one's own answer; empty where none was given."""
    if mine is None:
        return ""
    if mine.why:
        return said("not_counted", why=refusal(mine.why))
    return said("in") if mine.is_in else said("sending")


def turn(view: "View", me: "Welcome", why: str | None) -> str:
    """What this participant does now; `why` is the key of why he may not answer."""
    match why:
        case None:
            return said("you_are_seat") if view.seat == me.who and view.stage == "seat" else said("your_turn")
        case "paused" | "room_closed":
            return refusal(why)
        case "wait_for_the_next":
            return said("late")
        case "another_team_is_asked":
            asked = view.question.team if view.question is not None else ""
            return said("team_asked", team=asked or "")
        case "others_are_asked":
            return said("your_team_asked") if view.stage == "ask_team" else said("others_asked")
        case "seat_is_asked":
            name, team = view.seat_name or "", view.seat_team
            return said("seat_of_team", name=name, team=team) if team else said("seat_of", name=name)
        case "observers_are_asked":
            return said("observers_asked")
        case _:
            return _now(view)


def _now(view: "View") -> str:
    if view.stage == "own":
        return said("now.own_over")
    if view.stage == "scene" and view.kind == "reflect":
        return said("now.reflect")
    return said(f"now.{view.stage}")


def story(view: "View", me: "Welcome | None" = None, pick: tuple[int, ...] = (), *, is_asked: bool = True) -> Story:
    """Everything there is to read now. `pick` are the numbers of one's own answer to what is voted on.

    Who is not asked himself reads what the others may choose.
    """
    told: list[Told] = [Told("note", words, _("{heading}:").format(heading=said("hints"))) for words in view.hints]
    if view.stage == "lobby":
        told.append(Told("note", f"{format_name(view.format)}. {format_about(view.format)}"))
    if view.stage == "tally" and view.question is not None:
        return (*told, *_votes(view, view.question, pick)[1:], *_scene(view))
    told += _scene(view)
    if view.hollow is not None:
        told.append(Told("agent", _marked(view.hollow), said("hollow"), is_scenario=True))
    if view.stage == "what_if":
        told += _reaction(view, view.what_if)
    elif view.reaction is not None:
        told += _reacted(view, view.reaction)
    told += _team_said(view, is_short=is_asked)
    told += [Told("item", words, is_scenario=True) for words in _with_heading(_tied(view), "tied", told)]
    if view.predictions:
        # They are what the others have played for; all that could have been answered is long.
        told += _standings(view, me)
    if view.question is not None and view.question.locked:
        told += _votes(view, view.question, pick)
    elif view.question is not None and not is_asked and view.question.ask in _READ:
        told += _tallied(view.question.ask, view.question.choices, 1, ())
    told += _written(view)
    told += _standings(view, me) if not view.predictions else []
    return tuple(told)


def _tied(view: "View") -> tuple[str, ...]:
    """What lies level."""
    return tuple(choice_text(view.question.ask, text) for text in view.tied) if view.question is not None else ()


def _team_said(view: "View", *, is_short: bool) -> list[Told]:
    """What the seat's team would answer; their beginnings where all of them are there to be read."""
    wanted = tuple(one for one in view.team_said if one.votes)
    if not wanted or view.question is None:
        return []
    told = _tallied(view.question.ask, wanted, view.question.most, ())
    if is_short:
        told = [one._replace(text=shorten(one.text, _OPENING, placeholder="…")) for one in told]
    return [Told("heading", said("team_said")), *told]


def _with_heading(items: tuple[str, ...], key: str, told: list[Told]) -> tuple[str, ...]:
    if items:
        told.append(Told("heading", said(key)))
    return items


def _scene(view: "View") -> list[Told]:
    told = [Told("customer", view.line, view.customer, is_scenario=True)] if view.line else []
    told += [Told("sign", cue, is_scenario=True) for cue in view.cues]
    told += [Told("item", asked, is_scenario=True) for asked in _with_heading(view.asked, "asked", told)]
    return told


def _reacted(view: "View", reaction: "Reaction") -> list[Told]:
    if view.stage == "predict":
        return [Told("heading", said("seat_said")), *_reaction(view, reaction)]
    if view.stage == "own":
        # What the team did last has led to what the customer says now.
        return [Told("heading", said("last_answer")), *_reaction(view, reaction)]
    return _reaction(view, reaction)


def _reaction(view: "View", reaction: "Reaction | None") -> list[Told]:
    if reaction is None:
        return []
    told: list[Told] = []
    aside = f", {label('tone', reaction.tone)}" if reaction.tone else ""
    spoken = "\n\n".join(choice_text("reading", words) for words in reaction.said)
    if spoken:
        told.append(Told("agent", spoken, said("said") + aside, is_scenario=True))
    if reaction.by in {"trainer", "seat", "team"} and view.stage != "predict":
        decided = decided_by(reaction.by)
        told.append(Told("note", f"{decided[:1].upper()}{decided[1:]}."))
    if reaction.right is not None:
        told.append(Told("note", said("reading_right" if reaction.right else "reading_wrong")))
    if reaction.reply:
        told.append(Told("customer", reaction.reply, view.customer, is_scenario=True))
    if reaction.before is not None and reaction.after is not None:
        before, after = label("mood", reaction.before.mood), label("mood", reaction.after.mood)
        same = before == after
        told.append(
            Told("note", said("mood_now", mood=after) if same else said("mood_change", before=before, after=after))
        )
    if reaction.ended is not None:
        told.append(
            Told("note", reaction.ended, is_scenario=True) if reaction.ended else Told("note", said("hung_up"))
        )
    if reaction.outcome is not None:
        told.append(Told("note", said("outcome", outcome=label("outcome", reaction.outcome))))
    return told


def _votes(view: "View", question: "Question", pick: tuple[int, ...]) -> list[Told]:
    if not any(one.votes is not None or one.right is not None for one in question.choices):
        return []
    told = _tallied(question.ask, question.choices, question.most, pick)
    if view.format in _SEATED and question.voters == 1:
        # The seat alone was asked: there is nothing to count.
        return [Told("heading", said("seat_said")), *(one._replace(votes=None) for one in told)]
    return [Told("heading", said("tally")), *told]


def _tallied(ask: str, choices: "tuple[Shown, ...]", most: int, pick: tuple[int, ...]) -> list[Told]:
    total = sum(one.votes or 0 for one in choices) if most == 1 else 0
    found = []
    for one in choices:
        marks = (
            *((said("right_of_open" if one.better_closed else "right"),) if one.right else ()),
            *((said("played"),) if one.played else ()),
            *((said("yours"),) if one.number in pick else ()),
        )
        text = _marked(one) if one.hits else choice_text(ask, one.text)
        found.append(
            Told("choice", text, is_scenario=True, number=one.number, votes=one.votes, total=total, marks=marks)
        )
    return found


def figures(told: Told) -> str:
    """What stands beside a choice: its votes, their share, and what it was."""
    parts = []
    if told.votes is not None:
        parts.append(counted("votes", told.votes))
        if told.total:
            parts.append(percent(told.votes / told.total))
    return " · ".join((*parts, *told.marks))


def _written(view: "View") -> list[Told]:
    """What people wrote, without their names."""
    told: list[Told] = []
    for typed in view.typed:
        cells = (f"{field_name(name)} {words}" if name in _FACETS else words for name, words in typed.words.items())
        told.append(Told("item", "; ".join(cells)))
    if view.notes:
        told.append(Told("heading", said("notes")))
    for note in view.notes:
        words = label(_NOTED[note.card], note.note) if note.card in _NOTED else note.note
        fits = {None: "", True: f" ({said('fits')})", False: f" ({said('fits_not')})"}[note.fits]
        told.append(Told("item", f"{card_name(note.card)}: {words}{fits}"))
    return told


def _standings(view: "View", me: "Welcome | None") -> list[Told]:
    """Predictions, points, how far the teams are; at the end, with what feeling the customer leaves."""
    told: list[Told] = []
    if view.predictions:
        told.append(Told("heading", said("predictions")))
        told += [Told("item", f"{team}: {label('mood', mood)}") for team, mood in view.predictions.items()]
    if view.stage == "over" and view.standing is not None:
        told.append(Told("note", said("mood_left", mood=label("mood", view.standing.mood))))
        if view.rating is not None:
            told.append(Told("note", said("rated", rating=number(rounded(view.rating, 1), 1))))
    if view.points and view.stage in _SCORED:
        told.append(Told("heading", said("points")))
        told += [Told("item", f"{team}: {view.points.get(team, 0)}") for team in view.teams]
    if view.progress and view.stage in {"own", "over"}:
        told.append(Told("heading", said("progress")))
        for team, (played, is_over) in view.progress.items():
            over = f", {said('call_over')}" if is_over else ""
            mine = f" ({said('yours')})" if me is not None and team == me.team else ""
            told.append(Told("item", f"{team}{mine}: {counted('answers', played)}{over}"))
    return told


def _marked(shown: "Shown") -> str:
    """Stock phrases in brackets, which need no colour."""
    text, at = "", 0
    for start, end in shown.hits:
        text += f"{shown.text[at:start]}[{shown.text[start:end]}]"
        at = end
    return text + shown.text[at:]
