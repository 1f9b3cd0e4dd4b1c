"""`platine panel` as those who run a panel use it: sheets out, figures in, and a scenario that keeps them."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.scenario.reading import read_scenario
from simulator.wording.panel import _ANCHORS
from tests.plain.typist import platine, surroundings
from tests.scenario.texts import WHOLE

ROOT = Path(__file__).resolve().parents[2]
FIGURES = {
    "Ana": {"samedi": "1 0 2 4", "desole": "1 0 0 1", "attendre": "0 0 0 3", "express": "0 0 0 3"},
    "Bo": {"samedi": "1 1 2 4", "desole": "2 0 0 1", "attendre": "0 0 0 3", "express": "0 0 0 2"},
    "Cy": {"samedi": "1 1 2 3", "desole": "0 0 0 1", "attendre": "0 0 0 4", "express": "0 0 0 3"},
}
SAID = {"samedi": "troisième appel", "desole": "désolés", "attendre": "Un instant", "express": "deux minutes"}


@pytest.fixture
def place(tmp_path):
    (tmp_path / "colis.yaml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(place):
    def running(*arguments: str, lines: tuple[str, ...] = (), **environment: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "simulator", "panel", *arguments],
            input="".join(f"{line}\n" for line in lines),
            capture_output=True,
            encoding="utf-8",
            cwd=place,
            env={**surroundings(place / "home"), "PYTHONPATH": str(ROOT), "PLATINE_LANGUAGE": "en", **environment},
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done

    return running


def rows_of(file: Path, separator: str = ",") -> list[dict[str, str]]:
    text = file.read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=separator))


@pytest.fixture
def filled(place, run):
    """The three raters' sheets, filled in: their names as arguments."""
    for rater, figures in FIGURES.items():
        file = place / f"{rater}.csv"
        assert run("sheet", "colis.yaml", "--rater", rater, "-o", str(file)).returncode == 0
        rows = rows_of(file)
        for row in rows:
            name = next((name for name, words in SAID.items() if words in row["response"]), None)
            if name is not None:
                scales = [column for column in row if "(0-" in column]
                row.update(zip(scales, figures[name].split(), strict=True))
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
    return ["colis.yaml", *(f"{rater}.csv" for rater in FIGURES)]


# Sheets.


