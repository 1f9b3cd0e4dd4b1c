"""Whether the last line of a table has a quotation mark that is never closed, and so holds all the lines below it."""

import csv
from collections.abc import Sequence


def is_left_open(last: Sequence[str], separator: str) -> bool:
    """`last`: the lines of the file from the one on in which the last line of the table begins, each with its end.

    Python's csv takes the end of the file for the end of a quotation, and says nothing. Raises csv.Error for a cell
    over the limit.
    """
    *_before, below = csv.reader([*last, "\n", "below"], delimiter=separator)
    return below != ["below"]
