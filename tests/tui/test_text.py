"""The door from foreign text to the screen."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simulator.tui.text import NO_BREAK, REPLACEMENT, clipped, content, glued, one_line, safe, shortened, wrap

ANY = st.text(max_size=200)
WIDTHS = st.integers(1, 120)
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def obeyed(character: str) -> bool:
    return character != "\n" and (unicodedata.category(character) == "Cc" or character in BIDI)


@given(ANY)
def test_nothing_that_a_terminal_would_obey_comes_out(text):
    assert not any(obeyed(character) for character in safe(text))
    assert not any(obeyed(character) for line in wrap(text, 20) for character in line)


@given(ANY)
def test_the_door_can_be_walked_through_twice(text):
    assert safe(safe(text)) == safe(text)
    assert glued(glued(text)) == glued(text)


@given(ANY, WIDTHS)
def test_no_line_is_wider_than_asked(text, width):
    widest_character = max((cell_len(character) for character in text), default=1)
    assert all(cell_len(line) <= max(width, widest_character) for line in wrap(text, width))


@given(
    st.text(st.characters(codec="ascii", min_codepoint=33, max_codepoint=126) | st.just(" "), max_size=200), WIDTHS
)
def test_wrapping_loses_no_letter(text, width):
    kept = "".join(wrap(text, width)).replace(" ", "").replace(NO_BREAK, "")
    assert kept == text.replace(" ", "")


@given(st.lists(st.from_regex(r"[a-zé]{1,8}", fullmatch=True), min_size=2, max_size=6), WIDTHS)
def test_words_joined_by_a_no_break_space_stay_on_one_line(words, width):
    for space in ("\u00a0", "\u202f"):
        joined = space.join(words)
        lines = wrap(f"x {joined} y", max(width, cell_len(joined)))
        assert any(NO_BREAK.join(words) in line for line in lines)


def test_a_french_mark_never_begins_a_line_even_where_plain_spaces_were_typed():
    for width in range(12, 60):
        for line in wrap("Il est « là » : pourquoi donc ? Oui ! Vraiment ; non 80 % ici.", width):
            assert not line.startswith((":", "?", "!", ";", "»", "%"))
            assert not line.endswith("«")


def test_an_escape_sequence_is_seen_and_not_obeyed():
    assert safe("\x1b[31mred\x07") == f"{REPLACEMENT}[31mred{REPLACEMENT}"


def test_tabs_and_line_ends_of_other_systems_are_tamed():
    assert safe("a\tb\r\nc") == "a    b\nc"


def test_markup_stays_what_was_typed():
    text = "Refund [/b] [@click=app.quit]x[/]"
    assert content(text).plain == text
    assert content(text).spans == []


@given(ANY, st.integers(0, 60))
def test_a_clipped_line_is_one_line_that_fits(text, width):
    line = clipped(text, width)
    assert "\n" not in line
    assert cell_len(line) <= width


def test_a_title_on_several_lines_becomes_one():
    assert one_line("a\nb") == "a b"


@given(ANY, WIDTHS)
def test_a_shortened_line_is_one_line_that_fits(text, width):
    line = shortened(text, width)
    assert "\n" not in line
    assert cell_len(line) <= width


def test_a_shortened_line_keeps_both_ends():
    assert shortened("the-season-ticket.yaml", 22) == "the-season-ticket.yaml"
    assert shortened("the-season-ticket.yaml", 12) == "the-se….yaml"
    assert shortened("the-season-ticket.yaml", 4) == "the…"
