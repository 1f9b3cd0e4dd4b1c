"""What a trainer is told, and what his words do, in a room that others have joined."""

import asyncio
import io
import queue
from collections.abc import Awaitable, Callable

import pytest

from simulator import locale
from simulator.plain.console import Console, EndOfInput
from simulator.plain.room import MOST_MISUNDERSTOOD, lead
from simulator.plain.room_words import ACTS, Typed, counts, read
from simulator.room import events as ev
from simulator.room.desks import LocalDesk
from simulator.room.identity import new_id
from simulator.room.keeper import Keeper
from simulator.room.log.memory import MemoryLogs
from tests.kit import full_scenario


class Keys:
    """Somebody who types when he is told to, and then ends the input."""

    def __init__(self, *, interactive: bool = False) -> None:
        self.interactive = interactive
        self.queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def line(self, timeout: float | None = None) -> str | None:
        line = self.queue.get()
        if line is None:
            raise EndOfInput
        return line

    def forget_typing(self) -> None:
        pass


class Led:
    """A room in memory that is being led in lines, and everything written so far."""

    def __init__(self, keeper: Keeper, *, interactive: bool = False) -> None:
        self.keeper = keeper
        self.keys = Keys(interactive=interactive)
        self.out = io.StringIO()
        self.desk = LocalDesk(keeper)
        self.leading = asyncio.ensure_future(lead(self.desk, Console(self.keys, self.out)))

    @property
    def told(self) -> str:
        return self.out.getvalue()

    async def type(self, *lines: str) -> str:
        """Type lines; what was written from then on, once each has been answered by the next question."""
        before = len(self.told)
        for line in lines:
            asked = self.told.count("q):")
            self.keys.queue.put(line)
            await until(lambda asked=asked: self.told.count("q):") > asked or self.leading.done())
        return self.told[before:]

    async def joins(self, *names: str, team: str | None = None) -> list[str]:
        found = []
        for name in names:
            who = new_id()
            assert (await self.keeper.act(ev.Joined(who=who, name=name, token="t", team=team), who)).why is None
            found.append(who)
        return found

    async def votes(self, who: str, place: int = 0, **words: str) -> None:
        asked = self.keeper.room.table.open[-1]
        pick = () if words else (asked.choices[place],)
        done = await self.keeper.act(ev.Voted(who=who, round=asked.id, pick=pick, words=words), new_id())
        assert done.why is None

    async def end(self) -> str:
        self.keys.queue.put(None)
        return await asyncio.wait_for(self.leading, 5)


async def until(holds: Callable[[], bool], seconds: float = 5.0) -> None:
    for _look in range(int(seconds / 0.01)):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


def lead_a_room(
    play: Callable[[Led], Awaitable[None]], *, interactive: bool = False, form: str = "peer", **how: object
) -> str:
    """Open a room in memory, lead it so, and leave it. How it ended."""

    async def run() -> str:
        logs = MemoryLogs()
        opened = ev.Opened(content="", secret="", format=form, **how)  # type: ignore[arg-type]
        keeper = await Keeper.create(logs, full_scenario(), opened)
        led = Led(keeper, interactive=interactive)
        try:
            await until(lambda: "q):" in led.told)
            await play(led)
            return await led.end()
        finally:
            led.keys.queue.put(None)
            await asyncio.gather(led.leading, return_exceptions=True)
            await keeper.close()
            await logs.close()

    return asyncio.run(run())


def test_who_comes_is_told_once_and_the_question_asked_again():
    async def play(led: Led) -> None:
        await led.joins("Léa", "Noor")
        await until(lambda: "2 in the room" in led.told)
        assert led.told.count("have joined") == 1
        assert led.told.rstrip().endswith("q):")
        assert "Léa, Noor" in led.told

    assert lead_a_room(play) == "ended"


def test_a_whole_class_that_joins_at_once_is_counted():
    async def play(led: Led) -> None:
        await led.joins(*(f"P{number}" for number in range(30)))
        await until(lambda: "30 have joined" in led.told)
        assert "P3" not in led.told

    lead_a_room(play)


def test_who_has_voted_is_told_by_name_and_what_by_nobody():
    async def play(led: Led) -> None:
        lea, noor = await led.joins("Léa", "Noor")
        await led.type("", "")
        await led.votes(lea, 2)
        told = await led.type("who")
        assert "1 of 2 has answered: Léa" in told
        assert "Waiting for: Noor" in told
        await led.votes(noor, 1)
        await until(lambda: "Everybody who is asked has answered." in led.told)
        assert "How you voted" not in led.told

    lead_a_room(play)


