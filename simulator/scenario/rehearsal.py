"""A rehearsal: a named path through a scenario, and what must come of it. The scenario's own test."""

import msgspec


class Rehearsal(msgspec.Struct, frozen=True):
    name: str
    path: tuple[str, ...]
    """Items: `moment.response`, `moment.response@tone`, `!observe`, `!breathe`, `moment.part+part`, `moment.pick`."""
    expect: dict[str, str] = {}
    """What must come of it: a word (`ending`, `stage`, `mood`, ...) or a bound on a score (`empathy`: `>= 80`)."""
    variant: str | None = None
    deliver: tuple[str, ...] = ()
    """How it is said where the path does not tell: `moment.response=tone`, `moment=tone` or `tone`."""
