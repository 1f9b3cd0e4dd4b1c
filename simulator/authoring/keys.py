"""The path that an author holds to be the best for a customer, and what it comes to with another one."""

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from simulator.authoring.bots import key_path, overall_of_path
from simulator.errors import BadPath

if TYPE_CHECKING:
    from simulator.authoring.study import Case


def key_of(case: "Case") -> tuple[str, ...] | None:
    """The path of the rehearsal `best` or `best-VARIANT`; None where there is none."""
    return key_path(case.script, case.study.rehearsals)


def walked(case: "Case", path: Iterable[str]) -> Fraction | None:
    """The overall mark, 0..100, of a path with this customer; None where it cannot be walked with him."""
    try:
        return overall_of_path(case.script, path)
    except BadPath:
        return None
