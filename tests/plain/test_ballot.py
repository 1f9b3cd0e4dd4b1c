"""A participant in lines: told what happens while he types, answering what is asked."""

import asyncio
import contextlib
import io
import queue

import pytest

from simulator.locale import use
from simulator.plain.ballot import Ballot
from simulator.plain.console import Console, EndOfInput
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.client import Client
from simulator.scenario.vocabulary import MOODS
from tests.room.rehearsed import CODE, rehearsed, until


@pytest.fixture(autouse=True)
def in_english():
    use("en")
    yield
    use("en")


class Typed:
    """Lines that somebody types when the test says so; None ends the input."""

    def __init__(self, *, interactive: bool) -> None:
        self.interactive = interactive
        self.lines: queue.Queue[str | None] = queue.Queue()

    def line(self, timeout: float | None = None) -> str:
        line = self.lines.get()
        if line is None:
            raise EndOfInput
        return line

    def forget_typing(self) -> None:
        pass


class Sitting:
    def __init__(self, client: Client, *, interactive: bool) -> None:
        self.client = client
        self.source = Typed(interactive=interactive)
        self.out = io.StringIO()
        self.ballot = Ballot(client, Console(self.source, self.out))
        self._read = 0

    def type(self, *lines: str) -> None:
        for line in lines:
            self.source.lines.put(line)

    async def hears(self, words: str) -> str:
        """Wait for these words, behind what was heard before; what was written up to them."""
        with contextlib.suppress(TimeoutError):
            await until(lambda: words in self.out.getvalue()[self._read :], 5)
        rest = self.out.getvalue()[self._read :]
        assert words in rest, f"{words!r} not in:\n{rest}\n--- after\n{self.out.getvalue()}"
        end = self._read + rest.index(words) + len(words)
        heard, self._read = self.out.getvalue()[self._read : end], end
        return heard


@contextlib.asynccontextmanager
async def sits(hub, name: str = "Ana", *, interactive: bool = True, **who):
    client = Client([hub.address], CODE, name=name, **who)
    sitting = Sitting(client, interactive=interactive)
    running = asyncio.create_task(sitting.ballot.run())
    try:
        await until(lambda: client.view is not None)
        yield sitting
    finally:
        sitting.source.lines.put(None)
        await asyncio.wait_for(running, 10)
        await client.close()


def picked(hub) -> dict[str, tuple[str, ...]]:
    people = hub.room.people
    return {people[who].name: answer.pick for who, answer in hub.room.table.rounds[-1].answers.items()}


async def test_a_vote_from_the_lobby_to_the_reveal():
    async with rehearsed() as hub, sits(hub) as ana:
        await ana.hears("Small: The room is filling")
        await hub.lead(ev.Advanced())
        assert "Karim Belkacem: Yes?" in await ana.hears("the question comes when your trainer goes on.")
        await hub.lead(ev.Advanced())
        heard = await ana.hears("Your answer (1-4):")
        assert "What do you answer?" in heard
        choices = hub.room.table.rounds[-1].choices
        number = choices.index("listen") + 1
        assert f"{number}. Twenty-two minutes" in heard
        ana.type(str(number))
        await ana.hears("Your answer is in")
        assert picked(hub) == {"Ana": ("listen",)}
        await hub.lead(ev.Advanced())
        assert "(1 vote · 100% · yours)" in await ana.hears("Which answer is right is not told yet.")
        await hub.lead(ev.Advanced())
        heard = await ana.hears("See what the answer did.")
        assert "The agent, steadily: Twenty-two minutes" in heard
        assert "Karim Belkacem: My daughter has an exam." in heard
        assert "right · played · yours" in heard


async def test_what_is_no_answer_says_what_would_be_one_and_the_question_stands_again():
    async with rehearsed() as hub, sits(hub) as ana:
        await ana.hears("You are in. It begins soon.")
        ana.type("1")
        await ana.hears("You are in. It begins soon.")
        await hub.lead(ev.Advanced(), ev.Advanced())
        await ana.hears("Your answer (1-4):")
        for nonsense in ("9", "two", "1 2", "\x1b[31m"):
            ana.type(nonsense)
            assert "\x1b" not in await ana.hears("is no number from 1 to 4.")
            await ana.hears("Your answer (1-4):")
        assert picked(hub) == {}
        ana.type("2", "3")
        await ana.hears("Your answer is in")
        await until(lambda: picked(hub) == {"Ana": (hub.room.table.rounds[-1].choices[2],)})


