"""A participant's screen: every question can be answered, nothing typed is lost, foreign words stay words."""

import random
import time
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace
from textual import events

from simulator.conversation.script import Script
from simulator.locale import use
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.client import Client
from simulator.room.fold import apply, begin, fits
from simulator.room.views import view
from simulator.settings import Settings
from simulator.tui.app import PlatineApp
from simulator.tui.screens.ballot import BallotScreen
from simulator.tui.widgets.ballot_fields import Field
from simulator.tui.widgets.ballot_scale import Scale
from simulator.tui.widgets.ballot_story import StoryView
from simulator.tui.widgets.picker import Picker
from tests.kit import full_scenario
from tests.tui.stage import NASTY, shown

NARROW, WIDE = (80, 24), (160, 50)


@pytest.fixture(autouse=True)
def in_english():
    use("en")
    yield
    use("en")


class Still(Client):
    """A client without a network: its votes are folded at once, unless `is_deaf`."""

    room: "Table"
    is_deaf = False

    def start(self):
        return None

    def _do(self, act):
        super()._do(act)
        if not self.is_deaf:
            self.room.take(self, act)


class Table:
    """A room and those in it."""

    def __init__(self, format: str = "peer", names=("Ana", "Bo", "Cy"), teams=(), channel="phone") -> None:
        self.script = Script(full_scenario(channel))
        self.room = begin(self.script, ev.Opened(content="", secret="", format=format, teams=teams))
        self.clients: list[Still] = []
        self.rng = random.Random(1)
        for number, name in enumerate(names):
            team = teams[number % len(teams)] if teams else None
            self.do(ev.Joined(who=f"p{number}", name=name, token="t", team=team))

    def do(self, event: ev.Event) -> str:
        why = fits(self.script, self.room, event)
        self.room = apply(self.script, self.room, self.room.place + 1, event)
        return why or ""

    def lead(self, *steps: ev.Event) -> None:
        for event in steps:
            assert not self.do(event)
        self.show()

    def advance(self, times: int = 1) -> None:
        self.lead(*[ev.Advanced()] * times)

    def show(self) -> None:
        for client in self.clients:
            client._heard(say.Seen(view=view(self.script, self.room, client.me.team)))

    def client(self, who: str = "p0") -> Still:
        person, number = self.room.people[who], list(self.room.people).index(who)
        client = Still([], "K7PM2Q", token="t")
        client.room = self
        client._heard(
            say.Welcome(
                version=1, who=who, name=person.name, number=number, joined=person.joined, token="t", team=person.team
            )
        )
        self.clients.append(client)
        self.show()
        return client

    def take(self, client: Still, act: say.Vote | say.Use | say.Go) -> None:
        who = client.me.who
        match act:
            case say.Vote():
                event = say.voted(self.room, who, act, 0.0)
            case say.Use(aid=aid):
                event = ev.Used(who=who, aid=aid)
            case say.Go(round=asked):
                event = ev.Went(who=who, round=asked)
        why = self.do(event) if event is not None else "round_over"
        client._heard(say.Acknowledged(id=act.id, place=self.room.place, why=why))
        self.show()

    def vote_all(self, *but: str) -> None:
        for asked in self.room.table.open:
            for who in sorted(asked.voters - set(but)):
                pick = tuple(self.rng.sample(asked.choices, asked.least)) if asked.choices else ()
                self.do(ev.Voted(who=who, round=asked.id, pick=pick))

    def until(self, ask: str) -> None:
        """Play on until this is asked."""
        for _ in range(400):
            if any(one.ask == ask for one in self.room.table.open):
                self.show()
                return
            self.vote_all()
            if self.do(ev.Advanced()) and self.room.table.tied:
                self.do(ev.Picked(pick=self.room.table.tied[0]))
        raise AssertionError(ask)

    @property
    def picked(self) -> dict[str, tuple[str, ...]]:
        return {who: answer.pick for who, answer in self.room.table.rounds[-1].answers.items()}

    @property
    def typed(self) -> dict[str, dict[str, str]]:
        return {who: answer.words for who, answer in self.room.table.rounds[-1].answers.items()}


