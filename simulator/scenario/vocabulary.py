"""The closed lists of words that the format knows. One place, so that reader, schema and engine agree."""

from typing import Final, Literal, get_args

Channel = Literal["phone", "chat", "email", "counter", "video"]
Level = Literal["discovery", "practised", "expert"]
Load = Literal["light", "loaded", "drained"]
Latitude = Literal["low", "medium", "high"]
Tone = Literal["warm", "steady", "lively", "brisk", "flat", "strained"]
Facet = Literal["feels", "thinks", "does"]
Stage = Literal["golden", "empathy", "platinum"]
Outcome = Literal["solved", "partly", "unsolved"]
AgentAction = Literal["hold", "transfer", "callback", "escalate"]
Waiting = Literal[
    "unexplained",
    "uncertain",
    "unfair",
    "anxious",
    "unoccupied",
    "repeat_contact",
    "explained",
    "estimated",
    "occupied",
]
Mood = Literal["neutral", "delighted", "moved", "serene", "relieved", "angry", "anxious", "cold", "resigned"]
StockCategory = Literal[
    "empty_promise",
    "hollow_acknowledgement",
    "false_empathy",
    "hollow_apology",
    "rule_shield",
    "hand_off",
    "blame",
    "tic",
    "hollow_closing",
    "hold",
    "jargon",
]
"""What makes a stock phrase hollow."""
Need = Literal[
    "recognition",
    "listening",
    "clarity",
    "certainty",
    "control",
    "speed",
    "deadline",
    "fairness",
    "ownership",
    "safety",
    "warmth",
    "dignity",
]

CHANNELS: Final[tuple[str, ...]] = get_args(Channel)
LEVELS: Final[tuple[str, ...]] = get_args(Level)
LOADS: Final[tuple[str, ...]] = get_args(Load)
"""In rising order: a load's index is its weight."""
LATITUDES: Final[tuple[str, ...]] = get_args(Latitude)
TONES: Final[tuple[str, ...]] = get_args(Tone)
FACETS: Final[tuple[str, ...]] = get_args(Facet)
STAGES: Final[tuple[str, ...]] = get_args(Stage)
OUTCOMES: Final[tuple[str, ...]] = get_args(Outcome)
"""From best to worst."""
AGENT_ACTIONS: Final[tuple[str, ...]] = get_args(AgentAction)
WAITINGS: Final[tuple[str, ...]] = get_args(Waiting)
MOODS: Final[tuple[str, ...]] = get_args(Mood)
NEEDS: Final[tuple[str, ...]] = get_args(Need)
STOCK_CATEGORIES: Final[tuple[str, ...]] = get_args(StockCategory)

SPOKEN: Final[frozenset[str]] = frozenset({"phone", "video", "counter"})
"""Channels on which words are heard: they have a delivery and a pace of speech."""
CAN_HANG_UP: Final[frozenset[str]] = frozenset({"phone", "video", "chat"})
