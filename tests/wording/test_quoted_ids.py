"""An author's id is set off from the sentence around it, in both languages: `net` could be a word of the sentence."""

import re
from collections.abc import Iterator

import pytest

from simulator.locale import language, use
from simulator.scenario import codes
from simulator.scenario.findings import Finding, Place
from simulator.wording import findings as wording
from simulator.wording.checks import CHECKS

NAMED = r"\{(id|other|need|rehearsal)\}"
ABOUT_CODES = {codes.STALE_IGNORE, codes.IGNORE_WITHOUT_REASON}
"""Here the id is one of a code: W204."""
ABOUT_IDS = [code for code, (sentence, _) in CHECKS.items() if re.search(NAMED, sentence) and code not in ABOUT_CODES]
ARGUMENTS = {
    **dict.fromkeys(("ids", "path", "phrase", "language"), "x"),
    **dict.fromkeys(("count", "all", "mean", "limit", "best", "empathy"), "1"),
    "id": "net",
    "other": "bref",
    "need": "allure",
    "rehearsal": "tri",
    "customer": "pro",
    "another": "base",
}


@pytest.fixture(params=["en", "fr"])
def marks(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    before = language()
    use(request.param)
    yield ("“", "”") if request.param == "en" else ("«\u202f", "\u202f»")
    use(before)


@pytest.mark.parametrize("code", ABOUT_IDS)
def test_an_id_stands_between_quotation_marks(code: str, marks: tuple[str, str]) -> None:
    told = wording.sentence(Finding(code, Place("a.yaml"), ARGUMENTS))
    ids = re.findall(r"\b(?:net|bref|allure|tri)\b", told)
    assert ids
    assert all(f"{one}".join(marks) in told for one in ids), told