@asynccontextmanager
async def at(client: Client, size=NARROW, **settings):
    app = PlatineApp(
        Settings(profile_offered=True, animations=False, **settings),
        first=lambda: BallotScreen(client),
        find_titles=lambda: iter(()),
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app.screen


async def settle(pilot) -> str:
    await pilot.pause()
    await pilot.pause()
    return shown(pilot.app.screen)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=str)
async def test_a_vote_by_its_number_is_marked_and_can_be_changed(size):
    table = Table()
    table.advance(2)
    async with at(table.client(), size) as (pilot, _screen):
        assert "What do you answer?" in await settle(pilot)
        await pilot.press("2")
        assert "Your answer is in; you may change it" in await settle(pilot)
        first = table.picked["p0"]
        assert "✓" in shown(pilot.app.screen)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert table.picked["p0"] != first


async def test_a_click_votes_too():
    table = Table()
    table.advance(2)
    async with at(table.client()) as (pilot, _screen):
        await settle(pilot)
        await pilot.click(Picker, offset=(8, 2))
        await settle(pilot)
        assert table.picked == {"p0": (table.room.table.rounds[-1].choices[2],)}


async def test_the_histogram_and_the_key_are_shown_when_they_are_and_not_before():
    table = Table()
    table.advance(2)
    async with at(table.client()) as (pilot, _screen):
        await pilot.press("1")
        for who in ("p1", "p2"):
            table.do(ev.Voted(who=who, round=table.room.table.rounds[-1].id, pick=table.picked["p0"]))
        table.show()
        assert "vote" not in (await settle(pilot)).split("What do you answer?")[1].split("open")[0].replace(
            "the vote is locked", ""
        )
        table.advance()
        assert "3 votes · 100% · yours" in await settle(pilot)
        assert "right" not in shown(pilot.app.screen).replace("Which answer is right", "")
        table.lead(ev.Picked(pick=("listen",)))
        told = await settle(pilot)
        assert "right · played" in told
        assert "My daughter has an exam." in told


async def test_who_comes_late_reads_along_and_is_told_to_wait():
    table = Table()
    table.advance(2)
    table.do(ev.Joined(who="late", name="Late", token="t"))
    async with at(table.client("late")) as (pilot, _screen):
        told = await settle(pilot)
        assert "you take part in the next one" in told
        assert "It is our policy." in told
        await pilot.press("1")
        await settle(pilot)
        assert table.picked == {}


async def test_a_lost_connection_is_said_in_words_and_an_answer_meanwhile_is_kept():
    table = Table()
    table.advance(2)
    client = table.client()
    async with at(client) as (pilot, _screen):
        assert "● Connected" in await settle(pilot)
        client._lost("lost")
        told = await settle(pilot)
        assert "○ No connection" in told
        assert "The connection is lost." in told
        client.is_deaf = True
        await pilot.press("1")
        assert "…" in await settle(pilot)
        assert table.picked == {}
        assert client.is_waiting
        client.is_deaf = False
        client._heard(client.me)
        assert "Your answer is on its way" in await settle(pilot)
        (act,) = client._unheard.values()
        table.take(client, act)
        assert "Your answer is in" in await settle(pilot)
        client._heard(say.Bye(why="removed", again=False))
        assert "The trainer has taken you out of the room." in await settle(pilot)


async def test_half_typed_words_stay_through_every_update_and_digits_are_letters_there():
    table = Table("grid")
    table.advance(2)
    client = table.client()
    async with at(client) as (pilot, screen):
        await settle(pilot)
        await pilot.press(*"tired 1", "tab", *"again")
        table.lead(ev.Hinted(words="Listen to the sigh"))
        client._heard(say.Progress(round=table.room.table.rounds[-1].id, voted=2, voters=3))
        client._lost("lost")
        client._heard(client.me)
        assert "Listen to the sigh" in await settle(pilot)
        await pilot.press(*" q")
        fields = [field.text for field in screen.query(Field)]
        assert fields == ["tired 1", "again q", ""]
        assert table.typed == {}
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert table.typed == {"p0": {"feels": "tired 1", "thinks": "again q"}}
        assert pilot.app.is_running
        table.advance()
        assert "In pairs" not in await settle(pilot)
        assert [field.text for field in screen.query(Field)] == ["tired 1", "again q", ""]


