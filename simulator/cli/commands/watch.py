"""`platine watch`: the author's screen for one file; in lines where there is no screen."""

import contextlib
import gc
import sys
from pathlib import Path

import click

from simulator.locale import _


@click.command("watch", help=_("Watch a scenario's file: findings, map and a call to play, anew at each save."))
@click.argument("file", metavar=_("FILE"), type=click.Path(readable=False, path_type=Path))
@click.option("--plain", is_flag=True, help=_("line by line: for pipes, screen readers and simple terminals"))
def command(file: Path, plain: bool) -> int:
    """Exit code 3 where the file cannot be read; 0 once one has seen enough."""
    from simulator.cli.commands.play import has_screen  # start-up time: the help needs none of it

    if plain or not has_screen():
        from simulator.plain.watch import watch  # start-up time: one of the two is needed

        with contextlib.suppress(KeyboardInterrupt):
            watch(file, sys.stdout)
        return 0
    return _on_screen(file)


def _on_screen(file: Path) -> int:
    from simulator import settings  # start-up time: all of this is for the screen alone
    from simulator.cli.playing import open_settings  # start-up time: the same
    from simulator.locale import use  # start-up time: the same
    from simulator.settings import Asked  # start-up time: the same
    from simulator.tui.watching.draft import read_draft  # start-up time: the same

    draft = read_draft(file)
    if draft.error is not None:
        raise draft.error
    gc.disable()  # while modules are loaded there is no garbage; the screen collects once it stands
    from simulator.tui.app import PlatineApp  # start-up time: Textual for the screen alone
    from simulator.tui.screens.watch import WatchScreen  # start-up time: the same

    context = click.get_current_context()
    asked = Asked(language=context.find_root().obj)
    kept = open_settings()
    spoken = asked.over(kept).language
    if spoken is not None:
        use(spoken)
    app = PlatineApp(kept, asked=asked, settings_file=settings.path(), first=lambda: WatchScreen(draft))
    app.run()
    return app.return_code or 0
