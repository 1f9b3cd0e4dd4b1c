import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.wording.french import french
from simulator.wording.typography import nested, typeset

N = "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Vraiment ?", f"Vraiment{N}?"),
        ("Vraiment?", f"Vraiment{N}?"),
        ("Non ! Si ; bon : voilà", f"Non{N}! Si{N}; bon{N}: voilà"),
        ("Quoi ?!", f"Quoi{N}?!"),
        ("Quoi\u00a0?", f"Quoi{N}?"),
        ("Quoi… ?", f"Quoi…{N}?"),
        ("« oui »", f"«{N}oui{N}»"),
        ("«oui»", f"«{N}oui{N}»"),
        ("« Ça va ? »", f"«{N}Ça va{N}?{N}»"),
        ("à 14 h", f"à 14{N}h"),
        ("à 14 h 30, oui", f"à 14{N}h{N}30, oui"),
        ("14 heures", "14 heures"),
        ("3 480 € le 12", f"3{N}480{N}€ le 12"),
        ("12 345 678 fois", f"12{N}345{N}678 fois"),
        ("en 2024 300 clients", "en 2024 300 clients"),
        ("80 % à 12 €", f"80{N}% à 12{N}€"),
        ("l'oral d'aujourd'hui", "l’oral d’aujourd’hui"),
        ("l'« oral »", f"l’«{N}oral{N}»"),
        ("il est 12:30", "il est 12:30"),
        ("à 12:30 ?", f"à 12:30{N}?"),
        ("voir https://a.fr/b?c=d;e!f : oui", f"voir https://a.fr/b?c=d;e!f{N}: oui"),
        ("écrire à jean.d'arc@a.fr ?", f"écrire à jean.d'arc@a.fr{N}?"),
        ("!observe, puis ?", f"!observe, puis{N}?"),
        ("(!) et [?]", "(!) et [?]"),
        ("a &amp; b", "a &amp; b"),
        ("? seul", "? seul"),
        ("", ""),
    ],
)
def test_french_is_printed_as_french_prints(typed: str, printed: str) -> None:
    assert french(typed) == printed


@pytest.mark.parametrize("language", ["fr", "fr-CA", "FR_be"])
def test_any_french_is_french(language: str) -> None:
    assert typeset("Oui ?", language) == f"Oui{N}?"


@pytest.mark.parametrize("language", ["en", "en-GB", "frr", "de"])
def test_other_languages_keep_what_was_typed(language: str) -> None:
    typed = "“It's 14 h”, isn't it ?"

    assert typeset(typed, language) == typed


WORDS = st.sampled_from(
    ["l'", "oral", "«", "»", " ", "\u00a0", N, "?", "!", ";", ":", "…", "14", "h", "30", "%", "12:30", "http://a?b", "é",
     "a@b.fr", "&amp;", "\n", ",", "(", ")", "'", "“", "”", "/home"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map("".join) | st.text(max_size=30))
def test_setting_type_twice_changes_nothing_more(text: str) -> None:
    once = french(text)

    assert french(once) == once


@given(st.lists(WORDS, max_size=12).map("".join) | st.text(max_size=30))
def test_only_spaces_and_apostrophes_ever_change(text: str) -> None:
    def bare(of: str) -> str:
        return "".join(letter for letter in of if letter not in f" \t\u00a0\u2009{N}").replace("’", "'")

    assert bare(french(text)) == bare(text)


def test_quotation_marks_within_quotation_marks_are_of_the_second_rank() -> None:
    assert nested("Il dit «\u202faujourd’hui\u202f», deux fois", "fr") == "Il dit “aujourd’hui”, deux fois"
    assert nested("He says “today”, twice", "en") == "He says ‘today’, twice"
    assert nested("Il dit « oui »", "en") == "Il dit « oui »"
