"""Writes real pyperf files of two sides, and what pyperf and SciPy say of them.

    python3 -m venv /tmp/answers && /tmp/answers/bin/pip install pyperf==2.11.0 scipy==1.17.1
    /tmp/answers/bin/python packages/nx-benchmark/src/results/testdata/make-pyperf.py
"""

import json
import math
from pathlib import Path
import subprocess
import sys

import pyperf
from scipy import stats


HERE = Path(__file__).parent / "pyperf"
SIZES = {"baseline": 20_000, "candidate": 21_000}
# What would tell of the machine that made them.
PRIVATE = {
    "boot_time": "2026-11-22 12:00:00",
    "hostname": "host",
    "platform": "Linux",
    "python_config_args": "",
    "python_executable": "/usr/bin/python3",
    "uptime": 1.0,
}
# As the usual rule has it for one config: one look, one statistic.
ALPHA = 0.01


def measure(size: int, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    statement = f"sum(range({size}))"
    options = ["--processes=6", "--values=3", "--warmups=1", "--name=work", f"--output={path}"]
    subprocess.run([sys.executable, "-m", "pyperf", "timeit", *options, statement], check=True)
    document = json.loads(path.read_text())
    hide(document)
    path.write_text(json.dumps(document) + "\n")


def hide(document: object) -> None:
    if isinstance(document, dict):
        for name, value in document.items():
            if name in PRIVATE:
                document[name] = PRIVATE[name]
            else:
                hide(value)
    elif isinstance(document, list):
        for value in document:
            hide(value)


def main() -> None:
    answers: dict[str, object] = {}
    logs = {}
    for side, size in SIZES.items():
        path = HERE / side / "results.work.json"
        measure(size, path)
        benchmark = pyperf.Benchmark.load(str(path))
        answers[side] = {"mean": benchmark.mean(), "stdev": benchmark.stdev()}
        runs = [run.values for run in benchmark.get_runs() if run.values]
        logs[side] = [math.log(sum(values) / len(values)) for values in runs]
    welch = stats.ttest_ind(logs["candidate"], logs["baseline"], equal_var=False)
    interval = welch.confidence_interval(1 - ALPHA)
    means = {side: sum(values) / len(values) for side, values in logs.items()}
    answers["change"] = math.expm1(means["candidate"] - means["baseline"])
    answers["low"], answers["high"] = math.expm1(interval.low), math.expm1(interval.high)
    (HERE / "answers.json").write_text(json.dumps(answers, indent=2) + "\n")


main()
