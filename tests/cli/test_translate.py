"""`platine translate`: two languages compared, texts out to a translator, translations back into their places."""

import csv
import json
from pathlib import Path

import pytest

from simulator.scenario.reading import read_scenario
from tests.authoring.test_translations import EN, FR
from tests.plain.typist import platine


@pytest.fixture
def folder(tmp_path) -> Path:
    for language, text in (("fr", FR), ("en", EN)):
        made = tmp_path / "work" / language
        made.mkdir(parents=True)
        (made / "siege.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "work"


@pytest.fixture
def run(tmp_path):
    def running(*arguments: object):
        done = platine("translate", *map(str, arguments), home=tmp_path / "home", PLATINE_LANGUAGE="en")
        assert "Traceback" not in done.stderr
        return done

    return running


def rows(file: Path) -> list[list[str]]:
    with open(file, encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def write_rows(file: Path, table: list[list[str]], separator: str = ";") -> None:
    with open(file, "w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened, delimiter=separator).writerows(table)


def test_two_languages_that_agree_have_nothing_to_say(folder, run):
    done = run(folder / "fr/siege.yaml", "--strict")
    assert done.returncode == 0
    assert "Nothing lacks" in done.stdout


def test_what_lacks_and_differs_is_named_and_fails_only_when_strict(folder, run):
    file = folder / "en/siege.yaml"
    without = EN.replace('        coach: "True, and without a glance."\n', "").replace(
        "exploration: 2", "exploration: 1"
    )
    file.write_text(without, encoding="utf-8")
    for named in ((folder / "fr/siege.yaml",), (folder / "fr/siege.yaml", file)):
        done = run(*named)
        assert done.returncode == 0
        assert "moments.guichet.responses.complet.coach" in done.stdout
        assert "moments.guichet.calls_for.base" in done.stdout
    assert run(folder / "fr/siege.yaml", "--strict").returncode == 1


def test_json_holds_the_lag_and_the_differences(folder, run):
    (folder / "en/siege.yaml").write_text(EN.replace("outcome: partly", "outcome: solved"), encoding="utf-8")
    told = json.loads(run("compare", folder / "fr/siege.yaml", "--format", "json").stdout)
    assert told["lag"] == {"lacks": [], "changed": [], "untranslated": [], "orphaned": []}
    assert (told["source"]["language"], told["translation"]["language"]) == ("fr", "en")
    assert told["stamped"] is False


def test_what_was_accepted_once_lags_when_the_source_changes_and_is_accepted_again(folder, run):
    source = folder / "fr/siege.yaml"
    assert run(source, "--accept", "all").returncode == 0
    assert (folder / "en/siege.translation.json").exists()
    source.write_text(FR.replace("C'est complet.", "Tout est complet."), encoding="utf-8")
    done = run(source)
    assert "Changed in fr since it was translated:\n  moments.guichet.responses.complet.say" in done.stdout
    # The translation's stamps say which of the two is the translation, whichever is named first.
    assert run(folder / "en/siege.yaml").stdout == done.stdout
    assert run(source, "--accept", "moments.guichet.responses.complet.say").returncode == 0
    assert "Nothing lacks" in run(source).stdout


def test_the_checker_warns_of_a_translation_that_lags(folder, run, tmp_path):
    for language in ("fr", "en"):
        (folder / language / "pack.yaml").write_text(f"title: Seats\nlanguages: [{language}]\n", encoding="utf-8")
    run(folder / "fr/siege.yaml", "--accept", "all")
    (folder / "fr/siege.yaml").write_text(FR.replace("C'est complet.", "Tout est complet."), encoding="utf-8")
    checked = platine("check", str(folder / "en/siege.yaml"), home=tmp_path / "home", PLATINE_LANGUAGE="en")
    assert "W228" in checked.stdout
    assert "moments.guichet.responses.complet.say" in checked.stdout


def test_the_checker_warns_of_a_translation_in_the_same_folder(folder, tmp_path):
    (folder / "fr/siege.en.yaml").write_text(EN.replace("True, and without a glance.", "x"), encoding="utf-8")
    (folder / "fr/siege.yaml").write_text(FR + "notes: Pour plus tard.\n", encoding="utf-8")
    done = platine("check", str(folder / "fr"), "--select", "W228", home=tmp_path / "home", PLATINE_LANGUAGE="en")
    assert [line.split(": ")[-1] for line in done.stdout.splitlines() if "W228" in line] == ["notes."]


def test_the_checker_warns_of_what_still_stands_in_the_source_s_words(folder, run, tmp_path):
    """A translation just begun, beside no pack, into which no text has come yet."""
    source, sheet, into = folder / "fr/siege.yaml", folder / "to.csv", folder / "de/siege.yaml"
    (folder / "en/siege.yaml").unlink()
    run("pull", source, "--to", "de", "-o", sheet)
    assert run("push", sheet, "--into", into, "--from", source).returncode == 0
    texts = {"PLATINE_LANGUAGE": "en", "home": tmp_path / "home"}
    done = platine("check", str(into), "--select", "W228", **texts)
    assert "W228 The de version lags behind: " in done.stdout
    assert "W228" not in platine("check", str(source), "--select", "W228", **texts).stdout


def test_a_table_goes_out_and_comes_back_and_begins_the_translation(folder, run):
    out = folder / "texts.csv"
    done = run("pull", folder / "fr/siege.yaml", "--to", "de", "-o", out)
    assert done.returncode == 0, done.stderr
    assert f"--into {folder / 'de/siege.yaml'}" in done.stderr
    table = rows(out)
    assert table[0] == ["id", "fr", "de", "state"]
    for row in table[1:]:
        row[2] = row[1].replace("e", "E")
    write_rows(out, table)
    into = folder / "de/siege.yaml"
    done = run("push", out, "--into", into, "--from", folder / "fr/siege.yaml")
    assert done.returncode == 1  # {agent} became {agEnt}
    assert "” has lost {agent}" in done.stderr
    assert "texts.csv:" in done.stderr
    scenario = read_scenario(into).scenario
    assert (scenario.language, scenario.title) == ("de", "LE dErniEr siègE")
    assert into.read_text(encoding="utf-8").startswith("# Un commentaire que personne ne doit perdre.\n")
    again = run(folder / "fr/siege.yaml", into)
    assert again.stdout.count("moments.guichet.line.base") == 1


def test_a_po_file_goes_out_and_comes_back(folder, run):
    (folder / "fr/siege.yaml").write_text(FR.replace("C'est complet.", "Tout est complet."), encoding="utf-8")
    out = folder / "texts.po"
    assert run("pull", folder / "fr/siege.yaml", "--to", "en", "-o", out).returncode == 0
    text = out.read_text(encoding="utf-8")
    assert "#: siege.yaml:" in text
    out.write_text(text.replace('"The last seat"', '"One last seat"'), encoding="utf-8")
    done = run("push", out, "--into", folder / "en/siege.yaml", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["changed"] == ["title"]
    assert (folder / "en/siege.yaml").read_text(encoding="utf-8") == EN.replace("The last seat", "One last seat")


def test_a_fuzzy_text_is_not_pushed_until_the_mark_is_gone(folder, run):
    source, out = folder / "fr/siege.yaml", folder / "texts.po"
    run(source, "--accept", "all")
    source.write_text(FR.replace("C'est complet.", "Tout est complet."), encoding="utf-8")
    run("pull", source, "--to", "en", "-o", out)
    text = out.read_text(encoding="utf-8")
    assert text.count("#, fuzzy") == 1
    push = ("push", out, "--into", folder / "en/siege.yaml")
    assert "1 text waits" in run(*push).stdout
    assert "moments.guichet.responses.complet.say" in run(source).stdout
    out.write_text(text.replace("#, fuzzy\n", ""), encoding="utf-8")
    assert run(*push).returncode == 0
    assert "Nothing lacks" in run(source).stdout


def test_a_table_without_a_file_goes_to_stdout(folder, run):
    done = run("pull", folder / "fr/siege.yaml", "--to", "en", "--separator", "semicolon")
    assert done.stdout.startswith("id;fr;en;state\ntitle;Le dernier siège;The last seat;\n")
    tabbed = run("pull", folder / "fr/siege.yaml", "--to", "en", "--separator", "tab")
    assert tabbed.stdout.startswith("id\tfr\ten\tstate\n")


def test_a_table_in_a_file_opens_where_the_reader_lives_and_one_in_a_pipe_is_the_same_everywhere(folder, tmp_path):
    def first_line(told, *output):
        pulled = ("translate", "pull", str(folder / "fr/siege.yaml"), "--to", "en", *output)
        done = platine(*pulled, home=tmp_path / "home", PLATINE_LANGUAGE=told)
        assert done.returncode == 0, done.stderr
        return (Path(output[1]).read_text(encoding="utf-8-sig") if output else done.stdout).splitlines()[0]

    for told, sign in (("fr", ";"), ("en", ",")):
        out = folder / f"{told}.csv"
        assert first_line(told, "-o", str(out)) == sign.join(("id", "fr", "en", "state"))
        assert first_line(told) == "id,fr,en,state"
        assert first_line(told, "-o", str(folder / f"{told}.tsv")) == "id\tfr\ten\tstate"
        pushed = ("translate", "push", str(out), "--into", str(folder / "en/siege.yaml"))
        assert platine(*pushed, home=tmp_path / "home", PLATINE_LANGUAGE=told).returncode == 0


@pytest.mark.parametrize(("named", "sign"), [("semicolon", ";"), ("comma", ","), ("tab", "\t")])
def test_every_table_takes_the_name_of_a_separator_and_its_sign(named, sign, folder, run, tmp_path):
    file = folder / "fr/siege.yaml"
    for asked in (named, sign):
        head = run("pull", file, "--to", "en", "--separator", asked).stdout.splitlines()[0]
        assert head.split(sign) == ["id", "fr", "en", "state"]
        panel = ("panel", "sheet", str(file), "--rater", "Nadia", "--separator", asked)
        told = platine(*panel, home=tmp_path / "home", PLATINE_LANGUAGE="en").stdout.splitlines()[0]
        assert told.split(sign)[:2] == ["item", "rater"]


def test_a_regional_translation_is_found_by_its_language_and_keeps_its_region(folder, run):
    (folder / "en/siege.yaml").write_text(EN.replace("language: en", "language: en-GB"), encoding="utf-8")
    out = folder / "texts.csv"
    assert run("pull", folder / "fr/siege.yaml", "--to", "en", "-o", out).returncode == 0
    assert rows(out)[0] == ["id", "fr", "en-GB", "state"]
    assert run("push", out, "--into", folder / "en/siege.yaml").returncode == 0


def test_nothing_is_overwritten_in_silence(folder, run):
    out = folder / "texts.csv"
    out.write_text("a translator's week", encoding="utf-8")
    refused = run("pull", folder / "fr/siege.yaml", "--to", "en", "-o", out)
    assert refused.returncode == 4
    assert out.read_text(encoding="utf-8") == "a translator's week"
    assert run("pull", folder / "fr/siege.yaml", "--to", "en", "-o", out, "--force").returncode == 0


def test_rehearsals_come_along_with_a_translation_that_is_begun(folder, run):
    paths = "rehearsals:\n  best:\n    path: [guichet.qui-attend, siege.trouver]\n    expect: {ending: a-bord}\n"
    (folder / "fr/siege.rehearsal.yaml").write_text(paths, encoding="utf-8")
    out = folder / "texts.csv"
    run("pull", folder / "fr/siege.yaml", "--to", "de", "-o", out)
    assert run("push", out, "--into", folder / "de/siege.yaml", "--from", folder / "fr/siege.yaml").returncode == 0
    assert (folder / "de/siege.rehearsal.yaml").read_text(encoding="utf-8") == paths


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["fr/siege.yaml", "fr/siege.yaml"], 2, "both in fr"),
        (["fr/siege.yaml", "fr/other.yaml"], 2, "another one"),
        (["fr/other.yaml"], 2, "no other language"),
        (["fr/none.yaml"], 3, "no file"),
        (["fr/siege.yaml", "--accept", "nothing.here"], 2, "nothing.here"),
        (["pull", "fr/siege.yaml", "--to", "en", "-o", "texts.doc"], 2, "neither a table nor a PO file"),
        (["pull", "fr/siege.yaml", "--to", "English"], 2, "by its tag"),
        (["pull", "fr/siege.yaml", "--to", "fr"], 2, "by its tag"),
        (["push", "texts.doc", "--into", "en/siege.yaml"], 2, "neither a table nor a PO file"),
        (["push", "none.csv", "--into", "en/siege.yaml"], 3, "no file"),
        (["push", "ok.csv", "--into", "it/siege.yaml"], 2, "--from"),
        (["push", "ok.csv", "--into", "fr/siege.yaml"], 2, "in fr"),
        (["push", "ok.csv", "--into", "en/siege.yaml", "--from", "fr/other.yaml"], 2, "those of “other”"),
        (["push", "latin.csv", "--into", "en/siege.yaml"], 3, "UTF-8"),
        (["push", "heads.csv", "--into", "en/siege.yaml"], 3, "columns"),
    ],
)
def test_a_mistake_is_told_in_words(folder, run, arguments, code, said):
    (folder / "fr/other.yaml").write_text(FR.replace("dernier-siege", "other"), encoding="utf-8")
    (folder / "ok.csv").write_text("id,fr,en\ntitle,Le dernier siège,One seat\n", encoding="utf-8")
    (folder / "latin.csv").write_bytes("id,fr,en\ntitle,é,e\n".encode("latin-1"))
    (folder / "heads.csv").write_text("a,b\n", encoding="utf-8")
    there = [folder / word if word.endswith((".yaml", ".csv", ".doc")) else word for word in arguments]
    done = run(*there)
    assert done.returncode == code, done.stderr + done.stdout
    assert said in done.stderr
    assert (folder / "en/siege.yaml").read_text(encoding="utf-8") == EN


def test_help_names_what_can_be_done(run):
    done = run("--help")
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("compare", "pull", "push"))
    assert "--into" in run("push", "--help").stdout