async def test_news_come_while_the_question_stands_and_it_is_asked_again_beneath():
    async with rehearsed() as hub, sits(hub) as ana:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await ana.hears("Your answer (1-4):")
        await hub.lead(ev.Hinted(words="Listen to the sigh"))
        assert "\nHints: Listen to the sigh" in await ana.hears("Your answer (1-4):")
        await hub.lead(ev.Paused(at=1.0))
        await ana.hears("The room is paused.")
        ana.type("1")
        await ana.hears("The room is paused.")
        await hub.lead(ev.Unpaused(at=2.0))
        await ana.hears("Your answer (1-4):")


async def test_a_connection_that_is_lost_is_said_and_what_is_typed_meanwhile_is_sent_later():
    async with rehearsed() as hub, sits(hub) as ana:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await ana.hears("Your answer (1-4):")
        await hub.stop()
        await ana.hears("The connection is lost.")
        ana.type("2")
        await ana.hears("Your answer is on its way")
        await hub.start()
        await ana.hears("Connected")
        await ana.hears("Your answer is in")
        assert picked(hub) == {"Ana": (hub.room.table.rounds[-1].choices[1],)}


async def test_who_comes_late_waits_and_is_told():
    async with rehearsed() as hub:
        await hub.lead(ev.Advanced())
        async with sits(hub):
            await until(lambda: hub.room.present)
            await hub.lead(ev.Advanced())
            async with sits(hub, "Late") as late:
                await late.hears("You came while this vote was open: you take part in the next one.")
                late.type("1")
                await late.hears("you take part in the next one.")
                assert not hub.room.table.open[-1].answers


async def test_cells_are_typed_one_after_the_other_and_can_be_written_anew():
    async with rehearsed("grid") as hub, sits(hub) as ana:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await ana.hears("Feels:")
        ana.type("tired")
        await ana.hears("Thinks:")
        ana.type("")
        await ana.hears("Does:")
        ana.type("sighs")
        await ana.hears("Your answer is in")
        (answer,) = hub.room.table.rounds[-1].answers.values()
        assert answer.words == {"feels": "tired", "does": "sighs"}
        ana.type("change")
        await ana.hears("Feels:")
        ana.type("angry", "", "")
        await until(lambda: [a.words for a in hub.room.table.rounds[-1].answers.values()] == [{"feels": "angry"}])


async def test_a_sentence_has_25_words_at_most():
    async with rehearsed("say-better") as hub, sits(hub) as ana:
        await hub.lead(ev.Advanced())
        await ana.hears("To be said better: [It is our policy]")
        await hub.lead(ev.Advanced())
        await ana.hears("Your words")
        ana.type("word " * 26)
        await ana.hears("26 words; 25 at most.")
        ana.type("")
        await ana.hears("Write something first.")
        ana.type("Twenty-two minutes is long; here is what I do.")
        await ana.hears("Your answer is in")
        await hub.lead(ev.Advanced())
        await ana.hears("- Twenty-two minutes is long; here is what I do.")
        await hub.lead(ev.Advanced())
        await ana.hears("Your answer (1-1):")
        ana.type("1")
        await ana.hears("Your own sentence cannot have your vote.")
        assert not hub.room.table.open[-1].answers


async def test_a_hot_seat_with_its_tokens_and_the_others_predictions():
    async with (
        rehearsed("hot-seat", teams=("North", "South")) as hub,
        sits(hub, "Ana", team="North") as ana,
        sits(hub, "Bo", team="South") as bo,
        sits(hub, "Cy", team="North") as cy,
    ):
        await until(lambda: len(hub.room.present) == 3)
        await hub.lead(ev.Advanced(), ev.Advanced())
        seats = {"Ana": ana, "Bo": bo, "Cy": cy}
        seat = hub.room.people[hub.room.table.seat].name
        mate = next(person.name for person in hub.room.members("North") if person.name != seat)
        on, beside = seats.pop(seat), seats[mate]
        heard = await on.hears("Your answer (1-4):")
        assert "You are on the hot seat: answer below." in heard
        assert "a: ask the team" in heard
        await bo.hears(f"{seat}, of team North, is on the hot seat and answers.")
        bo.type("1", "a")
        await bo.hears("Only the hot seat may do this")
        on.type("a")
        await on.hears("Your team answers; you decide after it.")
        await beside.hears("Your answer (1-4):")
        beside.type("2")
        await beside.hears("Your answer is in")
        await hub.lead(ev.Advanced())
        assert "(1 vote" in await on.hears("Your answer (1-4):")
        on.type("1")
        await on.hears("Your answer is in")
        await hub.lead(ev.Advanced())
        if hub.room.table.stage == "predict":
            heard = await bo.hears("Your answer (1-9):")
            assert f"{MOODS.index('relieved') + 1}. relieved" in heard
            bo.type("2")
            await bo.hears("Your answer is in")
            await on.hears("The other teams predict; your team waits.")
            await hub.lead(ev.Advanced())
        await bo.hears("Points:")


