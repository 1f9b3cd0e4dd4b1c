"""The one door by which a YAML file is changed: only the lines concerned, everything else byte for byte.

new = edited(text, [Set(("customer", "name"), "Ana"), Remove(("moments", "welcome", "notes"))])
rewrite(path, changes)      the same on a file: read, changed, proven, and put in its place whole
"""

from simulator.scenario.writing.changes import Change, Path, Remove, Set, Value
from simulator.scenario.writing.editing import edited
from simulator.scenario.writing.files import put, rewrite, source_of, write_file

__all__ = ["Change", "Path", "Remove", "Set", "Value", "edited", "put", "rewrite", "source_of", "write_file"]
