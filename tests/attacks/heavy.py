"""Scenarios that read without an error and are heavy to check: the largest loops, choices, conditions and messages.

Each is made in a size: 1 for the smallest of its kind. They are written in JSON, which is YAML too.
"""

import json
from collections.abc import Callable
from typing import Any, Final

Block = dict[str, Any]


def _scenario(moments: Block, *, wishes: int = 1, channel: str = "chat", **keys: Any) -> str:
    facets = ("feels", "thinks", "does")
    needs = ("certainty", "ownership", "deadline", "control", "clarity")
    wanted: Block = {facet: {} for facet in facets}
    for number in range(wishes):
        wish = {"need": needs[number % len(needs)], "text": f"Wish {number}"}
        wanted[facets[number % len(facets)]][f"w{number}"] = wish
    whole = {
        "platine": 1, "id": "heavy", "title": "Heavy", "language": "en", "channel": channel,
        "customer": {
            "name": "Ann", "request": "A ticket", "wishes": {name: some for name, some in wanted.items() if some},
            "reality": {"feels": {"tired": "Tired"}, "thinks": {"unread": "Nobody reads"}, "does": {"again": "Again"}},
        },
        "desk": {"load": "loaded", "queue": 3, "tools": 2, "latitude": "high"},
        **keys, "start": "m0", "moments": moments,
        "endings": {"done": {"outcome": "solved", "text": "Done."}, "lost": {"outcome": "unsolved", "text": "Lost."}},
    }  # fmt: skip
    return json.dumps(whole)


def _exchange(responses: Block, **keys: Any) -> Block:
    return {"line": "Well?", "calls_for": {"reaction": 1, "interpretation": 2}, "responses": responses, **keys}


def _say(number: int, then: Any, **keys: Any) -> Block:
    return {"say": f"Answer number {number}.", "then": then, "empathy": {"reaction": number % 3}, **keys}


def one_loop(size: int) -> str:
    """Ten times `size` moments, each of which may come back to all."""
    count = 10 * size
    moments = {
        f"m{n}": _exchange(
            {
                "on": _say(n, f"m{(n + 1) % count}", sets=[f"f{n % 40}"]),
                "far": _say(n + 1, f"m{(7 * n + 3) % count}", reveals=["w0"], offers=["certainty"]),
                "out": _say(n + 2, "done", when={"flag": [f"f{(n + 20) % 40}"]}),
            }
        )
        for n in range(count)
    }
    moments["m0"]["responses"]["end"] = _say(9, "done")
    return _scenario(moments)


def one_long_way(size: int) -> str:
    """Ten times `size` moments, one after another, with everything known and asked about all along."""
    count = 10 * size
    moments = {
        f"m{n}": _exchange(
            {
                "a": _say(n, f"m{n + 1}" if n + 1 < count else "done", sets=[f"f{n}"]),
                "b": _say(n, f"m{n + 1}" if n + 1 < count else "lost", when={"not": {"flag": [f"f{max(0, n - 9)}"]}}),
                "c": _say(n, f"m{n + 1}" if n + 1 < count else "lost", dismisses=True),
            }
        )
        for n in range(count)
    }
    return _scenario(moments)


def many_responses(size: int) -> str:
    """One moment with ten times `size` responses, none like another; a thousand at most, as the format allows."""
    count = min(999, 10 * size)
    responses = {
        f"r{n}": _say(
            n, "m0" if n % 3 else "done", naturalness=n % 5, sets=[f"f{n % 60}"], tone="warm",
            when={"any": [{"flag": [f"f{(n + 1) % 60}"]}, {"turn": f"<= {n % 7 + 1}"}]},
        )
        for n in range(count)
    }  # fmt: skip
    responses["always"] = _say(1, "done")
    return _scenario({"m0": _exchange(responses, delivery="choose")}, channel="phone")


def deep_conditions(size: int) -> str:
    """Conditions nested as deep as the format allows, on everything."""
    depth = min(7, 2 + size)

    def nested(level: int) -> Block:
        if not level:
            return {"trust": ">= 3", "load": ["light"], "mood": ["angry", "cold"]}
        return {"not": {"any": [nested(level - 1), {"flag": [f"f{level}"]}, {"turn": f">= {level}"}]}}

    moments = {
        f"m{n}": _exchange(
            {
                "a": _say(n, [{"when": nested(depth), "to": f"m{(n + 1) % 8}"}, {"to": "done"}], sets=[f"f{n}"]),
                "b": _say(n, f"m{(n + 3) % 8}", when=nested(depth), sets=[f"f{n + 1}"]),
                "c": _say(n, "done", when={"not": nested(depth)}),
                "d": _say(n, "lost"),
            },
            line=None,
        )
        | {"line": [{"when": nested(depth), "text": "One."}, {"text": "Two."}]}
        for n in range(8)
    }
    return _scenario(moments)


