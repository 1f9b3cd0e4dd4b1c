"""The group of commands, and the one place where a mistake becomes a sentence and an exit code."""

import contextlib
import gc
import importlib
import io
import sys
from typing import Any, Final

import click

from simulator import __version__
from simulator.cli import streams
from simulator.cli.borrowed import speak
from simulator.cli.pages import NARROWEST, WIDEST, Call, Lasting, columns
from simulator.errors import PlatineError, Refused
from simulator.locale import LANGUAGES, N_, _, preferred

COMMANDS: Final[dict[str, str]] = {
    "play": N_("Take a call: play a scenario, on the screen or line by line."),
    "room": N_("Play together: lead a room of people who vote, or join one."),
    "list": N_("List the scenarios there are."),
    "trace": N_("Walk a path and print every score with its reasons."),
    "bots": N_("Let strategies that do not listen play a scenario."),
    "rehearse": N_("Run a scenario's rehearsals, its own tests."),
    "check": N_("Say line by line what keeps a scenario from being played, and what teaches badly."),
    "new": N_("Begin a scenario: a few questions, and a file that plays."),
    "watch": N_("Watch a scenario's file: findings, map and a call to play, anew at each save."),
    "explain": N_("Say what a code of the checker means, with an example."),
    "map": N_("Draw a scenario: its moments, its endings, and what opens what."),
    "translate": N_("Compare a scenario with its translation, pull its texts, push them back."),
    "panel": N_("Let a panel rate the responses blindly, and write the answer key that comes of it."),
    "schema": N_("Print the JSON Schema of the scenario format."),
    "lsp": N_("Speak with an editor: findings while typing, completion, renaming."),
    "doctor": N_("Say where Platine keeps things and what it can do here."),
}
"""Each command and its short help; the module of the same name under commands/ holds it."""


_ABOUT: Final = N_("Train for customer service, from the golden rule to the platinum rule.")
_PIECES: Final = (N_("[OPTIONS]"), N_("[COMMAND] [ARGS]..."))
"""What click writes behind `Usage:`."""


class Commands(click.Group):
    """Loads a command when it is called, and only then."""

    context_class = Call

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        # Asked for the width of the terminal, click imports shutil and with it three compressors.
        extra.setdefault("terminal_width", max(NARROWEST, min(columns(), WIDEST) - 2))
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:
            # The help is written while the arguments are read.
            streams.abandon()
            raise click.exceptions.Exit(0) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"simulator.cli.commands.{cmd_name}")
        # What was loaded stays: the collector need not look through all of it the first time it wakes.
        gc.freeze()
        gc.enable()
        command: click.Command = module.command
        command.context_class = Call
        command.help = command.help or _(COMMANDS[cmd_name])
        return command

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(_ABOUT))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without loading one of them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; its exit code as far as it was known when nobody read on, 0 before that."""
        with streams.for_whoever_reads():
            return super().invoke(ctx)
        return 0

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            import difflib  # start-up time: only a mistyped command needs it

            near = difflib.get_close_matches(name, COMMANDS, 1)
            hint = _("Did you mean “{near}”?").format(near=near[0]) if near else _("`platine --help` lists them.")
            raise click.UsageError(_("There is no command “{name}”.").format(name=name) + " " + hint)
        return super().resolve_command(ctx, args)


def _speak(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Eager: the help that follows is already in the language asked for."""
    speak(value or preferred())
    return value


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--language",
    cls=Lasting,
    type=click.Choice(LANGUAGES),
    callback=_speak,
    is_eager=True,
    expose_value=True,
    help=N_("the language of the interface"),
)
@click.version_option(__version__, prog_name="platine", cls=Lasting, help=N_("Show the version and exit."))
@click.pass_context
def platine(context: click.Context, language: str | None) -> int | None:
    """Train for customer service, from the golden rule to the platinum rule."""
    context.obj = language
    gc.enable()
    if context.invoked_subcommand is not None:
        return None
    from simulator.cli.commands.play import take_call  # start-up time: playing is loaded to play
    from simulator.cli.wanted import Wanted  # start-up time: the same

    return take_call(Wanted())


def run(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    streams.mend()
    asked, others = _language_asked(sys.argv[1:] if arguments is None else arguments)
    known = asked[-1] if asked and asked[-1] in LANGUAGES else preferred()
    speak(known)
    sys.exit(_guarded([*asked, *others]))


def _language_asked(arguments: list[str]) -> tuple[list[str], list[str]]:
    """The option `--language`, wherever it stands, and everything else.

    It belongs to all commands, and usage errors are told in it too: it is known before click parses anything.
    """
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--language":
            if equals:
                return [name, value], arguments[:place] + arguments[place + 1 :]
            if place + 1 == len(arguments):
                return [name], []  # without its value nothing else matters: click says so
            return arguments[place : place + 2], arguments[:place] + arguments[place + 2 :]
    return [], arguments


def _guarded(arguments: list[str] | None) -> int:
    try:
        outcome: Any = platine.main(args=arguments, prog_name="platine", standalone_mode=False)
    except PlatineError as error:
        return _told(error)
    except click.ClickException as error:
        from simulator.wording.plaintext import printable  # start-up time: what was typed is shown in errors only

        shown = io.StringIO()
        error.show(shown)
        click.echo(printable(shown.getvalue()), err=True, nl=False)
        return error.exit_code
    except OSError as error:
        streams.abandon()
        return _told(Refused("system_refused", why=error.strerror or str(error)))
    except (click.Abort, KeyboardInterrupt):
        click.echo(err=True)
        return 130
    return outcome if isinstance(outcome, int) else 0


def _told(error: PlatineError) -> int:
    """Its sentence on stderr, and its exit code. Where stderr cannot be written either, the code says it alone."""
    from simulator.cli.output import complain  # start-up time: sentences are made only when needed

    with contextlib.suppress(OSError):
        complain(error)
    return error.exit_code
