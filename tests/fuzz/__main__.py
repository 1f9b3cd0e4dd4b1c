"""`python -m tests.fuzz [libFuzzer's options]`: fuzz until the time given is over, or something is found.

What is found is written to the folder that -artifact_prefix names. Inputs that led somewhere new are
kept in .venv/fuzz, so that the next run goes on from there.
"""

import sys
from pathlib import Path
from typing import Final

import atheris

with atheris.instrument_imports(include=["simulator"]):
    from tests.fuzz.corpus import LARGEST, ROOT, dictionary, seeds
    from tests.fuzz.target import examine

KEPT: Final = ROOT / ".venv" / "fuzz"


def prepare(folder: Path) -> list[str]:
    """Write down what fuzzing begins with; libFuzzer's arguments for it."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number:03d}").write_bytes(seed)
    words = folder / "words.dict"
    words.write_text(dictionary(), encoding="utf-8")
    return [f"-dict={words}", f"-max_len={LARGEST}", "-timeout=60", "-rss_limit_mb=3000", str(corpus)]


def one(data: bytes) -> None:
    examine(data)


if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[1:], *prepare(KEPT)], one)
    atheris.Fuzz()
