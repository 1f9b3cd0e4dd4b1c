"""The pictures of the README and of these pages, made by the program itself: `python -m docs.pictures`.

Every screen is driven with the keys that a person would press, on the bundled scenarios, with a seed that is always
the same: a picture changes only when what it shows does.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from simulator.conversation.lifecycle import Phase
from simulator.conversation.path import walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.history.journal import Journal
from simulator.locale import use
from simulator.room import events as ev
from simulator.room.desks import LocalDesk
from simulator.room.keeper import Keeper
from simulator.room.log.memory import MemoryLogs
from simulator.scenario.packs import find
from simulator.scenario.reading import read_rehearsals, read_scenario
from simulator.settings import Settings
from simulator.tui.app import PlatineApp
from simulator.tui.memory import Memory
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.conversation import ConversationScreen
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.room import RoomScreen
from simulator.tui.screens.watch import WatchScreen
from simulator.tui.shelf import Title
from simulator.tui.watching.draft import read_draft

FOLDER: Final = Path(__file__).parent / "pictures"
NARROW: Final = (80, 24)
WIDE: Final = (160, 50)
CALL: Final = "ligne-coupee"
MESSAGE: Final = "trois-questions"
SEED: Final = 4
COMMITMENT: Final = {
    "fr": "Poser une question ouverte avant de proposer quoi que ce soit",
    "en": "Ask one open question before offering anything",
}
LACKING: Final = (
    ("reveals: [aux-commandes, net, vite, flou]", "reveals: [aux-commandes, flou]"),
    ("uses: [au-fond, rappel]", "uses: [au-fond]"),
)
"""What an author may have forgotten."""
NAMES: Final = ("Ana", "Ben", "Chloé", "Driss", "Elsa", "Farid", "Gaëlle", "Hugo", "Inès", "Jules")
TEAMS: Final = {"fr": ("Nord", "Sud"), "en": ("North", "South")}
VOTES: Final = (0, 2, 0, 3, 0, 1, 0, 2, 4, 0)
"""Which choice each of them takes."""
_FONT = '"Fira Code", "DejaVu Sans Mono", Menlo, Consolas, monospace'

Pilot = Any
Act = Callable[[PlatineApp, Pilot, str], Awaitable[None]]


class Picture(NamedTuple):
    """One file: what leads to it, and how large and in which colours it is shown."""

    name: str
    act: Act
    size: tuple[int, int] = NARROW
    theme: str = "dark"
    languages: tuple[str, ...] = ("fr", "en")


def title(name: str, language: str) -> Title:
    path = find(name, language)
    scenario = read_scenario(path).scenario
    assert scenario is not None, path
    return Title(path.parent.name, scenario, path)


def begun(app: PlatineApp, name: str, language: str, rehearsal: str, items: int | None) -> ConversationScreen:
    """A practice call on a bundled scenario, some items along one of its rehearsals; None walks it to the end."""
    shown = title(name, language)
    play = Play(Script(shown.scenario, agent=app.agent), seed=SEED, practice=True)
    along(play, shown, rehearsal, items)
    return ConversationScreen(play, app.memory.begin(play.script, shown.path, seed=SEED, practice=True))


def along(play: Play, shown: Title, name: str, items: int | None) -> None:
    assert shown.path is not None
    rehearsals, _findings = read_rehearsals(shown.path.with_name(f"{shown.path.stem}.rehearsal.yaml"))
    path = next(one.path for one in rehearsals if one.name == name)
    for _walked in walk(play, path[:items]):
        pass


async def settle(pilot: Pilot) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.2)


async def home(app: PlatineApp, pilot: Pilot, language: str) -> None:
    """Home, as it stands: what lies in the journal was put there before."""


async def briefing(app: PlatineApp, pilot: Pilot, language: str) -> None:
    await app.push_screen(BriefingScreen(title(CALL, language), practice=True))


async def conversation(app: PlatineApp, pilot: Pilot, language: str) -> None:
    await app.push_screen(begun(app, CALL, language, "repaired", 5))


async def message(app: PlatineApp, pilot: Pilot, language: str) -> None:
    """A message of which two parts are picked."""
    screen = begun(app, MESSAGE, language, "best", 1)
    await app.push_screen(screen)
    await pilot.pause()
    while screen.play.phase is Phase.REFLECTING:
        await pilot.press("1")
        await pilot.pause()
    await pilot.press("3", "1")


async def debrief(app: PlatineApp, pilot: Pilot, language: str) -> None:
    """The debrief after a call that began badly, at the curve."""
    screen = begun(app, CALL, language, "repaired", None)
    await app.push_screen(DebriefScreen(screen.play, screen.keeper))
    await pilot.pause()
    for key in ("enter", "6", "enter", "8", "enter", "right", "right", "enter", "right", "enter", "enter"):
        await pilot.press(key)
        await pilot.pause()


async def author(app: PlatineApp, pilot: Pilot, language: str) -> None:
    """The author's screen on a draft that lost a wish and a fact, and a call played as far as its third moment."""
    with tempfile.TemporaryDirectory() as folder:
        file, whole_file = Path(folder) / f"{CALL}.yaml", find(CALL, language)
        for beside in (f"{CALL}.rehearsal.yaml", "pack.yaml"):
            shutil.copy(whole_file.with_name(beside), folder)
        text = whole_file.read_text(encoding="utf-8")
        for whole, lacking in LACKING:
            assert whole in text, whole
            text = text.replace(whole, lacking)
        file.write_text(text, encoding="utf-8")
        draft = replace(read_draft(file), at=datetime(2026, 3, 2, 10, 30, tzinfo=UTC))
        # Looked at once: by the time of a second look the file is gone.
        await app.push_screen(WatchScreen(draft, every=3600))
        await settle(pilot)
        for key in ("p", "5", "1", "f"):
            await pilot.press(key)
            await pilot.pause()


