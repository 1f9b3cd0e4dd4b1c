"""Which YAML files are Platine's: never passed by in doubt, for nobody would be told what is wrong with them."""

import pytest

from simulator.scenario.ours import is_ours
from tests.scenario.texts import MINIMAL

WITHOUT_VERSION = MINIMAL.replace("platine: 1\n", "")


def written(folder, text: bytes, name: str = "a.yaml"):
    file = folder / name
    file.write_bytes(text)
    return file


@pytest.mark.parametrize(
    "text",
    [
        MINIMAL.encode(),
        WITHOUT_VERSION.encode(),
        MINIMAL.encode("utf-16"),
        MINIMAL.encode("utf-8-sig"),
        b'"platine" : 1\nid: a\n',
        b"platine: 1\n  - [",
    ],
    ids=["whole", "without its version", "UTF-16", "with a mark", "quoted", "half written"],
)
def test_what_may_be_a_scenario_is_ours(text, tmp_path):
    assert is_ours(written(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"on: push\njobs: {}\n",
        b"services:\n  platine: {image: platine}\n",
        b"customer: {id: 4}\nplan: gold\n",
        b"repos:\n  - repo: local\n    hooks: [{entry: 'platine: check'}]\n",
    ],
)
def test_what_other_programs_keep_is_not(text, tmp_path):
    assert not is_ours(written(tmp_path, text))


@pytest.mark.parametrize("name", ["pack.yaml", "a.rehearsal.yaml", "a.fragment.yml"])
def test_what_has_a_name_of_ours_is(name, tmp_path):
    assert is_ours(written(tmp_path, b"", name))


def test_what_cannot_be_read_is_ours_so_that_reading_says_so(tmp_path):
    assert is_ours(tmp_path / "nowhere.yaml")
