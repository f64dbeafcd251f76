"""Prints the variables of each scenario below a folder as JSON, {folder: {variable: required}}, without running any.

scenario-fields.py HARNESS BENCHMARKS
"""

import dataclasses
import json
import pathlib
import runpy
import sys
import types

harness, benchmarks = map(pathlib.Path, sys.argv[1:])
sys.dont_write_bytecode = True
sys.path.insert(0, str(harness))
# Only a measurement needs it, and there is none.
sys.modules["pyperf"] = types.ModuleType("pyperf")

import bm  # noqa: E402
from bm import _scenario  # noqa: E402

bm.__path__.append(str(benchmarks / "bm"))
defined = []
_scenario._benchmark = defined.append

answer = {}
for script in sorted(benchmarks.glob("*/scenario.py")):
    defined.clear()
    runpy.run_path(str(script))
    (scenario,) = defined
    answer[script.parent.name] = {
        field.name: field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        for field in dataclasses.fields(scenario)
        if field.name != "name"
    }
json.dump(answer, sys.stdout)