def test_a_sheet_is_blind(place, run):
    done = run("sheet", "colis.yaml", "--rater", "Ana", "-o", "ana.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert "7 responses" in done.stderr
    rows = rows_of(place / "ana.csv")
    assert len(rows) == 7
    assert all(row["rater"] == "Ana" and row["round"] == "1" for row in rows)
    assert all(row[column] == "" for row in rows for column in row if "(0-" in column or column == "comment")
    text = (place / "ana.csv").read_text(encoding="utf-8")
    assert not [word for word in ("desole", "attendre", "full", "Désolés de quoi") if word in text]
    assert "(Un soupir)\n“C'est encore moi.”" in text.replace("\r\n", "\n")


def test_a_sheet_goes_to_the_output_and_in_french_to_a_french_spreadsheet(run):
    done = run("sheet", "colis.yaml", PLATINE_LANGUAGE="fr")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith("code;évaluateur;tour;avant;")


def test_a_sheet_is_never_written_over_unasked(place, run, filled):
    before = (place / "Ana.csv").read_bytes()
    refused = run("sheet", "colis.yaml", "-o", "Ana.csv")
    assert refused.returncode == 2
    assert "Ana.csv is there already" in refused.stderr
    assert (place / "Ana.csv").read_bytes() == before
    assert run("sheet", "colis.yaml", "-o", "Ana.csv", "--force").returncode == 0
    assert (place / "Ana.csv").read_bytes() != before


def test_a_rater_s_name_is_no_formula(place, run):
    run("sheet", "colis.yaml", "--rater", "=cmd|'/c calc'!A1", "-o", "evil.csv")
    assert {row["rater"] for row in rows_of(place / "evil.csv")} == {"'=cmd|'/c calc'!A1"}


# Rating line by line.


def test_what_is_answered_is_kept_at_once_and_gone_on_with(place, run):
    first = run(
        "rate", "colis.yaml", "--rater", "Zoé", "-o", "z.csv", lines=("2", "9", "b", "1", "c too = much", "s", "q")
    )
    assert first.returncode == 0
    assert "A whole number from 0 to 2, please" in first.stdout
    assert "(now 2)" in first.stdout
    assert "27 questions are open" in first.stdout
    second = run("rate", "colis.yaml", "--rater", "zoé", "-o", "z.csv", lines=("0", "0"))
    assert "28 questions, 27 of them open" in second.stdout
    assert "2/28" in second.stdout
    rows = rows_of(place / "z.csv")
    assert [row["reaction (0-2)"] for row in rows[:4]] == ["1", "0", "0", ""]
    assert rows[1]["comment"] == "too = much"


def test_a_whole_sheet_can_be_rated_from_a_pipe_and_is_complete(place, run):
    done = run("rate", "colis.yaml", "--rater", "Zoé", lines=("1",) * 28)
    assert done.stdout.rstrip().endswith("colis-de-madame-roy.Zoe.csv is complete.")
    assert all(row["naturalness (0-4)"] == "1" for row in rows_of(place / "colis-de-madame-roy.Zoe.csv"))
    again = run("rate", "colis.yaml", "--rater", "Zoé")
    assert "0 of them open" in again.stdout


def test_the_anchors_are_shown_when_asked_for(run):
    shown = run("rate", "colis.yaml", "--rater", "Zoé", lines=("?",)).stdout
    assert "Ouch. And twice, at that." in shown
    assert "Aïe. Et en plus, deux fois." in run(
        "rate", "colis.yaml", "--rater", "Zoé", "-o", "fr.csv", lines=("?",), PLATINE_LANGUAGE="fr"
    ).stdout.replace("\u202f", " ")


def test_the_anchors_are_those_of_the_page_for_raters():
    page = (ROOT / "docs/rating.md").read_text(encoding="utf-8")
    for scale, levels in _ANCHORS.items():
        section = page[page.index(f"## {scale.capitalize()}:") :]
        rows = re.findall(r'^\| (\d)[^|]*\| « (.*?) » \| "(.*?)" \|', section, re.MULTILINE)[: len(levels)]
        assert [(int(level), french, english) for level, french, english in rows] == [
            (level, *pair) for level, pair in enumerate(levels)
        ]


def test_rating_keeps_the_lines_and_columns_of_others(place, run, filled):
    file = place / "Ana.csv"
    text = file.read_text(encoding="utf-8").splitlines()
    codes = [row["item"] for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")), delimiter=";")]
    extra = [f"{text[0]};note", f"{codes[0]};Someone else;1;;;;1;1;1;1;his;mine", "gone;Ana;1;;;;0;0;0;0;;"]
    file.write_text("\n".join(extra) + "\n", encoding="utf-8")
    assert run("rate", "colis.yaml", "--rater", "Ana", "-o", "Ana.csv", lines=("2",)).returncode == 0
    rows = rows_of(file)
    assert [(row["rater"], row["comment"], row["note"]) for row in rows if row["note"]] == [
        ("Someone else", "his", "mine")
    ]
    assert [row["item"] for row in rows if row["item"] == "gone"] == ["gone"]
    assert len(rows) == 9


def sitting_down(place, rater: str) -> "subprocess.Popen[str]":
    """Somebody who rates into the sheet that all of them share, once the first question is asked."""
    begun = subprocess.Popen(
        [sys.executable, "-m", "simulator", "panel", "rate", "colis.yaml", "--rater", rater, "-o", "all.csv"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=place,
        env={**surroundings(place / "home"), "PYTHONPATH": str(ROOT), "PLATINE_LANGUAGE": "en"},
    )
    asked_again(begun)
    return begun


def asked_again(rating: "subprocess.Popen[str]") -> None:
    """Wait for the next question: what was answered before it is on the disk."""
    assert rating.stdout is not None
    while not re.match(r"\d+/28 ", line := rating.stdout.readline()):
        assert line


def test_two_who_rate_into_one_sheet_at_once_lose_nothing(place):
    both = {name: sitting_down(place, name) for name in ("Ana", "Bo")}
    for level in "0121":
        for rating in both.values():
            assert rating.stdin is not None
            rating.stdin.write(f"c said {level}\n{level}\n")
            rating.stdin.flush()
            asked_again(rating)
            asked_again(rating)
    for rating in both.values():
        rating.communicate(timeout=60)
        assert rating.returncode == 0
    rows = rows_of(place / "all.csv")
    for name in both:
        own = [row for row in rows if row["rater"] == name]
        assert len(own) == 7
        assert sorted(filter(None, (row["reaction (0-2)"] for row in own))) == ["0", "1", "1", "2"]
        assert sorted(filter(None, (row["comment"] for row in own))) == ["said 0", "said 1", "said 1", "said 2"]


def test_what_somebody_else_puts_right_in_a_sheet_while_it_is_filled_in_stays(place):
    rating = sitting_down(place, "Ana")
    assert rating.stdin is not None
    rating.stdin.write("2\n")
    rating.stdin.flush()
    asked_again(rating)
    file = place / "all.csv"
    rows = rows_of(file)
    rows[-1]["comment"] = "from the spreadsheet"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [*rows[0], "mine"], delimiter=";", restval="kept")
        writer.writeheader()
        writer.writerows(rows)
    rating.communicate("1\n", timeout=60)
    rows = rows_of(file)
    assert {row["mine"] for row in rows} == {"kept"}
    assert [row["comment"] for row in rows].count("from the spreadsheet") == 1
    assert sorted(filter(None, (row["reaction (0-2)"] for row in rows))) == ["1", "2"]


def test_a_file_that_is_no_sheet_is_left_alone(place, run):
    (place / "notes.csv").write_text("my;notes\n1;2\n", encoding="utf-8")
    done = run("rate", "colis.yaml", "--rater", "Ana", "-o", "notes.csv", lines=("1",))
    assert done.returncode == 3
    assert "is not a sheet of ratings" in done.stderr
    assert (place / "notes.csv").read_text(encoding="utf-8") == "my;notes\n1;2\n"


# Agreement.


def test_agreement_is_told_with_what_to_look_at(run, filled):
    done = run("agree", *filled)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^Exploration +1\.000 +3 +4 +12 +reliable$", done.stdout, re.MULTILINE)
    assert "Krippendorff, 2004" in done.stdout
    assert re.search(
        r"^accueil\.desole +Reaction +3 +1\.00 +1 +1\.00 +0-2 +1 +far apart, spread out$", done.stdout, re.MULTILINE
    )
    assert "accueil.attendre" not in done.stdout
    assert "accueil.attendre" in run("agree", *filled, "--all").stdout
    assert "Not rated at all on some scale: courrier.date, courrier.lieu, courrier.merci." in done.stdout


def test_agreement_for_machines(run, filled):
    data = json.loads(run("agree", *filled, "--format", "json").stdout)
    assert data["raters"] == ["Ana", "Bo", "Cy"]
    assert data["agreement"]["exploration"] == {
        "alpha": 1.0, "raters": 3, "responses": 4, "ratings": 12, "reading": "reliable",
    }  # fmt: skip
    one = next(row for row in data["responses"] if (row["response"], row["scale"]) == ("desole", "reaction"))
    assert (one["mean"], one["median"], one["spread"], one["votes"], one["key"]) == (1.0, 1.0, 1.0, [1, 1, 1], 1)
    assert one["flags"] == ["range", "spread"]
    rows = list(csv.DictReader(io.StringIO(run("agree", *filled, "--format", "csv").stdout)))
    assert len(rows) == 28
    assert rows[4]["flags"] == "range spread"


def test_a_bad_cell_is_told_on_its_line_and_fails(place, run, filled):
    file = place / "Bo.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(";2;0;0;1;", ";two;0;0;1;"), encoding="utf-8")
    done = run("agree", *filled)
    assert done.returncode == 1
    assert re.fullmatch(
        r"Bo\.csv:\d+: Reaction is two, and must be a whole number from 0 to 2, or empty\. .*\n", done.stderr
    )
    before = (place / "colis.yaml").read_bytes()
    refused = run("write", *filled)
    assert (refused.returncode, "Nothing was written" in refused.stderr) == (1, True)
    assert (place / "colis.yaml").read_bytes() == before


def test_a_sheet_of_another_scenario_is_told(place, run, filled):
    (place / "other.yaml").write_text(WHOLE.replace("id: colis-de-madame-roy", "id: another"), encoding="utf-8")
    done = run("agree", "other.yaml", *filled[1:])
    assert done.returncode == 3
    assert "not one rating of this scenario" in done.stderr


def test_without_the_package_agreement_says_how_to_get_it(place, run, filled):
    (place / "krippendorff.py").write_text("raise ModuleNotFoundError(name='krippendorff')\n", encoding="utf-8")
    done = run("agree", *filled, PYTHONPATH=f"{place}{os.pathsep}{ROOT}")
    assert done.returncode == 4
    assert "pip install 'platine[panel]'" in done.stderr
    assert run("sheet", "colis.yaml", PYTHONPATH=f"{place}{os.pathsep}{ROOT}").returncode == 0


# The second round.


def test_the_second_round_asks_each_rater_what_they_differ_on_and_names_nobody(place, run, filled):
    done = run("second", *filled, "-o", "again.csv")
    assert done.returncode == 0
    assert sorted(file.name for file in place.glob("again*")) == ["again.Ana.csv", "again.Bo.csv", "again.Cy.csv"]
    (row,) = rows_of(place / "again.Bo.csv")
    assert (row["response"], row["round"], row["rater"]) == ("Nous sommes désolés.", "2", "Bo")
    assert row["first round"] == "Reaction: 1 gave 0, 1 gave 1, 1 gave 2; you gave 2"
    text = (place / "again.Bo.csv").read_text(encoding="utf-8")
    assert "Ana" not in text
    assert "Cy" not in text


def test_raters_whose_names_come_to_one_file_s_have_a_file_each(place, run, filled):
    named = dict(zip(FIGURES, ("Zoe-3", "zoe", "Zoé"), strict=True))
    for rater, name in named.items():
        file = place / f"{rater}.csv"
        file.write_text(file.read_text(encoding="utf-8").replace(f";{rater};", f";{name};"), encoding="utf-8")
    assert run("second", *filled, "-o", "again.csv").returncode == 0
    found = {file.name.casefold(): rows_of(file)[0]["rater"] for file in place.glob("again.*.csv")}
    assert sorted(found.values()) == sorted(named.values())


def test_what_the_second_round_gives_counts(place, run, filled):
    run("second", *filled, "--rater", "Bo", "-o", "bo2.csv")
    file = place / "bo2.csv"
    (row,) = rows_of(file)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(row))
        writer.writeheader()
        writer.writerow({**row, "reaction (0-2)": "1"})
    data = json.loads(run("agree", *filled, "bo2.csv", "--format", "json").stdout)
    one = next(row for row in data["responses"] if (row["response"], row["scale"]) == ("desole", "reaction"))
    assert one["votes"] == [1, 2, 0]


def test_where_nobody_differs_there_is_no_second_round(place, run, filled):
    shutil.copy(place / "Ana.csv", place / "Bo.csv")
    done = run("second", *filled[:2], "-o", "again.csv")
    assert (done.returncode, list(place.glob("again*"))) == (0, [])
    assert "nothing was written" in done.stderr


# Writing.


def test_the_panel_s_means_are_written_and_nothing_else_moves(place, run, filled):
    dry = run("write", *filled, "--date", "2026-03-31", "--panel", "Trainers", "--dry-run")
    assert dry.returncode == 0
    assert (place / "colis.yaml").read_text(encoding="utf-8") == WHOLE
    assert [line for line in dry.stdout.splitlines() if line.startswith("-") and not line.startswith("---")] == [
        "-        empathy: full",
    ]
    done = run("write", *filled, "--date", "2026-03-31", "--panel", "Trainers")
    assert (done.returncode, done.stdout) == (0, "")
    reading = read_scenario(place / "colis.yaml")
    assert reading.findings == ()
    assert (reading.scenario.panel.date, reading.scenario.panel.name, reading.scenario.panel.raters) == (
        "2026-03-31",
        "Trainers",
        3,
    )
    responses = reading.scenario.moments["accueil"].responses
    assert responses["samedi"].empathy.interpretation == 1
    assert responses["express"].panel.naturalness.votes == (0, 0, 1, 2, 0)
    kept = [line for line in WHOLE.splitlines() if line not in ("        empathy: full",)]
    after = (place / "colis.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line in kept] == [line for line in kept if line in after]
    assert set(kept) - set(after) == set()


def test_the_day_is_a_day(run, filled):
    assert run("write", *filled, "--date", "2026-02-30").returncode == 2
    assert "2026-03-31" in run("write", *filled, "--date", "soon").stderr


def test_the_help_of_every_step_is_there(place):
    for step in ("sheet", "rate", "agree", "second", "write"):
        done = platine("panel", step, "--help", home=place)
        assert (done.returncode, done.stderr) == (0, "")
        assert "SCENARIO" in done.stdout