async def led(app: PlatineApp, language: str, steps: int) -> None:
    """A room of ten, so many steps into a live vote on the first moment."""
    logs = MemoryLogs()
    opened = ev.Opened(content="", secret="", format="live", seed=SEED, teams=TEAMS[language])
    scenario = title(CALL, language).scenario
    desk = LocalDesk(await Keeper.create(logs, scenario, opened, code="K7FQ3D"))
    for number, name in enumerate(NAMES):
        joined = ev.Joined(who=f"p{number}", name=name, token="", team=TEAMS[language][number % 2])
        await desk.keeper.act(joined, f"joins-{number}")
    for _step in range(steps):
        await desk.lead(ev.Advanced())
        for asked in desk.room.table.open:
            for number in range(len(NAMES)):
                vote = ev.Voted(who=f"p{number}", round=asked.id, pick=(asked.choices[VOTES[number]],))
                await desk.keeper.act(vote, f"votes-{asked.id}-{number}")
    await app.push_screen(RoomScreen(desk, None))


async def vote(app: PlatineApp, pilot: Pilot, language: str) -> None:
    """The wall while everybody answers."""
    await led(app, language, 2)


async def reveal(app: PlatineApp, pilot: Pilot, language: str) -> None:
    """The wall once the customer has reacted to what most of them wanted."""
    await led(app, language, 4)


PICTURES: Final = (
    Picture("home", home),
    Picture("home", home, WIDE, languages=("fr",)),
    Picture("briefing", briefing),
    Picture("briefing", briefing, WIDE, "light", languages=("en",)),
    Picture("conversation", conversation),
    Picture("conversation", conversation, WIDE),
    Picture("conversation", conversation, theme="light", languages=("en",)),
    Picture("conversation", conversation, theme="contrast", languages=("fr",)),
    Picture("message", message),
    Picture("debrief", debrief),
    Picture("debrief", debrief, WIDE, languages=("fr",)),
    Picture("author", author),
    Picture("author", author, WIDE),
    Picture("author", author, WIDE, "light", languages=("en",)),
    Picture("wall-vote", vote),
    Picture("wall-reveal", reveal),
    Picture("wall-reveal", reveal, WIDE, languages=("fr",)),
    Picture("wall-vote", vote, WIDE, "light", languages=("en",)),
)


def printed(svg: str) -> str:
    """The picture without the fonts it would fetch from the network, and with every blank kept."""
    svg = re.sub(r"@font-face\s*{.*?}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: Fira Code, ?monospace", f"font-family: {_FONT}", svg)
    return re.sub(r"[ \t]+\n", "\n", svg.replace("<text ", '<text xml:space="preserve" '))


def remembered(folder: Path, language: str) -> Journal:
    """A journal in which one call was finished and one commitment made."""
    journal = Journal(folder / f"{language}.sqlite3")
    shown = title("collection-de-bourdes", language)
    memory = Memory(journal, lambda error: sys.exit(str(error)))
    keeper = memory.begin(Script(shown.scenario), shown.path, seed=SEED, practice=False)
    play = Play(Script(shown.scenario), seed=SEED, record=keeper.decided)
    along(play, shown, "best", None)
    keeper.finished(play)
    if keeper.recorder is not None:
        keeper.recorder.committed(COMMITMENT[language])
        keeper.recorder.settle()
    return journal


async def take(picture: Picture, language: str, journal: Journal) -> None:
    """One picture, into its file."""
    use(language)
    settings = Settings(theme=picture.theme, animations=False, profile_offered=True)  # type: ignore[arg-type]
    app = PlatineApp(settings, journal=journal if picture.act is home else None)
    async with app.run_test(size=picture.size) as pilot:
        await settle(pilot)
        await picture.act(app, pilot, language)
        await settle(pilot)
        width, height = picture.size
        colours = "" if picture.theme == "dark" else f"-{picture.theme}"
        file = FOLDER / f"{picture.name}-{language}-{width}x{height}{colours}.svg"
        file.write_text(printed(app.export_screenshot(title="Platine")), encoding="utf-8")
        sys.stderr.write(f"{file.name}\n")


async def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for language in ("fr", "en"):
            use(language)
            journal = remembered(Path(folder), language)
            for picture in PICTURES:
                if language in picture.languages:
                    await take(picture, language, journal)
            journal.close()


if __name__ == "__main__":
    asyncio.run(main())
