"""Foreign text in the cells of a spreadsheet: never worked out as a formula, never lost."""

import re
from typing import Final

_DANGEROUS: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """What may be put into a cell: an apostrophe before all that a spreadsheet would work out as a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def bare(cell: str) -> str:
    """What was meant by a cell: `guarded` undone."""
    return cell[1:] if _GUARDED.match(cell) else cell