async def test_a_team_s_speaker_plays_what_it_voted():
    async with rehearsed("teams", teams=("North", "South")) as hub, sits(hub, team="North") as ana:
        await until(lambda: hub.room.present)
        await hub.lead(ev.Advanced(), ev.Advanced())
        await ana.hears("You speak for your team: g plays what you have voted.")
        ana.type("g")
        await ana.hears("Nobody has answered yet.")
        ana.type("1")
        await ana.hears("Your answer is in")
        ana.type("g")
        await ana.hears("Your last answer:")
        assert len(hub.room.table.teams["North"].turns) == 1


async def test_observers_note_what_is_on_their_card():
    async with rehearsed("observers") as hub, sits(hub, "Ana") as ana, sits(hub, "Bo") as bo:
        await until(lambda: len(hub.room.present) == 2)
        await hub.lead(ev.Advanced(), ev.Advanced())
        on, other = (ana, bo) if hub.room.people[hub.room.table.seat].name == "Ana" else (bo, ana)
        await on.hears("Your answer (1-4):")
        on.type("1")
        await on.hears("Your answer is in")
        await hub.lead(ev.Advanced())
        while hub.room.table.stage == "scene":
            await hub.lead(ev.Advanced())
        heard = await other.hears("Your card:")
        assert "The agent" in heard
        other.type("a word that stays") if "Your words" in await other.hears(":") else other.type("1")
        await other.hears("Your answer is in")


async def test_a_pipe_answers_one_question_after_the_other_and_leaves_politely():
    async with rehearsed() as hub, sits(hub, interactive=False) as ana:
        ana.type("# what Ana says", "2", "1")
        ana.source.lines.put(None)
        await hub.lead(ev.Advanced())
        await until(lambda: hub.room.present)
        await hub.lead(ev.Advanced())
        await until(lambda: len(picked(hub)) == 1)
        assert "Your answer (1-4): 2\n" in await ana.hears("Your answer is in")
        await hub.lead(ev.Advanced(), ev.Picked(pick=("listen",)))
        await hub.lead(ev.Advanced(), ev.Advanced())
        await ana.hears("You leave; your place and your answers stay.")
        assert ana.client.mine is not None
        assert ana.client.mine.pick == (1,)
        assert ana.client.mine.is_in


async def test_help_look_and_quit():
    async with rehearsed() as hub, sits(hub) as ana:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await ana.hears("Your answer (1-4):")
        ana.type("?")
        await ana.hears("q, quit: leave")
        await ana.hears("Your answer (1-4):")
        ana.type("look")
        assert "Karim Belkacem: Yes?" in await ana.hears("Your answer (1-4):")
        ana.type("g")
        await ana.hears("The first member of the team speaks for it.")
        ana.type("q")
        await ana.hears("The same command brings you back")


async def test_the_end_of_the_room_and_being_taken_out_are_said():
    async with rehearsed() as hub, sits(hub) as ana:
        await ana.hears("It begins soon.")
        await hub.lead(ev.Closed())
        await ana.hears("The room is closed.")
        assert ana.client.state == "closed"
    async with rehearsed() as hub, sits(hub) as ana:
        await ana.hears("It begins soon.")
        await hub.tell(say.Bye(why="removed", again=False))
        await ana.hears("The trainer has taken you out of the room.")
        assert ana.client.state == "refused"


async def test_a_hostile_name_or_sentence_is_shown_and_never_obeyed():
    async with rehearsed("say-better") as hub, sits(hub, "A\x1b[31m\u202e") as ana:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await ana.hears("Your words")
        ana.type("[b]x[/b] \x1b]0;gone\x07 \u202eback")
        await ana.hears("Your answer is in")
        await hub.lead(ev.Advanced())
        heard = await ana.hears("[b]x[/b]")
        await ana.hears("back")
        assert not set(ana.out.getvalue()) & {"\x1b", "\x07", "\u202e"}
        assert heard
