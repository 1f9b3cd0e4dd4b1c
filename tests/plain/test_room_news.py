"""What a trainer who leads in lines is told of by itself."""

from dataclasses import dataclass, field
from typing import Any

from simulator.plain.room_news import News
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
