"""The text of every file that was read, under the name by which findings call it."""

from pathlib import Path

from simulator.scenario.reading import read_scenario, read_text

SMALL = "platine: 1\ninclude: {id: check.yaml}\nreturns: {id: nowhere}\n"


def test_a_buffer_without_a_file_is_its_own_source() -> None:
    assert read_text("platine: 1\n", "draft.yaml").sources == (("draft.yaml", "platine: 1\n"),)


def test_a_fragment_comes_behind_the_scenario_under_the_name_of_its_findings(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "check.yaml").write_text("platine: 1\nmoments: {}\nwrong: 1\n", encoding="utf-8")
    reading = read_scenario(tmp_path / "a.yaml")
    assert [text for _, text in reading.sources] == [SMALL, "platine: 1\nmoments: {}\nwrong: 1\n"]
    assert {finding.place.file for finding in reading.findings} == {file for file, _ in reading.sources}


def test_a_byte_order_mark_is_no_part_of_it() -> None:
    assert read_text(b"\xef\xbb\xbfplatine: 1\n").sources == (("<text>", "platine: 1\n"),)


def test_what_cannot_be_read_keeps_its_text_all_the_same() -> None:
    assert read_text(b"a: [\xff\n").sources == (("<text>", "a: [\ufffd\n"),)