async def test_a_sentence_counts_its_words_and_is_not_sent_too_long():
    table = Table("say-better")
    table.advance(2)
    async with at(table.client()) as (pilot, screen):
        assert "0 words, 25 at most" in await settle(pilot)
        screen.query_one("#ballot-field-0", Field).load_text("word " * 26)
        assert "26 words, 25 at most" in await settle(pilot)
        await pilot.press("ctrl+s")
        assert "25 words at most." in await settle(pilot)
        assert table.typed == {}
        screen.query_one("#ballot-field-0", Field).load_text("Twenty-two minutes is long.")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert table.typed == {"p0": {"text": "Twenty-two minutes is long."}}


async def test_escape_makes_keys_keys_again_and_w_writes_on():
    table = Table("grid")
    table.advance(2)
    async with at(table.client()) as (pilot, screen):
        assert "esc keys" in await settle(pilot)
        await pilot.press("escape")
        assert "w write" in await settle(pilot)
        await pilot.press("w", *"tired")
        assert screen.query_one("#ballot-field-0", Field).text == "tired"
        await pilot.press("escape", "q")
        await settle(pilot)
        assert not pilot.app.is_running


async def test_a_message_is_put_together_in_order_and_sent_once_it_is_whole():
    table = Table()
    table.until("parts")
    async with at(table.client()) as (pilot, _screen):
        await settle(pilot)
        await pilot.press("ctrl+s")
        assert "1 to 2 of them" in await settle(pilot)
        assert table.picked == {}
        await pilot.press("3", "1")
        assert "[2]" in await settle(pilot)
        await pilot.press("left")
        await pilot.press("ctrl+s")
        await settle(pilot)
        choices = table.room.table.rounds[-1].choices
        assert table.picked == {"p0": (choices[2], choices[0])} or table.picked == {"p0": (choices[0], choices[2])}
        await pilot.press("1", "ctrl+s")
        await settle(pilot)
        assert table.picked == {"p0": (choices[2],)}


async def test_the_rating_is_a_figure_from_0_to_10():
    table = Table()
    table.until("rating")
    async with at(table.client()) as (pilot, screen):
        assert "from 0 to 10" in await settle(pilot)
        await pilot.press("7")
        await settle(pilot)
        assert table.picked == {"p0": ("7",)}
        await pilot.press("end", "enter")
        await settle(pilot)
        assert table.picked == {"p0": ("10",)}
        await pilot.click(Scale, offset=(3, 0))
        await settle(pilot)
        assert table.picked == {"p0": ("0",)}
        assert screen.query_one(Scale).place == 0


async def test_the_hot_seat_has_its_tokens_and_the_others_predict():
    table = Table("hot-seat", names=("Ana", "Bo", "Cy", "Di"), teams=("North", "South"))
    table.advance(2)
    seat = table.room.table.seat
    other = next(who for who, person in table.room.people.items() if person.team != table.room.people[seat].team)
    async with at(table.client(other)) as (pilot, _screen):
        assert "is on the hot seat and answers" in await settle(pilot)
        await pilot.press("a", "1")
        await settle(pilot)
        assert table.room.table.stage == "seat"
        assert table.picked == {}
    async with at(table.client(seat)) as (pilot, _screen):
        assert "a ask the team" in await settle(pilot)
        await pilot.press("a")
        assert "Your team answers; you decide after it." in await settle(pilot)
        table.vote_all()
        table.advance()
        assert "What the team said" in await settle(pilot)
        await pilot.press("1")
        await settle(pilot)
        assert table.picked == {seat: (table.room.table.rounds[-1].choices[0],)}


async def test_a_speaker_plays_what_his_team_voted():
    table = Table("teams", teams=("North", "South"))
    table.advance(2)
    async with at(table.client()) as (pilot, _screen):
        assert "You speak for your team" in await settle(pilot)
        await pilot.press("g")
        assert "Nobody has answered yet." in await settle(pilot)
        await pilot.press("1", "g")
        assert "Your last answer" in await settle(pilot)
        assert len(table.room.table.teams["North"].turns) == 1


