"""Two terminals and a hub of its own process: joined, voted, the hub killed and back from its log, voted again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.plain.typist import surroundings

ROOT = Path(__file__).parents[2]
HUB = """
import asyncio, sys
from pathlib import Path
import msgspec
from simulator.room import events as ev
from simulator.room.hub import Hub
from simulator.room.identity import kept
from simulator.room.keeper import Keeper
from simulator.room.log.file import FileLogs
from tests.kit import full_scenario

async def main(folder, port):
    logs = FileLogs(Path(folder))
    codes = await logs.codes()
    if codes:
        keeper = await Keeper.resume(logs, codes[0][0])
    else:
        opened = ev.Opened(content="", secret=kept("secret"), format="peer")
        keeper = await Keeper.create(logs, full_scenario(), opened)
    hub = await Hub(keepers=(keeper,), port=port).start()
    print(keeper.code, hub.port, flush=True)
    loop = asyncio.get_running_loop()
    while True:
        line = await loop.run_in_executor(None, sys.stdin.readline)
        if not line:
            break
        why = await keeper.lead(msgspec.json.decode(line, type=ev.Event))
        votes = [len(one.answers) for one in keeper.room.table.rounds]
        print(why, keeper.room.table.stage, votes[-1] if votes else 0, flush=True)
    await hub.close()
    await keeper.close()

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


class Hub:
    """The trainer's side: a process that can be killed and begun again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HUB, str(self.folder), str(self.port)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.code, port = self.process.stdout.readline().split()
        self.port = int(port)

    def lead(self, what: str) -> tuple[str, str, int]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f'{{"what":"{what}"}}\n')
        self.process.stdin.flush()
        why, stage, votes = self.process.stdout.readline().split()
        return why, stage, int(votes)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.close()

    def close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.wait(30)


class Terminal:
    """A terminal with the command in it, as somebody sees it."""

    def __init__(self, home: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> None:
        columns, lines = size
        environment = {**surroundings(home), "TERM": "xterm-256color", "PLATINE_LANGUAGE": "en"}
        self.child = pexpect.spawn(
            sys.executable, ["-m", "simulator", "room", "join", *arguments],
            env=environment, cwd=str(ROOT), dimensions=(lines, columns), encoding="utf-8", timeout=60,
        )  # fmt: skip
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.Stream(self.screen)

    def sees(self, words: str, seconds: float = 60.0) -> str:
        """Wait for words on the screen, its line ends taken for blanks."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                self.stream.feed(self.child.read_nonblocking(65_536, 0.2))
            except pexpect.TIMEOUT:
                pass
            except pexpect.EOF:
                until = 0.0
            if words in self.shown:
                return self.shown
        raise AssertionError(f"{words!r} is not on:\n" + "\n".join(self.screen.display))

    @property
    def shown(self) -> str:
        return " ".join(" ".join(line.rstrip() for line in self.screen.display).split())

    def type(self, keys: str) -> None:
        self.child.send(keys)

    def ends(self) -> int:
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -1


@pytest.fixture
def hub(tmp_path):
    hub = Hub(tmp_path / "rooms of the trainer")
    yield hub
    if hub.process.poll() is None:
        hub.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="terminals of another kind")
def test_a_vote_in_two_terminals_survives_the_death_of_the_hub(hub, tmp_path):
    where = (f"127.0.0.1:{hub.port}", hub.code.lower())
    ana = Terminal(tmp_path / "ana", *where, "--name", "Ana")
    bo = Terminal(tmp_path / "bo", f"http://127.0.0.1:{hub.port}/{hub.code}", "--plain", size=(100, 60))
    bo.sees("Your name, or any name you like:")
    bo.type("Bo\r")
    bo.sees("You are in. It begins soon.")
    ana.sees("You are in. It begins soon.")
    assert hub.lead("advanced") == ("None", "scene", 0)
    assert hub.lead("advanced") == ("None", "vote", 0)
    ana.sees("What do you answer?")
    bo.sees("Your answer (1-4):")
    ana.type("2")
    ana.sees("Your answer is in")
    bo.type("3\r")
    bo.sees("Your answer is in")

    hub.kill()
    ana.sees("The connection is lost.")
    bo.sees("The connection is lost.")
    bo.type("1\r")
    bo.sees("Your answer is on its way")
    hub.start()
    ana.sees("● Connected")
    ana.sees("Your answer is in")
    bo.sees("Connected Your answer is in")
    assert hub.lead("advanced") == ("None", "tally", 2)
    told = ana.sees("Which answer is right is not told yet.")
    assert "1 vote · 50% · yours" in told

    ana.type("q")
    assert ana.ends() == 0
    back = Terminal(tmp_path / "ana", *where)
    back.sees("Which answer is right is not told yet.")
    assert "Ana" in back.shown
    back.child.sendcontrol("q")
    assert back.ends() == 0
    bo.child.sendeof()
    bo.sees("You leave; your place and your answers stay.")
    assert bo.ends() == 0


def command(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "simulator", "room", "join", *arguments],
        env=surroundings(home), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, input="",
    )  # fmt: skip


@pytest.mark.slow
def test_what_keeps_one_out_is_one_sentence_a_hint_and_an_exit_code(hub, tmp_path):
    where = f"127.0.0.1:{hub.port}"
    for arguments, code, words in (
        ((where, "AAAAAA", "--name", "Ana"), 2, "No room has the code AAAAAA"),
        ((where, "0O", "--name", "Ana"), 2, "cannot be the code of a room"),
        (("ftp://x", hub.code, "--name", "Ana"), 2, "cannot be the address of a room"),
        ((where, hub.code, "--name", "Ana", "--team", "North"), 2, "has no such team"),
        ((where, hub.code, "--name", " "), 2, "A name is needed"),
        ((), 2, "It is not said which room to join."),
        (("127.0.0.1:9", hub.code, "--name", "Ana"), 4, "No hub answers at 127.0.0.1:9."),
    ):
        done = command(tmp_path, *arguments)
        assert (done.returncode, words in done.stderr) == (code, True), (arguments, done.stderr)
        assert len(done.stderr.splitlines()) == 2, done.stderr
        assert "Traceback" not in done.stderr
    assert hub.lead("closed")[0] == "None"
    done = command(tmp_path, where, hub.code, "--name", "Ana")
    assert done.returncode == 4
    assert f"The room {hub.code} is closed." in done.stderr
