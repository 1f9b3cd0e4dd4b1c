"""A scenario's own tests are read from the file beside it."""

import pytest

from simulator.scenario import codes
from simulator.scenario.reading import read_rehearsals, read_text
from simulator.scenario.rehearsal import Rehearsal
from tests.scenario.texts import minimal

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


def named(tmp_path, text):
    """The file read as rehearsals of a scenario."""
    scenario = read_text(minimal(("moments:\n", "variants:\n  pressee: {name: Rosa}\nmoments:\n"))).scenario
    assert scenario is not None
    path = tmp_path / "x.rehearsal.yaml"
    path.write_text(text, encoding="utf-8")
    return read_rehearsals(path, scenario)


def test_names_that_the_scenario_has_are_fine(tmp_path):
    assert named(tmp_path, FILE)[1] == ()
    assert named(tmp_path, FILE.replace("variant: pressee", "variant: base"))[1] == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "nearest"),
    [
        ("variant: pressee", "variant: presse", codes.UNKNOWN_VARIANT, "pressee"),
        ("ending: fin", "ending: fine", codes.MISSING_TARGET, "fin"),
        ("ending: fin", "ending: accueil", codes.MISSING_TARGET, None),
    ],
)
def test_a_name_that_the_scenario_lacks_is_told_on_its_line_and_the_rehearsal_kept(tmp_path, old, new, code, nearest):
    text = FILE.replace(old, new)
    rehearsals, (finding,) = named(tmp_path, text)
    line = next(number for number, line in enumerate(text.splitlines(), 1) if new in line)
    assert (finding.code, finding.place.line, finding.arguments.get("nearest")) == (code, line, nearest)
    assert [one.name for one in rehearsals] == ["best", "pressee"]


def test_names_wait_until_the_file_itself_is_right(tmp_path):
    text = FILE.replace("ending: fin", "ending: fine").replace("mood: cold", "mood: cool")
    rehearsals, findings = named(tmp_path, text)
    assert (rehearsals, [finding.code for finding in findings]) == ((), [codes.UNKNOWN_VALUE])


def test_base_is_the_scenario_s_own_customer(tmp_path):
    rehearsals, _findings = named(tmp_path, FILE.replace("variant: pressee", "variant: base"))
    assert rehearsals[1].variant is None
