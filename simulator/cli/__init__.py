"""The command line: one file a command, each loaded when it is called.

Nothing heavy is imported here: `platine --help` costs the interpreter, click and this folder's table.
"""

import gc


def main() -> None:
    """The command `platine`."""
    # Until there is a command only modules are made, and no garbage: looking up the command lets it be looked for.
    gc.disable()
    from simulator.cli.app import run  # start-up time: `import simulator.cli` must stay free
    from simulator.cli.leaving import leave  # start-up time: the same

    try:
        run()
    except SystemExit as end:
        leave(end.code)
        raise
