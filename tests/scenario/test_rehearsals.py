"""A scenario's own tests are read from the file beside it."""

import pytest

from simulator.scenario import codes
from simulator.scenario.reading import read_rehearsals
from simulator.scenario.rehearsal import Rehearsal

FILE = """\
rehearsals:
  best:
    path: [accueil.ouvrir@warm, "!observe", mail.date+lieu]
    expect: {ending: fin, stage: platinum, empathy: ">= 80", happier: true}
  pressee:
    variant: pressee
    path: accueil.fermer
    deliver: [accueil=flat]
    notes: Le chemin de qui n'écoute pas.
    expect: {stage: ">= golden", mood: cold, outcome: unsolved, overall: at most 40, naturalness: 50}
"""


def read(tmp_path, text):
    path = tmp_path / "x.rehearsal.yaml"
    path.write_text(text, encoding="utf-8")
    return read_rehearsals(path)


def test_rehearsals_are_read_by_name(tmp_path):
    rehearsals, findings = read(tmp_path, FILE)
    assert findings == ()
    best, hurried = rehearsals
    assert best == Rehearsal(
        "best",
        ("accueil.ouvrir@warm", "!observe", "mail.date+lieu"),
        {"ending": "fin", "stage": "platinum", "empathy": ">= 80", "happier": "true"},
    )
    assert (hurried.variant, hurried.path, hurried.deliver) == ("pressee", ("accueil.fermer",), ("accueil=flat",))
    assert hurried.expect["overall"] == "at most 40"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ending: fin", "endings: fin", codes.UNKNOWN_KEY),
        ("stage: platinum", "stage: titanium", codes.UNKNOWN_VALUE),
        ('">= 80"', "beaucoup", codes.BAD_COMPARISON),
        ("mood: cold", "mood: cool", codes.UNKNOWN_VALUE),
        ("    path: accueil.fermer\n", "", codes.MISSING_KEY),
        ("happier: true", "happier: oui", codes.UNKNOWN_VALUE),
    ],
)
def test_what_is_wrong_is_found_in_its_place(tmp_path, old, new, code):
    assert old in FILE
    rehearsals, findings = read(tmp_path, FILE.replace(old, new))
    assert rehearsals == ()
    assert [finding.code for finding in findings] == [code]


def test_a_file_without_rehearsals_is_told(tmp_path):
    assert [finding.code for finding in read(tmp_path, "rehearsals: {}")[1]] == [codes.TOO_FEW]
