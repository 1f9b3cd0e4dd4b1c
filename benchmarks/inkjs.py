"""ink's own compiler in JavaScript, where node and the package are there: `npm install --prefix .venv/inkjs inkjs`."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

from benchmarks.measure import ROOT

PACKAGE = ROOT / ".venv" / "inkjs" / "node_modules" / "inkjs"
_COMPILE = """\
const { Compiler } = require(process.argv[1] + '/dist/ink-full.js');
const text = require('fs').readFileSync(process.argv[2], 'utf-8');
const began = process.cpuUsage();
const story = new Compiler(text).Compile();
const took = process.cpuUsage(began);
if (!story) process.exit(1);
console.log((took.user + took.system) / 1e6);
"""


@cache
def why_not() -> str:
    """Why nothing can be compiled; empty where it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not PACKAGE.is_dir():
        return "inkjs is not installed: npm install --prefix .venv/inkjs inkjs"
    return ""


def compile_time(story: Path) -> float:
    """Seconds of its process that compiling a story takes, starting node left out. Raises CalledProcessError."""
    done = subprocess.run(
        ("node", "-e", _COMPILE, str(PACKAGE), str(story)), check=True, capture_output=True, text=True, timeout=600
    )
    return float(done.stdout)
