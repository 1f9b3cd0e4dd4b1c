"""A customer is called by the given name inside a sentence, and never by a title alone."""

import pytest

from simulator.wording.naming import short


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Hervé Castaing", "Hervé"),
        ("Marie-Claude de la Tour", "Marie-Claude"),
        ("Mairéad Hehir", "Mairéad"),
        ("Camille", "Camille"),
        ("Mme Ferrand", "Mme Ferrand"),
        ("M. Le Goff", "M. Le Goff"),
        ("Mr. Smith", "Mr. Smith"),
        ("Dr House", "Dr House"),
        ("La Boulangerie du Port", "La Boulangerie du Port"),
        ("DELMAS Jeanne", "DELMAS Jeanne"),
        ("J. Doe", "J. Doe"),
        ("[b]Zoé[/b] Martin", "[b]Zoé[/b] Martin"),
        ("   ", "   "),
        ("", ""),
    ],
)
def test_what_a_name_is_shortened_to(name: str, called: str) -> None:
    assert short(name) == called
