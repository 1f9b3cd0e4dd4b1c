"""What a trainer who leads in lines is told of by itself."""

from dataclasses import dataclass, field
from typing import Any

from simulator.plain.room_news import News
from simulator.room import events as ev
from tests.room.games import Game


@dataclass
class Desk:
    """As much of a trainer's place as news are made from."""

    room: Any = field(default_factory=lambda: Game().room)
    warnings: tuple[tuple[str, int], ...] = ()
    trouble: str | None = None
    ahead: float = 0.0

    def watch(self, changed: object) -> None:
        pass


def test_a_second_storm_is_told_of_also_where_it_is_smaller_than_the_first():
    desk = Desk()
    news = News(desk)  # type: ignore[arg-type]
    desk.warnings = (("storm", 300),)
    assert "300" in " ".join(news.take())
    desk.warnings = ()
    assert news.take() == []
    desk.warnings = (("storm", 60),)
    assert "60" in " ".join(news.take())


def test_who_leaves_for_good_is_told_once_and_whom_the_trainer_takes_out_is_not():
    game = Game("live")
    desk = Desk(room=game.room)
    news = News(desk)  # type: ignore[arg-type]
    game.do(ev.Removed(who="p5"))
    game.do(ev.Left(who="p0"))
    desk.room = game.room
    assert news.take() == ["Name 0 has left; 4 in the room."]
    assert news.take() == []
    for who in ("p1", "p2"):
        game.do(ev.Left(who=who))
    desk.room = game.room
    assert news.take() == ["Name 1, Name 2 have left; 2 in the room."]
