"""Pieces of a scenario that an editor can offer whole; `${1:...}` is where the author goes on."""

from typing import Any, Final

from simulator.locale import N_

RESPONSE: Final[dict[str, Any]] = {
    "label": "response",
    "description": N_("A response, ready to be filled in."),
    "body": {"${1:id}": {"say": "${2}", "empathy": "${3|none,part,full|}", "coach": "${4}", "then": "${5}"}},
}
MOMENT: Final[dict[str, Any]] = {
    "label": "moment",
    "description": N_("An exchange with two responses, ready to be filled in."),
    "body": {
        "${1:id}": {
            "line": "${2}",
            "calls_for": {"reaction": 1, "exploration": 1},
            "responses": {
                "${3:better}": {"say": "${4}", "empathy": "full", "then": "${5}"},
                "${6:worse}": {"say": "${7}", "coach": "${8}", "then": "${9}"},
            },
        }
    },
}
ENDING: Final[dict[str, Any]] = {
    "label": "ending",
    "description": N_("An ending, ready to be filled in."),
    "body": {"${1:id}": {"outcome": "${2|solved,partly,unsolved|}", "text": "${3}"}},
}
