"""Every key and value knows its line and column, and can be asked for by its path."""

import pytest

from simulator.scenario import codes
from simulator.scenario.findings import Place
from simulator.scenario.reading import read_text
from tests.scenario.texts import MINIMAL, minimal

READING = read_text(MINIMAL, "bonjour.yaml")


def found(place: Place) -> str:
    """The text that stands at a place."""
    return MINIMAL.splitlines()[place.line - 1][place.column - 1 :]


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        (("title",), "Un bonjour"),
        (("customer",), "customer:"),
        (("customer", "facts", "fils"), '"Son fils'),
        (("customer", "wishes", "feels", "sure", "need"), "certainty"),
        (("moments", "accueil"), "accueil:"),
        (("moments", "accueil", "responses", "fermer"), "fermer:"),
        (("moments", "accueil", "responses", "fermer", "then"), "fin}"),
        (("moments", "accueil", "responses", "ouvrir", "reveals", 0), "sure]"),
        (("endings", "fin", "outcome"), "solved"),
    ],
)
def test_a_path_leads_to_its_place(path, begins):
    assert found(READING.place(*path)).startswith(begins)


def test_a_key_has_a_place_of_its_own():
    assert found(READING.key_place("endings", "fin", "outcome")).startswith("outcome:")


def test_a_path_that_goes_on_where_nothing_is_written_stops_at_the_last_place():
    known = READING.place("moments", "accueil", "responses", "fermer")
    assert READING.place("moments", "accueil", "responses", "fermer", "coach") == known


def test_a_short_form_stands_for_the_long_one():
    short = READING.place("moments", "accueil", "responses", "fermer", "then", 0, "to")
    assert found(short).startswith("fin}")


def test_the_empty_path_is_the_beginning_of_the_file():
    assert READING.place() == Place("bonjour.yaml", 1, 1)


def test_a_file_that_could_not_be_read_has_a_place_all_the_same():
    assert read_text("[", "x.yaml").place("moments", "a") == Place("x.yaml", 0, 0)


def test_columns_count_letters_not_bytes():
    reading = read_text("é: 😀\n", "x.yaml")
    assert reading.place("é") == Place("x.yaml", 1, 4)


def test_what_a_variant_inherits_is_told_once_and_where_it_is_written():
    text = minimal(("need: certainty", "need: sureness"), ("moments:", "variants:\n  ada: {name: Ada}\nmoments:"))
    text = text.replace("  name: ", "  known: [nobody]\n  name: ", 1).replace("inquiete:", "fils:")
    findings = read_text(text, "x.yaml").findings
    told = [codes.MISSING_ID, codes.DUPLICATE_ID, codes.UNKNOWN_NEED]
    assert [(one.code, one.variant) for one in findings] == [(code, None) for code in told]


def test_an_id_that_a_variant_gives_twice_is_told_even_where_one_of_them_is_inherited():
    text = minimal(("moments:", "variants:\n  ada: {name: Ada, facts: {sure: Sure}}\nmoments:"))
    assert [(one.code, one.variant) for one in read_text(text, "x.yaml").findings] == [(codes.DUPLICATE_ID, "ada")]
