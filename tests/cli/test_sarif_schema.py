"""The logs of `platine check --format sarif` held against the published schema of SARIF 2.1.0.

The schema is not kept here: npm brings it, in a package of the committee's own editors. It is fetched once and kept in
the folder for temporary files.
"""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from simulator.cli.checking import sarif
from simulator.cli.checking.report import Report
from simulator.scenario.codes import SLUGS
from simulator.scenario.findings import Finding, Place
from tests.attacks import hostile
from tests.cli.checked import BROKEN, RIDDLE, write
from tests.cli.test_exit_codes import run  # noqa: F401
from tests.scenario.test_hostile_files import HOSTILE
from tests.scenario.texts import WHOLE

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
WITHIN = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
FETCHING = 60


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    kept = Path(tempfile.gettempdir()) / f"platine-sarif-2.1.0-{os.getuid()}.json"
    if not kept.exists():
        fetched = tmp_path_factory.mktemp("sarif")
        # Another run may be fetching as well: what is kept is whole, whoever comes first.
        whole = fetched / kept.name
        whole.write_bytes(_fetched(fetched))
        shutil.move(whole, kept)
    found: dict[str, Any] = json.loads(kept.read_text("utf-8"))
    return found


def _fetched(folder: Path) -> bytes:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not here: the logs were not held against the published schema of SARIF")
    try:
        done = subprocess.run(
            [npm, "pack", "--silent", "--pack-destination", str(folder), PACKAGE],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=FETCHING,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm did not bring {PACKAGE} within {FETCHING} s: the published schema of SARIF was not tried")
    packed = list(folder.glob("*.tgz"))
    if done.returncode or not packed:
        pytest.skip(f"npm cannot bring {PACKAGE} here: {done.stderr.strip().splitlines()[-1:]}")
    with tarfile.open(packed[0]) as package:
        file = package.extractfile(WITHIN)
        assert file is not None
        return file.read()


def faults(schema: dict[str, Any], told: Any) -> list[str]:
    kind = jsonschema.validators.validator_for(schema)
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(told)]


def test_the_schema_is_one_that_finds_fault(schema):
    broken = sarif.log(Report([Finding("E109", Place("a.yaml"))]), code=1)
    broken["runs"][0]["results"][0]["level"] = "grave"
    del broken["runs"][0]["tool"]["driver"]["name"]
    assert len(faults(schema, broken)) == 2


def test_the_log_of_every_rule_keeps_to_the_schema(schema, monkeypatch):
    monkeypatch.setattr(sarif, "message", lambda finding: f"{finding.code} here.")
    monkeypatch.setattr(sarif.told, "remedy", lambda _finding: "Mend it.")
    findings = [Finding(code, Place("a.yaml", 1, 1), moment="m", variant="base", weight="error") for code in SLUGS]
    told = sarif.log(Report(findings), code=1)
    rules = told["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(SLUGS)
    assert faults(schema, told) == []


def test_the_log_of_the_bundled_scenarios_keeps_to_the_schema(schema, run):  # noqa: F811
    told = json.loads(run("check", str(ROOT / "scenarios"), "--quick", "--format", "sarif").stdout)
    assert faults(schema, told) == []


def test_the_log_of_files_that_are_broken_or_mean_harm_keeps_to_the_schema(schema, tmp_path, monkeypatch, run):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    silenced = RIDDLE.replace("  wishes:\n", "  wishes:\n    # platine: ignore E203 because it is a riddle\n")
    write(
        tmp_path, **{"a b": BROKEN, "é[x]": silenced, "nasty": hostile.scenario(), "controls": WHOLE + "\x1b\u202e"}
    )
    names = []
    for number, (data, _code) in enumerate(HOSTILE.values()):
        (tmp_path / f"hostile-{number}.yaml").write_bytes(data if isinstance(data, bytes) else data.encode())
        names.append(f"hostile-{number}.yaml")
    written = ["a b.yaml", "é[x].yaml", "nasty.yaml", "controls.yaml"]
    told = json.loads(run("check", *written, *names, "nowhere.yaml", "--quick", "--format", "sarif").stdout)
    (only,) = told["runs"]
    assert len(only["results"]) > len(names)
    assert any(result["suppressions"] for result in only["results"])
    assert only["invocations"][0]["toolExecutionNotifications"]
    assert faults(schema, told) == []
