"""Platinum on graphite, graphite on paper, and white on black; one warm accent in each."""

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="platine-dark",
    dark=True,
    primary="#c9d0d6",
    secondary="#98a2ac",
    accent="#e3a871",
    foreground="#e3e6e8",
    background="#15171a",
    surface="#1c1f23",
    panel="#282c31",
    success="#9cc5a1",
    warning="#e3c27a",
    error="#e08d80",
    variables={
        "muted": "#98a2ac",
        "rule": "#3a4047",
        "customer": "#272c32",
        "agent": "#33291f",
        "scrollbar": "#3a4047",
        "scrollbar-background": "#15171a",
        "input-selection-background": "#e3a871 35%",
    },
)
LIGHT: Final = Theme(
    name="platine-light",
    dark=False,
    primary="#3d454d",
    secondary="#5d666f",
    accent="#94480f",
    foreground="#22262a",
    background="#f5f3ef",
    surface="#fcfbf9",
    panel="#e8e5df",
    success="#2f6b3a",
    warning="#7d5a00",
    error="#a3352a",
    variables={
        "muted": "#5d666f",
        "rule": "#cbc6bd",
        "customer": "#e6e4df",
        "agent": "#f7e6d5",
        "scrollbar": "#cbc6bd",
        "scrollbar-background": "#f5f3ef",
        "input-selection-background": "#94480f 25%",
    },
)
CONTRAST: Final = Theme(
    name="platine-contrast",
    dark=True,
    primary="#ffffff",
    secondary="#e0e0e0",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#2e2e2e",
    success="#9dff9d",
    warning="#ffe680",
    error="#ffb3a8",
    variables={
        "muted": "#e0e0e0",
        "rule": "#ffffff",
        "customer": "#1c1c1c",
        "agent": "#332b00",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#000000",
    },
)
THEMES: Final = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}
"""By the word that settings hold."""