def test_a_person_is_removed_by_name_or_by_number_and_never_by_guess():
    async def play(led: Led) -> None:
        await led.joins("Léa", "Noor", "noor")
        assert "Nobody of that name" in await led.type("remove Zoé")
        assert "Several are called so" in await led.type("remove NOOR")
        assert "1. Léa" in await led.type("people")
        assert "Léa is no longer in the room." in await led.type("remove 1")
        assert [person.name for person in led.keeper.room.present] == ["Noor", "noor"]

    lead_a_room(play)


def test_the_door_is_locked_and_unlocked():
    async def play(led: Led) -> None:
        await led.type("lock")
        assert led.keeper.room.locked
        assert "The door is locked" in await led.type("code")
        await led.type("unlock")
        assert not led.keeper.room.locked

    lead_a_room(play)


def test_a_pause_says_so_and_ends_by_its_word():
    async def play(led: Led) -> None:
        told = await led.type("pause")
        assert "The room is paused." in told
        assert "Paused (resume" in told
        assert "paused" in await led.type("")
        await led.type("resume")
        assert led.keeper.room.paused_at is None

    lead_a_room(play)


def test_a_format_is_chosen_by_its_name_between_two_moments_only():
    async def play(led: Led) -> None:
        assert "Hot seat" in await led.type("format")
        await led.type("format live vote")
        assert led.keeper.room.table.format == "live"
        await led.joins("Léa")
        await led.type("", "")
        assert "between two moments" in await led.type("format grid")
        assert led.keeper.room.table.format == "live"

    lead_a_room(play)


def test_a_hint_and_more_time():
    async def play(led: Led) -> None:
        await led.joins("Léa")
        await led.type("", "")
        assert "HINT: Look at his hands" in await led.type("hint Look at his hands")
        assert "1\u202fmin 30\u202fs more." in await led.type("extend 90")
        assert "from 1 to 3600" in await led.type("extend soon")
        assert led.keeper.room.table.ends_at is not None

    lead_a_room(play, seconds=60)


def test_a_seat_whose_holder_was_removed_is_given_to_the_next():
    async def play(led: Led) -> None:
        await led.joins("Léa")
        await led.joins("Bo")
        await led.type("format hot-seat", "", "")
        assert led.keeper.room.table.stage == "seat"
        assert "The seat is empty: Enter seats the next one" in await led.type("remove Léa")
        await led.type("")
        (person,) = led.keeper.room.present
        assert led.keeper.room.table.seat == person.who

    lead_a_room(play)


def test_a_vote_that_nobody_was_there_for_is_opened_again():
    async def play(led: Led) -> None:
        assert "Nobody was there when this was asked" in await led.type("", "")
        await led.joins("Léa")
        await led.type("back", "")
        assert len(led.keeper.room.table.open[-1].voters) == 1
        assert led.told.rstrip().splitlines()[-1].startswith("0 of 1 have answered. Waiting for answers")

    lead_a_room(play)


def test_the_clock_suggests_and_nothing_happens_by_itself():
    async def play(led: Led) -> None:
        await led.joins("Léa")
        assert "Suggested time: 1\u202fs." in await led.type("", "")
        await until(lambda: "The suggested time is over." in led.told)
        assert led.told.count("The suggested time is over.") == 1
        assert led.keeper.room.table.stage == "vote"
        await led.type("extend 1")
        await until(lambda: led.told.count("The suggested time is over.") == 2)

    lead_a_room(play, seconds=1)


def test_what_lies_level_is_decided_by_its_number():
    async def play(led: Led) -> None:
        lea, noor = await led.joins("Léa", "Noor")
        await led.type("", "")
        await led.votes(lea, 0)
        await led.votes(noor, 1)
        level = {led.keeper.room.table.open[-1].choices[place] for place in (0, 1)}
        await led.type("", "skip")
        told = await led.type("")
        if led.keeper.room.table.stage == "decide":
            assert "Pick the answer that is played" in led.told
        assert "Only what lies level" in await led.type("pick 3")
        await led.type("2")
        assert led.keeper.room.table.turns[-1].pick[0] in level, told

    lead_a_room(play, form="live")


