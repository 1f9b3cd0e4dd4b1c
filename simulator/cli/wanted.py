"""What `platine play` was asked for: known before anything of the engine is loaded."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options, each as if it had not been given."""

    scenario: str | None = None
    variant: str | None = None
    practice: bool = False
    coach: bool = False
    seed: int | None = None
    load: str | None = None
    agent: str = ""
    timers: bool = False
    resume: bool = False
    save: bool = True
