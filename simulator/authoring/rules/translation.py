"""A translation that lags: words it lacks or has left over, and words whose source has changed since.

Told of the file that lags. Which of two languages is the translation is known where stamps are kept beside it
(authoring/translations_kept); where none are, each of the two is told what it lacks, and nothing more is known.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Final

from simulator.authoring.study import Study
from simulator.authoring.translations import Lag, lagging
from simulator.authoring.translations_kept import Kept, beside, kept_beside
from simulator.errors import Unreadable
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.reading.ledger import listed

CODES: Final = (codes.TRANSLATION_LAGS,)


def check(study: Study) -> Iterator[Finding]:
    """One finding for each language that it lags behind."""
    if not study.siblings:
        return
    file = study.reading.files[0] if study.reading.files else None
    try:
        kept = None if file is None else kept_beside(file)
    except Unreadable:
        # Stamps that cannot be read are a lag of their own; `platine translate` says what is wrong with them.
        assert file is not None
        yield _finding(study, (os.path.basename(beside(file)),))
        return
    for sibling in study.siblings:
        names = _owed(kept, sibling.language, lagging(sibling, study.scenario, kept.made_from if kept else None))
        if names:
            yield _finding(study, names)


def _owed(kept: Kept | None, language: str, lag: Lag) -> Sequence[str]:
    if kept is None:
        return lag.lacks
    return lag.names if kept.source == language else ()


def _finding(study: Study, names: Sequence[str]) -> Finding:
    return study.finding(
        codes.TRANSLATION_LAGS,
        "language",
        on_key=False,
        language=study.scenario.language,
        ids=listed(", ".join(names)),
    )
