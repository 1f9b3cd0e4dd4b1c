"""`platine room`: each mistake its sentence and exit code, and what a trainer finds again later."""

import contextlib
import json
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.cli.commands.room import STEPS
from simulator.room.log.sqlite import create
from tests.plain.room_typist import kept_rooms
from tests.plain.typist import platine, surroundings

SCENARIO = "en/ligne-coupee"
LOCAL = ("--local", "--plain", "--seed", "1")


def opened(home: Path, *options: str, lines: tuple[str, ...] = ("",)) -> str:
    """The code of a room that was opened and left."""
    before = set(kept_rooms(home))
    done = platine("room", "open", SCENARIO, *options, home=home, lines=lines)
    assert done.returncode == 0, done.stderr
    [code] = set(kept_rooms(home)) - before
    return code


def clearly(done: subprocess.CompletedProcess[str], code: int) -> str:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr.strip()
    return done.stderr


def without(module: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """The command where a package is not installed."""
    program = f"import sys; sys.modules[{module!r}] = None; sys.argv = ['platine', *{arguments!r}]\nfrom simulator.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", program], input="", capture_output=True, encoding="utf-8",
        timeout=60, check=False, env=surroundings(home),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--format", "charades"), "There is no format “charades”"),
        (("--local", "--format", "grid"), "Raised hands are not enough for grid"),
        (("--local", "--format", "observers"), "Raised hands are not enough for observers"),
        (("--local", "--port", "7600"), "listens nowhere"),
        (("--local", "--at", "here"), "listens nowhere"),
        (("--format", "teams"), "This format needs teams"),
        (("--teams", "1"), "From 2 to 26 teams"),
        (("--teams", "Azur"), "From 2 to 26 teams"),
        (("--teams", "Azur, azur "), "same name"),
        (("--teams", "A:1,B"), "no colon"),
        (("--teams", "A,,B"), "from 1 to 40 characters"),
        (("--at", "here", "--port", "7600"), "leave --host and --port out"),
        (("--no-save", "--bus", "nats://127.0.0.1:4"), "kept nowhere"),
        (("--at", "not an address"), "is not the address of a hub"),
        (("--variant", "nobody"), "has no variant “nobody”"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_cannot_be_opened_so_is_2_and_leaves_no_room(options, told, tmp_path):
    done = platine("room", "open", SCENARIO, "--plain", *options, home=tmp_path)
    assert told in " ".join(clearly(done, 2).split())
    assert not (tmp_path / "rooms").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--proxy", "localhost"), "is not the number of a machine"),
        (("--proxy", "10.0.0.0/8"), "is not the number of a machine"),
        (("--public", "not an address"), "is not the address of a hub"),
        (("--hub", "http://"), "is not the address of a hub"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_cannot_be_served_so_is_2(options, told, tmp_path):
    assert told in " ".join(clearly(platine("room", "serve", *options, home=tmp_path), 2).split())


def test_a_hub_says_first_under_which_address_it_is_published(tmp_path):
    with served(tmp_path, "--public", "https://room.example", "--proxy", "127.0.0.1") as told:
        assert told[0] == "Serving at https://room.example:443/"
        assert told[1].startswith("Serving at http://127.0.0.1:")


@contextlib.contextmanager
def served(home: Path, *options: str) -> Iterator[list[str]]:
    """The first two lines of a hub by itself, for as long as this is open."""
    command = [sys.executable, "-m", "simulator", "room", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings(home)) as hub:
        try:
            assert hub.stdout is not None
            yield [hub.stdout.readline().decode().rstrip() for _ in range(2)]
        finally:
            hub.terminate()


def test_an_unknown_scenario_is_2_and_one_that_cannot_be_played_1_with_its_findings(tmp_path):
    assert "There is no scenario" in clearly(platine("room", "open", "nowhere", *LOCAL, home=tmp_path), 2)
    file = tmp_path / "nearly.yaml"
    file.write_text("platine: 1\nid: nearly\ntitle: Nearly\nlanguage: en\nchannel: phone\n", encoding="utf-8")
    assert "moments" in clearly(platine("room", "open", str(file), *LOCAL, home=tmp_path), 1)
    assert not (tmp_path / "rooms").exists()


def test_a_port_that_is_taken_is_4_and_leaves_nothing_to_go_on_with(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = platine("room", "open", SCENARIO, "--plain", "--port", port, home=tmp_path)
        assert f"127.0.0.1:{port}" in clearly(done, 4)
        served = platine("room", "serve", "--port", port, home=tmp_path)
        assert f"127.0.0.1:{port}" in clearly(served, 4)
    assert [room.closed for room in kept_rooms(tmp_path).values()] == [True]


def test_a_hub_that_does_not_answer_is_4_and_leaves_nothing_to_go_on_with(tmp_path):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{held.getsockname()[1]}"
    told = clearly(platine("room", "open", SCENARIO, "--plain", "--at", place, home=tmp_path), 4)

    assert place in told
    assert "There is no room to go on with" in platine("room", "resume", "--plain", home=tmp_path).stderr


def test_an_address_that_is_not_this_machine_s_is_4(tmp_path):
    done = platine("room", "open", SCENARIO, "--plain", "--host", "203.0.113.9", home=tmp_path)
    assert "203.0.113.9" in clearly(done, 4)


def test_only_a_host_that_others_reach_is_warned_of(tmp_path):
    alone = platine("room", "open", SCENARIO, "--plain", "--port", "0", home=tmp_path)
    assert "open to the network" not in alone.stderr
    assert "Only this machine can reach it" in alone.stdout
    others = platine("room", "open", SCENARIO, "--plain", "--port", "0", "--host", "0.0.0.0", home=tmp_path)
    assert "open to the network" in others.stderr
    assert "Only this machine" not in others.stdout


@pytest.mark.parametrize(
    "arguments", [("room", "open", SCENARIO, "--plain"), ("room", "serve")], ids=["open", "serve"]
)
def test_a_missing_extra_is_4_with_the_way_to_install_it(arguments, tmp_path):
    told = clearly(without("websockets", *arguments, home=tmp_path), 4)
    assert "pip install 'platine[room]'" in told
    assert not list((tmp_path / "rooms").glob("*.sqlite")) if (tmp_path / "rooms").exists() else True


def test_a_room_on_one_laptop_needs_no_extra(tmp_path):
    done = without("websockets", "room", "open", SCENARIO, *LOCAL, home=tmp_path)
    assert done.returncode == 0
    assert "on this laptop alone" in done.stdout


def test_a_missing_bus_or_its_package_is_4(tmp_path):
    open_it = ("room", "open", SCENARIO, "--plain", "--bus", "nats://127.0.0.1:9")
    assert "platine[nats]" in clearly(without("nats", *open_it, home=tmp_path), 4)
    assert "nats://127.0.0.1:9" in clearly(platine("room", "list", "--bus", "nats://127.0.0.1:9", home=tmp_path), 4)


@pytest.mark.parametrize("code", ["ABCDE2", "abc de2", "../../x", "K7M2QX9", "\x1b[2J"])
def test_a_code_that_no_room_has_is_2(code, tmp_path):
    told = clearly(platine("room", "resume", code, home=tmp_path), 2)
    assert "There is no room" in told
    assert "\x1b" not in told


def test_a_closed_room_is_not_resumed(tmp_path):
    code = opened(tmp_path, *LOCAL, lines=("", "close"))
    assert "was closed for good" in clearly(platine("room", "resume", code, "--plain", home=tmp_path), 4)


def test_without_a_code_the_newest_room_that_is_open_is_resumed(tmp_path):
    nothing = platine("room", "resume", "--plain", home=tmp_path)
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "There is no room to go on with" in nothing.stderr
    opened(tmp_path, *LOCAL)
    newest = opened(tmp_path, *LOCAL)
    opened(tmp_path, *LOCAL, lines=("close",))
    again = platine("room", "resume", "--plain", home=tmp_path)
    assert f"Room {newest}" in again.stdout
    assert "The customer has spoken" in again.stdout


def test_the_trainer_s_secret_is_kept_for_him_alone_and_never_shown(tmp_path):
    done = platine(
        "room", "open", SCENARIO, "--plain", "--port", "0", home=tmp_path, lines=["", "code", "people", "?"]
    )
    [file] = (tmp_path / "rooms").glob("*.trainer")
    secret = json.loads(file.read_bytes())["secret"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(secret) > 20
    assert secret not in done.stdout + done.stderr
    [log] = (tmp_path / "rooms").glob("*.sqlite")
    assert secret.encode() not in log.read_bytes()


def test_a_room_comes_back_at_its_port_or_says_that_it_moved(tmp_path):
    code = opened(tmp_path, "--plain", "--port", "0")
    [file] = (tmp_path / "rooms").glob("*.trainer")
    port = json.loads(file.read_bytes())["port"]
    again = platine("room", "resume", code, "--plain", home=tmp_path)
    assert f":{port}/{code}" in again.stdout
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port))
        taken.listen()
        moved = platine("room", "resume", code, "--plain", home=tmp_path)
    assert moved.returncode == 0
    assert f"The port {port} is taken" in moved.stderr
    assert f":{port}/" not in moved.stdout


def until_begun(process: "subprocess.Popen[str]") -> None:
    """Until a room that is opened in lines has told of itself: it is in its log then."""
    assert process.stdout is not None
    if not any(line.startswith("Peer instruction") for line in process.stdout):
        assert process.stderr is not None
        raise AssertionError(process.stderr.read())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_leaves_the_room_to_be_resumed(number, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "room", "open", SCENARIO, *LOCAL],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8", env=surroundings(tmp_path),
    )  # fmt: skip
    with process:
        until_begun(process)
        process.send_signal(number)
        told = process.stderr.read() if process.stderr is not None else ""
        assert process.wait(30) == 128 + number
    assert "platine room resume" in told
    assert "Traceback" not in told


def test_nothing_is_written_where_nothing_is_to_be(tmp_path):
    done = platine("room", "open", SCENARIO, *LOCAL, "--no-save", home=tmp_path, lines=["", ""])
    assert "was not saved" in clearly(done, 0)
    assert not (tmp_path / "rooms").exists()


def test_the_rooms_there_are_are_listed_the_newest_first(tmp_path):
    empty = platine("room", "list", home=tmp_path)
    assert (empty.returncode, empty.stdout) == (0, "")
    first = opened(tmp_path, *LOCAL, "--format", "live", lines=())
    second = opened(tmp_path, *LOCAL, lines=("", "close"))
    told = platine("room", "list", home=tmp_path).stdout
    assert told.index(second) < told.index(first)
    assert "closed" in told
    assert "in the lobby" in told
    data = json.loads(platine("room", "list", "--format", "json", home=tmp_path).stdout)
    assert [(one["code"], one["format"], one["closed"]) for one in data] == [
        (second, "peer", True),
        (first, "live", False),
    ]


def test_what_was_never_opened_is_no_room(tmp_path):
    """Its program was killed between making the file and writing what the room is."""
    (tmp_path / "rooms").mkdir()
    create(tmp_path / "rooms" / "ABCDE2.sqlite", 0.0)
    for arguments in (("list",), ("resume", "--plain"), ("debrief",)):
        done = platine("room", *arguments, home=tmp_path)
        assert done.stdout == ""
        assert "There is no room" in done.stderr
        assert "ABCDE2" not in done.stderr
    code = opened(tmp_path, *LOCAL)
    listed = platine("room", "list", home=tmp_path).stdout
    assert code in listed
    assert "ABCDE2" not in listed


def test_a_damaged_room_is_listed_and_takes_nobody_down(tmp_path):
    code = opened(tmp_path, *LOCAL)
    (tmp_path / "rooms" / f"{code}.sqlite").write_bytes(b"not a room at all" * 400)
    listed = platine("room", "list", home=tmp_path)
    assert listed.returncode == 0
    assert "cannot be read" in listed.stdout
    assert "damaged" in clearly(platine("room", "resume", code, "--plain", home=tmp_path), 3)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("step", [(), *((name,) for name in STEPS)], ids=lambda step: " ".join(step) or "room")
def test_every_step_has_a_page_of_help(step, language, tmp_path):
    done = platine("--language", language, "room", *step, "--help", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(("Usage", "Utilisation", "Usage\N{NO-BREAK SPACE}"))


def test_a_step_that_is_none_is_2(tmp_path):
    assert "There is no command “room dance”" in clearly(platine("room", "dance", home=tmp_path), 2)


@pytest.mark.parametrize("arguments", [("--help",), ("room", "--help")], ids=" ".join)
def test_the_help_loads_no_network_and_nothing_of_the_room(arguments, tmp_path):
    program = (
        "import sys, atexit\n"
        "atexit.register(lambda: print('\\n'.join(sys.modules), file=sys.stderr))\n"
        f"sys.argv = ['platine', *{arguments!r}]\n"
        "from simulator.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=surroundings(tmp_path)
    )
    loaded = set(done.stderr.split())
    assert "simulator.cli.app" in loaded
    assert not {"websockets", "nats", "asyncio", "socket", "sqlite3", "simulator.room", "textual"} & loaded
