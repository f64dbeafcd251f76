#!/usr/bin/env python3
"""Runs configs of the suite for a moment each: do they work with the releases that are installed? No measurement.

python tools/try-scenarios.py [--seconds=S] [SCENARIO[/CONFIG]…]     all of them without a name

The Python that runs this needs ddtrace, PyYAML, and what benchmarks/base and the scenarios require. Each config is
served by the plugin's own harness, as one side of a round.
"""

import argparse
import json
import pathlib
import shutil
import sys
import tempfile
import time

import yaml

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
BENCHMARKS = REPOSITORY / "benchmarks"
HARNESS = REPOSITORY / "packages/nx-benchmark/harness"
sys.path.insert(0, str(HARNESS / "lockstep"))

from measured_process import Failure, MeasuredProcess  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=0.5, help="how long each config works (0.5)")
    parser.add_argument("names", nargs="*", metavar="SCENARIO[/CONFIG]")
    options = parser.parse_args()
    names = options.names or sorted(script.parent.name for script in BENCHMARKS.glob("*/scenario.py"))
    failed = [name for name in names if not all([*try_scenario(*name.split("/"), seconds=options.seconds)])]
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


def try_scenario(scenario, config=None, *, seconds):
    configs = yaml.safe_load((BENCHMARKS / scenario / "config.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        # One over the other, as the plugin lays them.
        for layer, into in (
            (HARNESS / "bm", "bm"),
            (BENCHMARKS / "bm", "bm"),
            (BENCHMARKS / "base", "."),
            (BENCHMARKS / scenario, "."),
        ):
            shutil.copytree(layer, pathlib.Path(folder, into), dirs_exist_ok=True)
        job = {
            "scenario": str(pathlib.Path(folder, "scenario.py")),
            "pythons": {"baseline": sys.executable},
            "variants": {name: arguments(name, variables) for name, variables in configs.items()},
            "timeout": 120,
        }
        for name in [config] if config else configs:
            yield try_config(job, f"{scenario}/{name}", name, seconds)


def arguments(name, variables):
    def text(value):
        return json.dumps(value) if isinstance(value, (dict, list)) else str(value)

    options = [f"--{variable}={text(value)}" for variable, value in variables.items()]
    return ["--copy-env", "--output", "/nonexistent", "--name", name, *options]


def try_config(job, title, name, seconds):
    """Prints a line and says whether the config works."""
    start = time.monotonic()
    process = None
    try:
        process = MeasuredProcess(job, "baseline", name, (), 0)
        setup = time.monotonic() - start
        loops, wall, cpu = 1, 0.0, 0.0
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            wall, own, children, *_ = process.slice(loops)
            cpu = own + children
            if wall < seconds / 10:
                loops *= 2
        size = process.finish()
    except Failure as failure:
        print(f"{title}: {failure}\n{failure.event['output'].strip()}", flush=True)
        return False
    finally:
        if process is not None:
            process.close()
    print(
        f"{title}: set up in {setup:.2f} s, an iteration {1e6 * wall / loops:.2f} us ({100 * cpu / wall:.0f} % CPU),"
        f" {size / 1e6:.0f} MB",
        flush=True,
    )
    return True


if __name__ == "__main__":
    main()
