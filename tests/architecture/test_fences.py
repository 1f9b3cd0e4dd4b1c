"""The fences of the house, read from the code and watched at run time."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "simulator"
ROOMS = (
    "scenario",
    "rubric",
    "conversation",
    "debrief",
    "wording",
    "authoring",
    "history",
    "room",
    "exports",
    "tui",
    "plain",
    "cli",
)
"""In the order in which data walks through them: a room imports only rooms before it."""
EVERYWHERE = {"errors", "locale", "locations", "settings"}
FENCED = {
    "textual": ("tui/",),
    "textual_plotext": ("tui/",),
    "rich": ("tui/", "cli/output.py"),
    "yaml": ("scenario/reading/", "scenario/writing/"),
    "transitions": ("conversation/lifecycle.py",),
    "sqlite3": ("history/", "room/log/"),
    "peewee": ("history/",),
    "pygls": ("cli/lsp/",),
    "lsprotocol": ("cli/lsp/",),
    "krippendorff": ("authoring/panel/",),
    "numpy": ("authoring/panel/",),
    "socket": ("room/", "exports/"),
    "http": ("room/", "exports/"),
    "urllib": ("room/", "exports/"),
    "websockets": ("room/",),
    "nats": ("room/",),
    "babel": ("locale/catalogues.py",),
}
PURE = {"time", "datetime", "random", "secrets", "os", "pathlib", "io", "uuid"}
"""What conversation/ must be given and never takes: clocks, files, chance."""

MODULES = sorted(HOUSE.rglob("*.py"))


def imports(path: Path) -> list[tuple[ast.stmt, str]]:
    """Every imported module of a file, at any depth, with its statement; those for type checkers only left out."""
    found: list[tuple[ast.stmt, str]] = []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(node, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_imports_only_rooms_above_it(path: Path) -> None:
    room = room_of(path)
    if room not in ROOMS:
        return
    for _node, name in imports(path):
        parts = name.split(".")
        if parts[0] == "simulator" and len(parts) > 1 and parts[1] not in EVERYWHERE and parts[1] != "__version__":
            assert parts[1] in ROOMS, f"{path}: {name} is in no room"
            assert ROOMS.index(parts[1]) <= ROOMS.index(room), f"{room} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_fenced_library_stays_behind_its_fence(path: Path) -> None:
    inside = path.relative_to(HOUSE).as_posix()
    for _node, name in imports(path):
        gardens = FENCED.get(name.split(".")[0])
        assert gardens is None or inside.startswith(gardens), f"{inside} imports {name}"


FOLDED = ("events", "table", "moves", "asking", "answers", "fold", "views", "seen", "debrief")
FOLDS = [*(HOUSE / "room" / f"{name}.py" for name in FOLDED), *sorted((HOUSE / "room" / "formats").glob("*.py"))]


@pytest.mark.parametrize(
    "path",
    [*sorted((HOUSE / "conversation").rglob("*.py")), *FOLDS],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_the_conversation_and_the_rules_of_a_room_take_no_clock_no_file_and_no_chance(path: Path) -> None:
    taken = {name.split(".")[0] for _node, name in imports(path)}
    assert not taken & PURE
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & {"open", "input", "print"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_an_import_inside_a_function_says_that_start_up_time_is_the_reason(path: Path) -> None:
    source = path.read_text(encoding="utf-8").splitlines()
    top = {id(node) for node in ast.parse("\n".join(source)).body}
    tree = ast.parse("\n".join(source))
    inner = [
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    for node in inner:
        around = " ".join(source[max(0, node.lineno - 4) : node.end_lineno])
        assert id(node) in top or "start-up time" in around, f"{path.name}:{node.lineno}"


def test_no_import_goes_round_in_a_circle() -> None:
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES
    }
    arrows = {
        name: {
            target
            for _node, imported in imports(path)
            for target in (imported, imported.rpartition(".")[0])
            if target in names and target != name
        }
        for name, path in names.items()
    }
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way[way.index(name) :], name)) if name in way else ""
        if name in done:
            return
        for target in sorted(arrows[name]):
            if not name.startswith(f"{target}."):
                visit(target, (*way, name))
        done.add(name)

    for name in sorted(names):
        visit(name, ())


@pytest.mark.parametrize("room", ["rubric", "conversation", "debrief"])
def test_the_silent_rooms_hold_no_message(room: str) -> None:
    for path in (HOUSE / room).rglob("*.py"):
        assert not any(name.startswith("simulator.locale") for _node, name in imports(path)), path


WATCH = """
import atexit, os, sys
def tell():
    print("\\n".join(sys.modules), file=sys.stderr, flush=True)
def leave(code, really=os._exit):
    tell()
    really(code)
atexit.register(tell)
os._exit = leave
"""
"""A command may leave at once, and then nothing runs that was to be run at the end."""


def modules(*arguments: str) -> set[str]:
    """The modules that a command has loaded when it ends."""
    watch = f"{WATCH}\nsys.argv = ['platine', *{arguments!r}]\nfrom simulator.cli import main\nmain()\n"
    done = subprocess.run(
        [sys.executable, "-c", watch], input="", capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    found = set(done.stderr.split("\n"))
    assert "simulator.cli.app" in found, done.stderr
    return found


def loaded(*arguments: str) -> set[str]:
    """The same, whatever of a package was loaded."""
    return {name.split(".")[0] for name in modules(*arguments)}


NEVER = {"textual", "rich", "peewee", "websockets", "nats", "socket", "asyncio"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("list",),
        ("check", "scenarios/fr/ligne-coupee.yaml"),
        ("trace", "fr/ligne-coupee"),
        ("play", "fr/ligne-coupee", "--plain", "--no-save"),
    ],
    ids=" ".join,
)
def test_these_commands_never_load_the_screen_nor_the_network(arguments: tuple[str, ...]) -> None:
    assert not loaded(*arguments) & NEVER


def test_help_loads_neither_the_engine_nor_yaml() -> None:
    assert not loaded("--help") & {"yaml", "msgspec", "transitions", "fractions", "sqlite3"}


def test_a_quick_check_loads_only_what_it_needs() -> None:
    """Half of what a short check takes is starting: each module more is felt."""
    found = modules("check", "--quick", "scenarios/en/ligne-coupee.yaml")
    assert not found & {
        "difflib",
        "json",
        "simulator.authoring.bots",
        "simulator.authoring.paths.ranges",
        "simulator.authoring.translations_found",
        "simulator.scenario.ours",
        "simulator.scenario.reading.syntax",
        "simulator.wording.errors",
        "simulator.wording.french",
    }
