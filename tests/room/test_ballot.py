"""What a ballot lets somebody do is what the room would take from him: compared in every format, at every stage."""

import random

import pytest

from simulator.conversation.script import Script
from simulator.room import ballot
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.fold import apply, begin, fits
from simulator.room.formats.observers import card_of
from simulator.room.table import Room, Round
from simulator.room.views import view
from tests.kit import full_scenario

TEAMS = ("North", "South", "Empty")


def welcome(room: Room, who: str) -> say.Welcome:
    person = room.people[who]
    number = list(room.people).index(who)
    return say.Welcome(
        version=1, who=who, name=person.name, number=number, joined=person.joined, token="t", team=person.team
    )


class Game:
    """A room that is played by whoever is asked; latecomers drop in between."""

    def __init__(self, format: str, seed: int, teams: tuple[str, ...] = TEAMS) -> None:
        self.script = Script(full_scenario())
        self.rng = random.Random(seed)
        opened = ev.Opened(content="", secret="", format=format, teams=teams, seed=seed)  # type: ignore[arg-type]
        self.room = begin(self.script, opened)
        self.teams = teams
        for _ in range(5):
            self.join(self.teams[:2])

    def do(self, event: ev.Event) -> str | None:
        why = fits(self.script, self.room, event)
        self.room = apply(self.script, self.room, self.room.place + 1, event)
        return why

    def join(self, teams: tuple[str, ...]) -> None:
        number = len(self.room.people)
        team = teams[number % len(teams)] if teams else None
        self.do(ev.Joined(who=f"p{number}", name=f"N{number}", token="t", team=team))

    def asked_of(self, who: str) -> Round | None:
        """The round that the view of this participant is about."""
        seen = view(self.script, self.room, self.room.people[who].team)
        return say.open_round(self.room, seen.question.round) if seen.question is not None else None

    def ballot_of(self, who: str) -> say.Vote | None:
        """Something that this participant could put on his ballot, from what he is shown alone."""
        seen, me = view(self.script, self.room, self.room.people[who].team), welcome(self.room, who)
        if seen.question is None:
            return None
        words = dict.fromkeys(ballot.fields(seen, me), "well")
        shown = [one.number for one in ballot.choices(seen, me)]
        least = min(seen.question.least, len(shown))
        return say.Vote(id="i", round=seen.question.round, pick=tuple(self.rng.sample(shown, least)), words=words)

    def counts(self, who: str) -> str | None:
        """Why the room would not take an answer of his; what no hub can make out does not count either."""
        given = self.ballot_of(who)
        if given is None:
            return "nothing_asked"
        vote = say.voted(self.room, who, given, 0.0)
        return "round_over" if vote is None else fits(self.script, self.room, vote)

    def vote(self, who: str) -> None:
        given = self.ballot_of(who)
        event = say.voted(self.room, who, given, 0.0) if given is not None else None
        if event is not None:
            self.do(event)

    def onward(self) -> bool:
        for event in (ev.Advanced(), *(ev.Picked(pick=one) for one in self.room.table.tied)):
            if self.do(event) is None:
                return True
        return False


@pytest.mark.parametrize("teams", [TEAMS, ()], ids=["teams", "one room"])
@pytest.mark.parametrize("format", ev.FORMATS)
@pytest.mark.parametrize("seed", range(3))
def test_who_may_answer_is_whose_answer_counts(format, teams, seed):
    if format == "teams" and not teams:
        pytest.skip("parallel teams are teams")
    game = Game(format, seed, teams)
    whys: list[str | None] = []
    for _step in range(120):
        if game.rng.random() < 0.4 and len(game.room.people) < 14:
            game.join(game.teams)
        whys += [compared(game, person.who) for person in game.room.present]
        for person in game.room.present:
            if game.rng.random() < 0.9:
                game.vote(person.who)
        for person in game.room.present:
            go(game, person.who)
        if game.room.table.stage == "over":
            break
        game.onward()
    assert whys.count(None) >= 5
    assert "wait_for_the_next" in whys or format in {"hot-seat", "observers", "teams"}


def compared(game: Game, who: str) -> str | None:
    """What the ballot says, which is what the room says."""
    seen, me = view(game.script, game.room, game.room.people[who].team), welcome(game.room, who)
    why, counts = ballot.may_answer(seen, me), game.counts(who)
    # Whose sentence is whose is no ballot's business: the room alone knows.
    assert (why is None) == (counts in {None, "own_entry"}), (seen.stage, who, why, counts)
    if seen.question is not None and seen.question.ask == "card":
        assert ballot.card(seen, me) == card_of(game.room, who, len(game.room.table.turns))
    for aid in ballot.aids(seen, me) if game.teams else ():
        refused = fits(game.script, game.room, ev.Used(who=who, aid=aid))
        assert refused in {None, "nobody_to_ask", "done_already"}
    return why


def go(game: Game, who: str) -> None:
    """Whoever may, plays what his team has voted."""
    seen, me = view(game.script, game.room, game.room.people[who].team), welcome(game.room, who)
    went = ev.Went(who=who, round=seen.question.round if seen.question is not None else 0)
    if ballot.may_go(seen, me):
        assert game.do(went) in {None, "nobody_voted"}
    else:
        assert fits(game.script, game.room, went) is not None


def test_a_pause_and_an_end_are_told_before_anything_else():
    game = Game("peer", 0, ())
    game.do(ev.Advanced())
    assert ballot.may_answer(view(game.script, game.room), welcome(game.room, "p0")) == "nothing_asked"
    game.do(ev.Advanced())
    assert ballot.may_answer(view(game.script, game.room), welcome(game.room, "p0")) is None
    game.do(ev.Paused(at=1.0))
    assert ballot.may_answer(view(game.script, game.room), welcome(game.room, "p0")) == "paused"
    game.do(ev.Closed())
    assert ballot.may_answer(view(game.script, game.room), welcome(game.room, "p0")) == "room_closed"
