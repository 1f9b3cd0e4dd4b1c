"""A participant's screen as it looks: nothing cut in vain, nothing said twice, and every key that helps in the footer."""

import pytest

from simulator.locale import use
from simulator.room import events as ev
from simulator.tui.screens.ballot import BallotScreen
from simulator.tui.widgets.ballot_story import StoryView
from tests.tui.test_ballot import NARROW, WIDE, Table, at, settle


@pytest.fixture(autouse=True)
def in_english():
    use("en")
    yield
    use("en")


async def test_a_title_that_would_be_cut_gives_way_as_a_whole():
    table = Table(names=("Marie-Charlotte-Bérengère",), teams=("The early team of the great hall",))
    title = table.script.scenario.title
    async with at(table.client(), NARROW) as (pilot, _screen):
        head = (await settle(pilot)).splitlines()[0]
        assert title in head or title[:4] not in head
        assert "phone" in head
    async with at(table.client(), WIDE) as (pilot, _screen):
        assert title in (await settle(pilot)).splitlines()[0]


async def test_hints_are_headed_as_the_language_spaces_its_colons():
    use("fr")
    table = Table()
    table.advance(2)
    table.lead(ev.Hinted(words="Deux fois"))
    async with at(table.client(), WIDE, language="fr") as (pilot, _screen):
        assert "Indices\N{NARROW NO-BREAK SPACE}: Deux fois" in await settle(pilot)


async def test_one_heading_is_not_told_twice():
    table = Table("say-better")
    table.advance(2)
    for number, who in enumerate(("p0", "p1", "p2")):
        words = {"text": f"Twenty-two minutes is long, {number}."}
        table.do(ev.Voted(who=who, round=table.room.table.rounds[-1].id, words=words))
    table.advance(2)
    asked = table.room.table.rounds[-1]
    table.do(ev.Voted(who="p0", round=asked.id, pick=(next(name for name in asked.choices if name != "p0"),)))
    table.advance()
    assert table.room.table.stage == "reveal"
    async with at(table.client(), NARROW) as (pilot, _screen):
        assert (await settle(pilot)).count("How you voted") == 1


async def test_where_there_is_more_to_read_the_footer_tells_the_key():
    table = Table()
    table.advance(2)
    table.vote_all()
    table.advance()
    table.lead(ev.Hinted(words="Listen. " * 70))
    async with at(table.client(), NARROW) as (pilot, screen):
        assert isinstance(screen, BallotScreen)
        await settle(pilot)
        assert screen.query_one(StoryView).max_scroll_y > 0
        table.show()
        assert "pgdn further" in await settle(pilot)
    quiet = Table()
    async with at(quiet.client(), NARROW) as (pilot, _screen):
        assert "pgdn" not in await settle(pilot)
