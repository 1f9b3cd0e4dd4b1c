"""What a participant reads, and what the wall says in lines: the words of ours in his own language."""

import io
from random import Random

import pytest

from simulator import locale
from simulator.plain.console import Console
from simulator.plain.room_wall import Wall
from simulator.room import events as ev
from simulator.room.views import view
from simulator.wording.labels import label
from simulator.wording.participant import story
from tests.plain.typist import Lines
from tests.room.games import Game, script


def asked_how_it_is_said(format_: str, people: int) -> Game:
    """A room that has chosen what to say and is asked in which tone."""
    game = Game(format_, played=script("fr/ligne-coupee"), people=people, teams=("Nord",))
    for _stage in game.walk(Random(1)):
        if game.open_rounds() and game.open_rounds()[0].ask == "tone":
            return game
    raise AssertionError("no tone was asked for")


def level() -> Game:
    """Two tones that lie level."""
    game = asked_how_it_is_said("live", 2)
    first, second, *_others = game.open_rounds()[0].choices
    game.vote("p0", first)
    game.vote("p1", second)
    game.advance()
    game.advance()
    assert game.stage == "plead"
    return game


def advised() -> Game:
    """A hot seat whose team has said in which tone."""
    game = asked_how_it_is_said("hot-seat", 2)
    seat = game.room.table.seat or ""
    assert game.do(ev.Used(who=seat, aid="ask")) is None
    (mate,) = game.open_rounds()[0].voters
    game.vote(mate, game.open_rounds()[0].choices[0])
    game.advance()
    return game


@pytest.mark.parametrize(("told", "tones"), [(level, ("warm", "steady")), (advised, ("warm",))])
def test_tones_have_their_names_in_the_reader_s_language(told, tones):
    game = told()
    seen = view(game.script, game.room)
    out = io.StringIO()
    with locale.spoken_in("fr"):
        items = [one.text for one in story(seen)]
        Wall(Console(Lines([]), out, width=200), game.script).tell(seen)
        names = [label("tone", tone) for tone in tones]

    assert names[0] != tones[0]
    assert all(name in items for name in names)
    assert all(f"{name}\n" in out.getvalue() for name in names)
    assert not set(tones) & {*items, *out.getvalue().split()}