def many_wishes(size: int) -> str:
    """Thirty-two wishes, discovered, served and confirmed in any order."""
    count = min(32, 4 * size)
    moments = {
        f"m{n}": _exchange(
            {
                "a": _say(n, f"m{(n + 1) % count}", reveals=[f"w{n}"], uses=[f"w{(n + 5) % count}"]),
                "b": _say(n, f"m{(n + 2) % count}", offers=["certainty", "ownership"], confirms=True),
                "c": _say(n, "done", when={"knows": [f"w{n}"]}),
                "d": _say(n, "lost", offers=["control", "deadline"]),
            }
        )
        for n in range(count)
    }
    return _scenario(moments, wishes=count)


def messages(size: int) -> str:
    """Messages of ten parts, of which one to ten are sent, with urgent questions, one after another."""
    parts = {
        f"p{n}": {
            "say": f"Part {n} of the answer.", "answers": {f"q{n % 5}": "full" if n % 2 else "partly"},
            "empathy": {"reaction": n % 3, "exploration": n % 2}, "naturalness": n % 5, "reveals": ["w0"] if n == 3 else [],
            "offers": ["certainty"] if n % 2 else ["control"], "sets": [f"f{n}"],
        }
        for n in range(10)
    }  # fmt: skip
    questions = {f"q{n}": {"text": f"Question {n}?", "weight": n + 1, "urgent": n == 2} for n in range(5)}
    count = min(8, size)
    moments = {
        f"m{n}": {
            "kind": "compose", "line": "Five questions.", "calls_for": {"reaction": 1, "interpretation": 1},
            "questions": questions, "parts": parts, "pick": [1, 10],
            "then": [{"when": {"answered": ["q1"], "flag": [f"f{n}"]}, "to": "done"}, {"to": f"m{(n + 1) % count}"}],
        }
        for n in range(count)
    }  # fmt: skip
    return _scenario(moments, channel="email")


def cues_everywhere(size: int) -> str:
    """Cues, hidden and covered by load, at every moment of a loop in which the load rises and falls."""
    count = min(40, 4 * size)
    moments = {
        f"m{n}": _exchange(
            {
                "a": _say(n, f"m{(n + 1) % count}", dismisses=n % 2 == 0, uses=["tired"]),
                "b": _say(n, f"m{(n + 3) % count}", when={"load": ["light"], "knows": ["again"]}, uses=["unread"]),
                "c": _say(n, "done", when={"load": ["drained"]}),
                "d": _say(n, "lost"),
            },
            cues=[
                {"sign": "A sigh", "reveals": ["tired"], "load_hides": "loaded"},
                {"sign": "A glance", "reveals": ["again", "w0"], "hidden": True, "load_hides": "drained"},
            ],
            silence={"after": 5, "then": f"m{(n + 2) % count}"},
        )
        for n in range(count)
    }
    return _scenario(moments, channel="phone")


def much_said(size: int) -> str:
    """Every response is asked about somewhere, so that nothing that was said may be forgotten."""
    count = min(60, 6 * size)
    moments = {
        f"m{n}": _exchange(
            {
                "a": _say(n, f"m{(n + 1) % count}"),
                "b": _say(n, f"m{(n + 7) % count}", when={"said": [f"m{(n + 3) % count}.a"]}),
                "c": _say(n, "done", when={"not": {"said": [f"m{(n + 5) % count}.b"]}, "turn": f">= {n}"}),
                "d": _say(n, "lost", when={"said": [f"m{(n + 1) % count}.b"]}),
            }
        )
        for n in range(count)
    }
    return _scenario(moments)


HEAVY: Final[dict[str, Callable[[int], str]]] = {
    "moments in one loop": one_loop,
    "moments in one long way": one_long_way,
    "responses of one moment": many_responses,
    "deep conditions": deep_conditions,
    "many wishes": many_wishes,
    "messages of ten parts": messages,
    "cues everywhere": cues_everywhere,
    "much that was said": much_said,
}
