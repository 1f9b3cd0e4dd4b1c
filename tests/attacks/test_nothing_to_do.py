"""A moment in which a customer has nothing to be answered: it is told of, and ends no command in a trace."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.scenario import codes
from tests.attacks.conftest import clearly
from tests.attacks.test_hand_proofs import FILE, ask, said, say, story

ADA = {"ada": {"name": "Ada"}}
HERS = {"for": ["ada"]}


def mail(**parts: Any) -> dict[str, Any]:
    return {"kind": "compose", "line": "Yes?", "calls_for": {"reaction": 1}, "questions": {"q": {"text": "When?"}},
            "pick": [1, 2], "parts": parts, "then": "done"}  # fmt: skip


FIRST = ask({"on": say("gate", offers=["certainty"]), "off": say("done")})
STORIES = {
    "responses for others": story(
        {"m": FIRST, "gate": ask({"a": say("done", **HERS), "b": say("done", **HERS)})}, customer=FILE, variants=ADA
    ),
    "parts for others": story(
        {"m": FIRST, "gate": mail(a={"say": "One", **HERS}, b={"say": "Two", **HERS})}, customer=FILE, variants=ADA
    ),
    "closed parts": story(
        {"m": FIRST, "gate": mail(a={"say": "One", "when": {"turn": 9}}, b={"say": "Two", "when": {"turn": 9}})},
        customer=FILE,
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_it_is_told_as_a_moment_in_which_nothing_is_open(name: str) -> None:
    closed = {one for one in said(STORIES[name]) if one.startswith(codes.ALL_CLOSED)}
    assert closed == {f"{codes.ALL_CLOSED} {'' if name == 'closed parts' else 'base '}gate m.on"}


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize(
    ("command", "code"),
    [("check", 1), ("bots", 1), ("bots --plays 50", 1), ("bots --replay 1", 1), ("map", 0), ("trace", 0)],
)
def test_every_command_goes_on_with_it(name: str, command: str, code: int, tmp_path: Path, run: Any) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(json.dumps(STORIES[name], indent=1), encoding="utf-8")
    done = run(*command.split(), str(file))
    clearly(done, code)
    assert done.stdout


def test_a_wish_whose_offer_is_never_made_is_not_said_to_be_met_by_luck() -> None:
    """The file tells the wish; the one response that offers what serves it is never open: that response is told of."""
    moment = ask({"a": say("done"), "b": say("done"), "c": say("done", when={"turn": 9}, offers=["certainty"])})
    assert said(story({"m": moment}, customer=FILE)) == {f"{codes.DEAD_RESPONSE} m c"}