async def test_observers_have_a_card_each():
    table = Table("observers", names=("Ana", "Bo", "Cy", "Di", "Ed", "Flo"))
    table.advance(2)
    table.vote_all()
    table.until("card")
    cards = set()
    for who in sorted(table.room.table.open[-1].voters):
        async with at(table.client(who)) as (pilot, _screen):
            told = await settle(pilot)
            cards.add(told[told.index("Your card:") :].split(".")[0])
            await pilot.press(*("1" if "1 " in told.split("Your card:")[1] else "sigh"), "enter")
            await settle(pilot)
            assert who in table.typed
    assert len(cards) == 5


async def test_hostile_words_are_shown_and_never_obeyed():
    table = Table("say-better", names=(NASTY, "Bo"))
    table.advance(2)
    table.do(ev.Voted(who="p1", round=table.room.table.rounds[-1].id, words={"text": NASTY}))
    client = table.client()
    async with at(client, WIDE) as (pilot, screen):
        field = screen.query_one("#ballot-field-0", Field)
        await field._on_paste(events.Paste(f"one\ntwo {NASTY}\x07"))
        await settle(pilot)
        assert "one two Refund [/b] [@click=app.quit]x[/]" in field.text
        await pilot.press("ctrl+s")
        await settle(pilot)
        table.advance()
        told = await settle(pilot)
        assert "Refund [/b] [@click=app.quit]x[/]" in told
        assert not set(told) & {"\x1b", "\x07", "\u202e"}
        table.advance()
        await settle(pilot)
        assert pilot.app.is_running


async def test_an_update_while_one_reads_back_leaves_the_place_and_a_new_stage_begins_at_its_top():
    table = Table("grid", names=[f"N{number}" for number in range(40)])
    table.advance(2)
    for who in table.room.people:
        table.do(ev.Voted(who=who, round=table.room.table.rounds[-1].id, words={"feels": f"weary {who}"}))
    client = table.client()
    async with at(client) as (pilot, screen):
        table.advance(2)
        await settle(pilot)
        await pilot.press("pagedown")
        await settle(pilot)
        read = screen.query_one(StoryView)
        place = read.scroll_y
        assert place > 0
        table.lead(ev.Paused(at=1.0))
        await settle(pilot)
        assert read.scroll_y == place
        table.lead(ev.Unpaused(at=1.0))
        table.advance()
        await settle(pilot)
        assert read.scroll_y == 0


THEMES = ("dark", "light", "contrast")


@pytest.mark.parametrize("format", ev.FORMATS)
async def test_every_format_goes_to_its_end_before_the_screen_at_every_size(format):
    table = Table(format, teams=("North", "South"))
    async with at(table.client(), theme=THEMES[ev.FORMATS.index(format) % 3]) as (pilot, _screen):
        for step in range(16):
            await pilot.resize_terminal(*[(80, 24), (160, 50), (60, 18), (30, 5)][step % 4])
            await pilot.press("1", "down", "enter")
            table.vote_all("p0")
            if table.do(ev.Advanced()) and table.room.table.tied:
                table.do(ev.Picked(pick=table.room.table.tied[0]))
            table.show()
            await pilot.pause()
            if table.room.table.stage == "over":
                break
        assert pilot.app.is_running
        assert shown(pilot.app.screen).strip()


async def test_in_french_not_an_english_word_of_ours():
    use("fr")
    table = Table()
    table.advance(2)
    async with at(table.client(), WIDE, language="fr") as (pilot, _screen):
        await pilot.press("1")
        told = await settle(pilot)
        assert "Que répondez-vous" in told
        assert "Votre réponse est arrivée" in told
        assert "Connected" not in told


async def test_the_suggested_time_goes_by_the_clock_of_the_hub() -> None:
    table = Table("live")
    client = table.client()
    table.until("choose")
    client.view = replace(client.view, ends_at=time.time() + 90)
    client.ahead = -30.0
    async with at(client, WIDE) as (pilot, _screen):
        told = await settle(pilot)
        assert "1:59" in told or "2:00" in told
