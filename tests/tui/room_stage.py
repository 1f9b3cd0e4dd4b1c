"""A desk that folds in memory, participants who act at once, and the trainer's screen over it."""

import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec.structs import replace

from simulator.conversation.script import Script
from simulator.room import events as ev
from simulator.room.fold import apply, begin, fits
from simulator.room.formats.observers import NOTED, card_of
from simulator.room.table import Room, Round
from simulator.scenario.reading import read_scenario
from simulator.settings import Settings
from simulator.tui.app import PlatineApp
from simulator.tui.screens.room import RoomScreen
from tests.tui.stage import shown

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
NARROW, WIDE = (80, 24), (160, 50)


def script_of(name: str = "ligne-coupee", language: str = "en") -> Script:
    found = read_scenario(SCENARIOS / language / f"{name}.yaml").scenario
    assert found is not None
    return Script(found)


class FakeDesk:
    """Nothing but the fold. `said` are the events that were let in, in their order."""

    def __init__(self, script: Script, *, code: str = "K7FQ3D", **opened: object) -> None:
        self.code = code
        self.script = script
        self.room: Room = begin(script, ev.Opened(content="c", secret="s", **opened))  # type: ignore[arg-type]
        self.addresses = () if self.room.opened.local else (f"http://192.168.1.20:7528/{code}",)
        self.is_open_to_network = bool(self.addresses)
        self.warnings: tuple[tuple[str, int], ...] = ()
        self.trouble: str | None = None
        self.ahead = 0.0
        self.gone: set[str] = set()
        self.said: list[ev.Event] = []
        self._watchers: list[Callable[[], None]] = []

    @property
    def online(self) -> frozenset[str]:
        return frozenset(self.room.people) - self.gone

    def put(self, event: ev.Event) -> str | None:
        event = replace(event, at=time.time())
        why = fits(self.script, self.room, event)
        self.room = apply(self.script, self.room, self.room.place + 1, event)
        if why is None:
            self.said.append(event)
        for watcher in self._watchers:
            watcher()
        return why

    async def lead(self, event: ev.Led) -> str | None:
        return self.put(event)  # type: ignore[arg-type]

    async def say(self, event: ev.Voted | ev.Used) -> str | None:
        assert self.room.opened.local
        return self.put(event)

    def watch(self, changed: Callable[[], None]) -> None:
        self._watchers.append(changed)

    async def close(self) -> None:
        pass

    def join(self, *names: str) -> None:
        """They join one after the other, each in the next team where there are teams."""
        teams = self.room.opened.teams
        for name in names:
            number = len(self.room.people)
            team = teams[number % len(teams)] if teams else None
            assert self.put(ev.Joined(who=f"p{number}", name=name, token=f"t{number}", team=team)) is None

    @property
    def open(self) -> tuple[Round, ...]:
        table = self.room.table
        if table.stage == "own":
            return tuple(one.round for one in table.teams.values() if one.round is not None)
        return table.open

    def everybody_answers(self, picks: Callable[[str, Round], tuple[str, ...]] | None = None) -> None:
        """Whoever is asked answers: the first choices, or what `picks` says; typed words where words are asked for."""
        for asked in self.open:
            for who in sorted(asked.voters):
                self.put(self._answer(asked, who, picks))

    def _answer(self, asked: Round, who: str, picks: Callable[[str, Round], tuple[str, ...]] | None) -> ev.Voted:
        match asked.ask:
            case "grid":
                return ev.Voted(who=who, round=asked.id, words={"feels": f"weary {who}", "does": "insists"})
            case "write":
                words = "Thank you for your patience." if who == "p0" else f"I call you at two, {who}."
                return ev.Voted(who=who, round=asked.id, words={"text": words})
            case "card":
                noted = NOTED[card_of(self.room, who, len(self.room.table.turns))]
                if noted:
                    return ev.Voted(who=who, round=asked.id, pick=noted[:1])
                return ev.Voted(who=who, round=asked.id, words={"note": f"a sigh {who}"})
            case "best":
                return ev.Voted(who=who, round=asked.id, pick=(self._not_his_own(asked, who),))
            case _:
                pick = picks(who, asked) if picks is not None else asked.choices[: asked.least]
                return ev.Voted(who=who, round=asked.id, pick=pick)

    def _not_his_own(self, asked: Round, who: str) -> str:
        own = self.room.people[who].team or who
        return next(name for name in asked.choices if name != own)

    def teams_go(self) -> None:
        for person in self.room.present:
            for branch in self.room.table.teams.values():
                if branch.round is not None and person.who in branch.round.voters:
                    self.put(ev.Went(who=person.who, round=branch.round.id))


def app(desk: FakeDesk, *, theme: str = "dark", debrief: Callable[[], list[str]] | None = None) -> PlatineApp:
    settings = Settings(profile_offered=True, animations=False, theme=theme)  # type: ignore[arg-type]
    return PlatineApp(settings, first=lambda: RoomScreen(desk, debrief), find_titles=lambda: iter(()))


@asynccontextmanager
async def leading(desk: FakeDesk, size: tuple[int, int] = NARROW, **how: object):
    """The screen of a room: the pilot and the screen."""
    platine = app(desk, **how)  # type: ignore[arg-type]
    async with platine.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(platine.screen, RoomScreen)
        yield pilot, platine.screen


async def press(pilot, *keys: str) -> None:
    """Keys as a person would press them: each is done before the next."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def wall(screen) -> str:
    return shown(screen)
