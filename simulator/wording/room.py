"""What a room says: its formats, where it stands, what it asks, and why something was not taken.

Translators: everything is said to a class of adults, by somebody who stands before them; short enough for a wall.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from simulator import locale
from simulator.locale import N_, _
from simulator.scenario.vocabulary import MOODS
from simulator.wording.labels import label, labels_of

if TYPE_CHECKING:
    from simulator.room.seen import Shown

_FORMATS: Final[Mapping[str, str]] = {
    "peer": N_("Peer instruction"),
    "live": N_("Live vote"),
    "hot-seat": N_("Hot seat"),
    "teams": N_("Parallel teams"),
    "grid": N_("Grid first"),
    "observers": N_("Observers"),
    "say-better": N_("Say it better"),
}
_ABOUT: Final[Mapping[str, str]] = {
    "peer": N_("Vote alone, see how it splits, convince your neighbour, vote again."),
    "live": N_("What most of you want is played, and the customer reacts."),
    "hot-seat": N_("One of a team answers; the other teams predict how the customer will feel."),
    "teams": N_("Every team plays its own call, at its own pace."),
    "grid": N_("What the customer feels, thinks and does is written down before any response is shown."),
    "observers": N_("One answers; everybody else holds a card and notes what they see."),
    "say-better": N_("A hollow sentence: every team says it better, and the best is voted as the customer would."),
}
_STAGES: Final[Mapping[str, str]] = {
    "lobby": N_("The room is filling"),
    "scene": N_("The customer has spoken"),
    "vote": N_("Vote"),
    "tally": N_("How you voted"),
    "hint": N_("A hint from your trainer"),
    "talk": N_("Convince your neighbour"),
    "plead": N_("Level: plead for yours"),
    "decide": N_("Still level: somebody decides"),
    "seat": N_("The hot seat answers"),
    "ask_team": N_("The seat asks its team"),
    "predict": N_("What mood will this leave the customer in?"),
    "notes": N_("What did you see?"),
    "grid": N_("Alone: what does the customer feel, think, do?"),
    "pairs": N_("In pairs: compare, and write again"),
    "shared": N_("What you wrote"),
    "rewrite": N_("Say it better"),
    "entries": N_("Your sentences"),
    "best": N_("You are the customer: which one?"),
    "own": N_("Every team plays its own call"),
    "reveal": N_("The customer reacts"),
    "what_if": N_("What if?"),
    "rating": N_("Before the verdict"),
    "over": N_("The call is over"),
}
_ASKS: Final[Mapping[str, str]] = {
    "choose": N_("What do you answer?"),
    "tone": N_("How do you say it?"),
    "parts": N_("Which parts go into the message, and in which order?"),
    "reading": N_("What is going on with the customer?"),
    "mood": N_("In what mood will this answer leave the customer?"),
    "grid": N_("In your own words: what does the customer feel, think, do?"),
    "card": N_("Note what you saw."),
    "write": N_("Say it better, in 25 words at most."),
    "best": N_("Which of these would you, the customer, rather hear?"),
    "rating": N_("How well understood does the customer feel, from 0 to 10?"),
}
_CARDS: Final[Mapping[str, str]] = {
    "cues": N_("Your card: signs. What did the customer show without saying it?"),
    "words": N_("Your card: words. Which word of the agent's will stay with the customer?"),
    "mood": N_("Your card: mood. In what mood is the customer now?"),
    "ladder": N_("Your card: ladder. How far up has the agent climbed?"),
    "load": N_("Your card: load. How loaded is the agent now?"),
}
_CARD_NAMES: Final[Mapping[str, str]] = {
    "cues": N_("signs"),
    "words": N_("words"),
    "mood": N_("mood"),
    "ladder": N_("ladder"),
    "load": N_("load"),
}
_AIDS: Final[Mapping[str, str]] = {
    "ask": N_("ask the team"),
    "breathe": N_("breathe"),
    "rewind": N_("take the answer back"),
}
_BY: Final[Mapping[str, str]] = {
    "room": N_("the room decided"),
    "trainer": N_("the trainer decided"),
    "seat": N_("the hot seat decided"),
    "team": N_("the team decided"),
    "what_if": N_("what if"),
}
_REFUSALS: Final[Mapping[str, str]] = {
    "at_the_beginning": N_("There is no step to take back."),
    "call_over": N_("The call is over."),
    "done_already": N_("That has been done at this moment already, or would change nothing."),
    "joined_twice": N_("This participant is in the room already."),
    "joins_locked": N_("The trainer has locked the door: nobody else can join now."),
    "last_voice": N_("This room is played on one laptop: its last voice cannot be removed."),
    "needs_network": N_("This format needs everybody on a screen of their own."),
    "no_hint_here": N_("A hint needs words, and a moment that has begun."),
    "no_such_team": N_("This room has no such team."),
    "no_teams": N_("This format needs teams: open the room with --teams."),
    "no_what_if_here": N_("A what-if is looked at in a live vote, once the customer has reacted."),
    "nobody_joins_here": N_("This room is played on one laptop: nobody joins."),
    "nobody_of_that_name": N_("Nobody of that name is in the room."),
    "nobody_there": N_("Nobody is in the room yet."),
    "nobody_to_ask": N_("There is nobody else in the team."),
    "nobody_voted": N_("Nobody has answered yet."),
    "nobody_wrote": N_("Nobody has written anything yet."),
    "not_asked": N_("That is not what is asked now."),
    "not_between": N_("The format can be changed between two moments only."),
    "not_open": N_("This answer cannot be given now."),
    "not_paused": N_("The room is not paused."),
    "not_the_seat": N_("Only the hot seat may do this, and not at this point."),
    "not_the_speaker": N_("The first member of the team speaks for it."),
    "not_tied": N_("Only what lies level is to be decided."),
    "nothing_asked": N_("Nothing is asked now."),
    "nothing_hollow": N_("No hollow sentence is left in this scenario."),
    "nothing_to_skip": N_("There is nothing to skip here."),
    "opened_twice": N_("The room is open already."),
    "out_of_step": N_("Somebody else led the room on at the same moment; look where it stands."),
    "own_entry": N_("Your own sentence cannot have your vote."),
    "paused": N_("The room is paused."),
    "room_closed": N_("The room is closed."),
    "room_full": N_("The room is full."),
    "room_over": N_("The call is over; the debrief is next."),
    "round_over": N_("Too late: the vote is locked."),
    "seat_silent": N_("The hot seat has not answered yet."),
    "teams_play": N_("The teams are in the middle of their calls: that cannot be taken back."),
    "token_spent": N_("The team has no such token left."),
    "too_long": N_("That is too long."),
    "too_many_sentences": N_("No more sentences: 26 are as many as anybody can choose between."),
    "too_many_words": N_("25 words at most."),
    "trainer_decides": N_("It is level: pick the answer that is played."),
    "votes_are_cast": N_("Here votes are cast, not counted by hand."),
    "wait_for_the_next": N_("You are not asked this time; wait for the next vote."),
    "what_ifs_spent": N_("Two what-ifs have been looked at; that is all for this session."),
    "elsewhere": N_("You have gone on from another window or machine."),
    "hub_stops": N_("The hub is being stopped; it will be back, or another one will do."),
    "left": N_("You have left the room. Your answers stay."),
    "log_lost": N_("The room's log cannot be written now; nothing is lost, try again in a moment."),
    "not_understood": N_("The hub did not understand this message."),
    "other_version": N_("The hub speaks another version of Platine: the same one is needed on both sides."),
    "removed": N_("The trainer has taken you out of the room."),
    "too_fast": N_("That was too much at once."),
    "too_slow": N_("The connection was too slow and was let go; it comes back by itself."),
    "unknown_room": N_("No room has this code."),
    "unknown_token": N_("The room does not know you any more; join it again."),
    "wait": N_("Too many wrong codes: wait a little."),
    "wrong_secret": N_("This is not the trainer's secret."),
    "no_name": N_("A name is needed."),
    "hello_first": N_("Nothing can be done before joining."),
    "unreachable": N_("The hub cannot be reached; trying again."),
}
_ADVICE: Final[Mapping[str, str]] = {
    "hint": N_("Less than 35 % are right: give a hint, then vote again."),
    "talk": N_("Let them talk in pairs, then vote again."),
    "go_on": N_("More than 70 % are right: go on."),
}
_LABELS: Final = ("mood", "tone", "stage", "load", "facet", "channel", "reception", "outcome")


def format_name(name: str) -> str:
    return _(_FORMATS[name])


def format_about(name: str) -> str:
    """What a format is, in one sentence."""
    return _(_ABOUT[name])


def stage_title(stage: str, format_: str = "") -> str:
    """Where the room stands, as a heading."""
    if stage == "seat" and format_ == "observers":
        return _("One answers; watch closely")
    if stage == "reveal" and format_ == "say-better":
        stage = "tally"
    return _(_STAGES[stage])


def ask_line(ask: str) -> str:
    """What a round asks, as a question to everybody."""
    return _(_ASKS[ask])


def card_line(card: str) -> str:
    """What is to be noted on an observer's card."""
    return _(_CARDS[card])


