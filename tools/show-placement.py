#!/usr/bin/env python3
"""Shows how much it matters where native code lies in memory: ddtrace against itself, in blocks of rounds.

    tools/show-placement.py [--blocks 10] [--rounds 14] [--kept | --per-block]

Two virtual environments of equal content are made (below ~/.cache/nx-benchmark) and measured by the plugin's own runner. By
default the shared objects of both are dropped from the page cache before each round, as always; with --kept they stay where
they are, with --per-block they are dropped before each block. If placement did not matter, the means of the blocks would
deviate as much as the rounds within them explain.
"""

import argparse
import math
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HARNESS = os.path.join(REPOSITORY, "packages/nx-benchmark/harness")
CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "nx-benchmark/placement")
REQUIREMENTS = ["pyperf==2.10.0", "ddtrace==4.15.7"]
SLICE_SECONDS = 0.002
PAIRS = 80
WARM_UP_SECONDS = 0.06

sys.path.insert(0, os.path.join(HARNESS, "lockstep"))
sys.dont_write_bytecode = True

import runner  # noqa: E402
from native_code import drop_pages, native_files  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blocks", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=14, help="of a block")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--kept", action="store_true", help="nothing is dropped")
    way.add_argument("--per-block", action="store_true", help="dropped before each block")
    options = parser.parse_args()

    sides = [environment(name) for name in ("side-b", "side-c")]
    files = native_files(sides)
    with tempfile.TemporaryDirectory() as folder:
        job = job_in(folder, sides, [] if options.kept or options.per_block else files)
        command = calibrated(job)
        blocks = []
        for number in range(options.blocks):
            if options.per_block:
                drop_pages(files)
            blocks.append([main_path(job, command) for _ in range(options.rounds)])
            print("block %d: %+.2f %%" % (number + 1, 100 * statistics.mean(blocks[-1])), flush=True)
    means = [statistics.mean(block) for block in blocks]
    within = math.sqrt(statistics.mean(statistics.variance(block) for block in blocks) / options.rounds)
    print(
        "mean %+.2f %%; the blocks' means deviate by %.2f %%, of which the rounds within explain %.2f %%"
        % (100 * statistics.mean(means), 100 * statistics.stdev(means), 100 * within)
    )


def environment(name):
    folder = os.path.join(CACHE, name)
    if not os.path.exists(os.path.join(folder, "ready")):
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [os.path.join(folder, "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run(pip + REQUIREMENTS, check=True)
        with open(os.path.join(folder, "lib/python%d.%d/site-packages/knownwork.py" % sys.version_info[:2]), "w") as file:
            file.write("def amount(of, more):\n    return of\n")
        os.mkdir(os.path.join(folder, "ready"))
    return folder


def job_in(folder, sides, files):
    scenario = os.path.join(folder, "scenario.py")
    shutil.copy(os.path.join(REPOSITORY, "tools/calibrate/kinds/spans.py"), scenario)
    shutil.copytree(os.path.join(HARNESS, "bm"), os.path.join(folder, "bm"))
    arguments = ["--copy-env", "--output", os.path.join(folder, "unused.json"), "--name", "same", "--more", "0"]
    pythons = dict(zip(runner.SIDES.values(), (os.path.join(side, "bin/python") for side in sides)))
    return {"scenario": scenario, "pythons": pythons, "variants": {"same": arguments}, "timeout": 60, "native_files": files}


def calibrated(job):
    """What all rounds have in common."""
    command = {"variant": "same", "cpus": [], "seed": 1234567890, "slice_seconds": SLICE_SECONDS}
    seconds = runner.calibrate(job, command)["cpu"]
    loops = math.ceil(SLICE_SECONDS / seconds)
    return dict(command, method="lock-step", index=0, loops=loops, warmup=math.ceil(WARM_UP_SECONDS / (loops * seconds)))


def main_path(job, command):
    """The log ratio of one round, as the plugin takes it: the mean over its pairs without a fifth at either end."""
    order = list("bc" * (PAIRS // 2))
    random.shuffle(order)
    cpu = random.choice(sorted(os.sched_getaffinity(0)))
    seed = random.randrange(10**9, 4 * 10**9)
    answer = runner.measure_round(job, dict(command, order="".join(order), first=random.choice("bc"), cpus=[cpu], seed=seed))
    baseline, candidate = (answer["sides"][side]["cpu"] for side in runner.SIDES.values())
    ratios = sorted(math.log(new / old) for old, new in zip(baseline, candidate))
    cut = PAIRS // 5
    return statistics.mean(ratios[cut:-cut])


if __name__ == "__main__":
    main()