def test_a_trainer_speaks_for_no_seat_that_has_a_screen():
    async def play(led: Led) -> None:
        await led.joins("Léa", team="A")
        await led.joins("Noor", team="B")
        await led.type("", "")
        assert "on its own screen" in await led.type("ask")
        assert "not among what can be answered" in await led.type("1")
        assert not led.keeper.room.table.rounds[-1].answers

    lead_a_room(play, form="hot-seat", teams=("A", "B"))


def test_each_team_s_own_call_is_looked_at_and_helped_on():
    async def play(led: Led) -> None:
        await led.joins("Léa", team="Red ones")
        await led.joins("Noor", team="B")
        await led.type("", "")
        assert "Red ones: 0 answers played" in led.told
        assert "Team Red ones." in await led.type("look red ones")
        told = await led.type("pick Red ones 1")
        assert "Red ones: 1 answer played" in told
        assert led.keeper.room.table.teams["B"].turns == ()
        assert "no such team" in await led.type("look green")

    lead_a_room(play, form="teams", teams=("Red ones", "B"))


def test_observers_notes_are_told_against_what_happened():
    async def play(led: Led) -> None:
        await led.joins("Léa")
        *_others, cid = await led.joins("Noor", "Ada", "Bea", "Cid")
        await led.type("", "")
        await led.votes(led.keeper.room.table.seat or "", 0)
        await led.type("")
        assert led.keeper.room.table.stage == "notes"
        await led.votes(cid, note="a sigh")
        told = await led.type("")
        assert "- signs: a sigh" in told

    lead_a_room(play, form="observers")


def test_on_one_laptop_the_seat_spends_its_tokens_by_the_trainer_s_words():
    async def play(led: Led) -> None:
        await led.type("", "")
        assert "On the hot seat: Azur." in led.told
        assert "Raised hands" in await led.type("ask")
        places = len(led.keeper.room.table.open[-1].choices)
        told = await led.type(" ".join(["2"] + ["0"] * (places - 1)), "")
        assert "What the team said:" in told
        assert "1. 2 votes:" in told
        assert "ask the team 1" in told
        await led.type("1", "")
        assert "The prediction of Brume" in led.told
        assert "Brume: anxious" in await led.type("anxious")
        await led.type("cime: 2")
        assert "Brume: angry" in await led.type("BRUME : angry")
        told = await led.type("")
        assert "- Brume: said angry" in told
        assert "Points: Azur 0, Brume" in told
        await led.type("rewind")
        assert led.keeper.room.table.stage == "seat"
        assert led.keeper.room.table.turns == ()
        assert "no such token" in await led.type("1", "", "1 2", "", "rewind")

    lead_a_room(play, form="hot-seat", teams=("Azur", "Brume", "Cime"), local=True)


def test_a_sentence_is_the_next_team_s_unless_it_says_whose():
    async def play(led: Led) -> None:
        await led.type("", "")
        assert "The sentence of Brume" in await led.type("Twenty-two minutes, and you still say hello.")
        assert "25 words at most" in await led.type("Brume: " + "word " * 26)
        await led.type("Brume: quit", "Azur: Two o'clock: it works, or I call you.")
        said = {person.team: led.keeper.room.table.open[-1].answers for person in led.keeper.room.present}["Azur"]
        assert sorted(answer.words["text"] for answer in said.values()) == [
            "Two o'clock: it works, or I call you.",
            "quit",
        ]
        told = await led.type("", "", "7 1", "")
        assert "7 votes (88%)" in told
        assert "Points:" in told

    lead_a_room(play, form="say-better", teams=("Azur", "Brume"), local=True)


def test_without_teams_every_line_is_one_more_sentence_until_an_empty_one():
    async def play(led: Led) -> None:
        assert "A sentence of the room, in 25 words at most" in await led.type("", "")
        told = await led.type("Look: I have your line here.")
        assert "Sentence 1 is noted. To put it right: 1: and all of it anew." in told
        assert "1 sentence so far; another one, or Enter shows it" in told
        assert "25 words at most." in await led.type("word " * 26)
        told = await led.type("2 o'clock it is.", "3 : hint me if it does not work")
        assert "3 sentences so far; another one, or Enter shows them" in told
        await led.type("2: Two o'clock it is.", "Thank you for your patience.")
        assert "Sentence 1 is taken away." in await led.type("1:")
        told = await led.type("look")
        assert "2. Two o'clock it is." in told
        assert "3. hint me if it does not work" in told
        told = await led.type("")
        assert "- [Thank you for your patience]." in " ".join(told.split())
        assert "Enter opens the vote on the best" in told
        told = await led.type("", "1 4 0", "")
        assert "4 votes (80%)" in told
        assert "Points:" not in told

    lead_a_room(play, form="say-better", local=True)