def card_name(card: str) -> str:
    return _(_CARD_NAMES[card])


def aid_name(aid: str) -> str:
    """What a token of the hot seat buys."""
    return _(_AIDS[aid])


def decided_by(by: str) -> str:
    """Who decided what was played."""
    return _(_BY[by])


def refusal(key: str) -> str:
    """Why something was not taken, or why a connection ended. A key that is not known is told as not understood."""
    return _(_REFUSALS.get(key, _REFUSALS["not_understood"]))


def advice(step: str) -> str:
    """What to do after a first vote (`hint`, `talk`, `go_on`)."""
    return _(_ADVICE[step])


def choice_text(ask: str, text: str) -> str:
    """What a choice on the wall says: moods and tones by their name, everything else as it is written."""
    if ask in {"mood", "tone"} or (ask == "reading" and text in _MOOD_WORDS):
        return label("mood" if ask == "reading" else ask, text)
    return text


_MOOD_WORDS: Final = frozenset(MOODS)


def page_words(language: str) -> dict[str, str]:
    """Every word above in one language, by `kind.id`: what a ballot in a browser is written with."""
    tables: dict[str, Mapping[str, str]] = {
        "format": _FORMATS,
        "about": _ABOUT,
        "stage": _STAGES,
        "ask": _ASKS,
        "card": _CARDS,
        "aid": _AIDS,
        "by": _BY,
        "why": _REFUSALS,
    }
    with locale.spoken_in(language):
        words = {f"{kind}.{key}": _(text) for kind, table in tables.items() for key, text in table.items()}
        words |= {f"{kind}.{key}": name for kind in _LABELS for key, name in labels_of(kind).items()}
    return words


def right_word(shown: "Shown") -> str:
    """What a right answer is called: one that is right of those open alone is no model."""
    return _("best of those open") if shown.better_closed else _("right")
