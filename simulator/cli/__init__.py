"""The command line: one file a command, each loaded when it is called.

Nothing heavy is imported here: `platine --help` costs the interpreter, click and this folder's table.
"""


def main() -> None:
    """The command `platine`."""
    from simulator.cli.app import run  # start-up time: `import simulator.cli` must stay free

    run()