def test_one_sentence_alone_is_shown_and_leads_to_the_next_hollow_one():
    async def play(led: Led) -> None:
        assert "Nobody has written anything yet." in await led.type("", "", "")
        told = await led.type("Thank you for your patience.", "")
        assert "[Thank you for your patience]" in told
        assert "Enter goes on to another sentence" in told
        assert "Enter lets them write" in await led.type("")

    lead_a_room(play, form="say-better", local=True)


def test_figures_that_are_too_few_are_counted_back():
    async def play(led: Led) -> None:
        await led.type("", "")
        places = len(led.keeper.room.table.open[-1].choices)
        assert f"That is 1 figure; there are {places} choices." in await led.type("3")
        assert "Nobody has answered yet." in await led.type("")
        assert "Hands counted: 7." in await led.type("1:7")
        assert "Hands counted: 2." in await led.type("2x2")
        assert led.keeper.room.table.open[-1].counts == (0, 2, *[0] * (places - 2))

    lead_a_room(play, local=True)


def test_a_hint_longer_than_a_wall_is_not_sent():
    async def play(led: Led) -> None:
        assert "too long" in await led.type("", "hint " + "x" * 601)
        assert led.keeper.room.table.hints == ()

    lead_a_room(play)


def test_names_and_words_of_others_never_reach_the_terminal_as_controls():
    async def play(led: Led) -> None:
        await led.joins("Eve\x1b[2J")
        await until(lambda: "has joined" in led.told)
        await led.type("", "hint \x1b]0;title\x07go")
        assert "\x1b" not in led.told
        assert "\x07" not in led.told

    lead_a_room(play)


def test_a_room_is_closed_at_once_by_a_pipe_and_after_a_yes_by_a_person():
    async def by_a_pipe(led: Led) -> None:
        await led.type("close")
        assert led.keeper.room.closed

    async def by_a_person(led: Led) -> None:
        led.keys.queue.put("close")
        await until(lambda: "for good? [y/N]" in led.told)
        await led.type("no")
        assert not led.keeper.room.closed
        led.keys.queue.put("close")
        await until(lambda: led.told.count("for good? [y/N]") == 2)
        await led.type("y")
        assert led.keeper.room.closed

    assert lead_a_room(by_a_pipe) == "closed"
    assert lead_a_room(by_a_person, interactive=True) == "closed"


def test_leaving_leaves_the_room_as_it_is():
    async def play(led: Led) -> None:
        await led.type("", "quit")
        assert not led.keeper.room.closed

    assert lead_a_room(play) == "left"


def test_a_pipe_that_makes_no_sense_comes_to_an_end():
    async def play(led: Led) -> None:
        for _line in range(MOST_MISUNDERSTOOD):
            led.keys.queue.put("mumble")
        await until(led.leading.done)

    assert lead_a_room(play) == "not_understood"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_act_is_read_in_both_languages_and_explained(language):
    before = locale.language()
    locale.use(language)
    try:
        for act in ACTS:
            for word in filter(None, (act.letter, act.word, locale._(act.word))):
                assert read(f"  {word.upper()} ") == Typed(act.name)
            assert locale._(act.help)
    finally:
        locale.use(before)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("", Typed("next")),
        ("what  if 2 1", Typed("what_if", "2 1")),
        ("hint  Look, at him ", Typed("hint", "Look, at him")),
        ("back at two I call you", None),
        ("skipping", None),
        ("3 5", None),
        ("remove Jean-Luc d'Or", Typed("remove", "Jean-Luc d'Or")),
    ],
)
def test_a_line_is_an_act_only_where_it_is_one(line, meant):
    assert read(line) == meant


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("3 5 0 2", (3, 5, 0, 2)),
        ("3,5, 0 ; 2", (3, 5, 0, 2)),
        ("2:5 4:1", (0, 5, 0, 1)),
        ("2 : 5, 4x1", (0, 5, 0, 1)),
        ("3 5 0", None),
        ("5:1", None),
        ("three", None),
        ("", None),
        ("-1 2 3 4", None),
        ("99999 0 0 0", None),
    ],
)
def test_counts_are_read_as_people_write_them(line, meant):
    assert counts(line, ("1", "2", "3", "4")) == meant
