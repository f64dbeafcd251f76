#!/usr/bin/env python3
"""Shows biases that all rounds of a run can share, on equal sides, and that they are gone.

    tools/show-bias.py placement [--blocks 10] [--rounds 14] [--kept | --per-block]
    tools/show-bias.py layout [--blocks 10] [--rounds 40] [--kept]

Two virtual environments of equal content are made (below ~/.cache/nx-benchmark) and measured by the plugin's own runner, in
blocks of rounds. If nothing lasted, the means of the blocks would deviate as much as the rounds within them explain.

`placement`: where native code lies in memory; spans of ddtrace. By default the shared objects of both environments are
dropped from the page cache before each round, as always; with --kept they stay where they are, with --per-block they are
dropped before each block.

`layout`: where Python's objects lie within their pages; a function of some 70 ns. By default that is another place in each
round, as always; with --kept each side gets one layout for all rounds of a block, as environments of different content have
it. What is shown is that of the Python that runs this file; one built without optimisations hardly cares.
"""

import argparse
import hashlib
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
# Of each Python its own environments.
INTERPRETER = hashlib.sha256((os.path.realpath(sys.executable) + sys.version).encode()).hexdigest()[:8]
CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "nx-benchmark/bias", INTERPRETER)
REQUIREMENTS = ["pyperf==2.10.0", "ddtrace==4.15.7"]
SIDES = ["side-b", "side-c"]
SLICE_SECONDS = 0.002
PAIRS = 80
WARM_UP_SECONDS = 0.06
# By name in the scenario's folder: the file in the repository.
SPANS = {"scenario.py": "tools/calibrate/kinds/spans.py"}
NORMCASE = {name: "benchmarks/appsec_iast_aspects_ospath/" + name for name in ("scenario.py", "paths.py")}
NORMCASE.update({name: "benchmarks/" + name for name in ("bm/iast.py", "bm/tracing.py")})
SITE_PACKAGES = "lib/python%d.%d/site-packages" % sys.version_info[:2]

LASTING = """

import os

scattered_anew = scattered


def scattered(_seed):
    return scattered_anew(int(os.environ.get("LAYOUT_" + os.path.basename(os.environ["VIRTUAL_ENV"]), 0)))
"""

sys.dont_write_bytecode = True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    kinds = parser.add_subparsers(dest="bias", required=True)
    placement, layout = (kinds.add_parser(name, help="see the head of this file") for name in ("placement", "layout"))
    for kind, rounds in ((placement, 14), (layout, 40)):
        kind.add_argument("--blocks", type=int, default=10)
        kind.add_argument("--rounds", type=int, default=rounds, help="of a block")
    way = placement.add_mutually_exclusive_group()
    way.add_argument("--kept", action="store_true", help="nothing is dropped")
    way.add_argument("--per-block", action="store_true", help="dropped before each block")
    layout.add_argument("--kept", action="store_true", help="one layout in all rounds of a block")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        sys.path.insert(0, runner_in(folder, lasting_layouts=options.bias == "layout" and options.kept))
        blocks = []
        for block in (placements if options.bias == "placement" else layouts)(folder, options):
            blocks.append(block)
            print("block %d: %+.2f %% ± %.2f" % (len(blocks), 100 * trimmed(block), 100 * error(block)), flush=True)
    means = [trimmed(block) for block in blocks]
    within = math.sqrt(statistics.mean(error(block) ** 2 for block in blocks))
    print(
        "mean %+.2f %%; the blocks' means deviate by %.2f %%, of which the rounds within explain %.2f %%"
        % (100 * statistics.mean(means), 100 * statistics.stdev(means), 100 * within)
    )


def trimmed(values):
    """The mean without a fifth at either end: a neighbour of the machine now and then spoils a whole round."""
    cut = len(values) // 5
    return statistics.mean(sorted(values)[cut : len(values) - cut])


def error(values):
    """Standard error of `trimmed`, from the winsorized deviation (Wilcox 2012, 3.3.2)."""
    ordered, cut = sorted(values), len(values) // 5
    winsorized = [min(max(value, ordered[cut]), ordered[-1 - cut]) for value in values]
    return statistics.stdev(winsorized) / (1 - 2 * cut / len(values)) / math.sqrt(len(values))


def runner_in(folder, lasting_layouts):
    """Where the plugin's runner is; with `lasting_layouts` a copy of it, whose layouts follow from LAYOUT_ variables alone."""
    lockstep = os.path.join(HARNESS, "lockstep")
    if not lasting_layouts:
        return lockstep
    copy = shutil.copytree(lockstep, os.path.join(folder, "lockstep"))
    with open(os.path.join(copy, "memory_layout.py"), "a") as file:
        file.write(LASTING)
    return copy


def placements(folder, options):
    """The rounds of each block, as log ratios."""
    from native_code import drop_pages, native_files

    sides = environments()
    files = native_files(sides)
    job = job_in(folder, SPANS, sides, ["--more", "0"])
    job["native_files"] = [] if options.kept or options.per_block else files
    command = calibrated(job)
    for _ in range(options.blocks):
        if options.per_block:
            drop_pages(files)
        yield [main_path(job, command) for _ in range(options.rounds)]


def layouts(folder, options):
    job = job_in(folder, NORMCASE, environments(), ["--operation", "normcase", "--iast_enabled", "False"])
    command = calibrated(job)
    for _ in range(options.blocks):
        for name in SIDES:
            os.environ["LAYOUT_" + name] = str(random.randrange(1 << 32))
        yield [main_path(job, command) for _ in range(options.rounds)]


def environments():
    return [environment(name) for name in SIDES]


def environment(name):
    folder = os.path.join(CACHE, name)
    if not os.path.exists(os.path.join(folder, "ready")):
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [os.path.join(folder, "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run(pip + REQUIREMENTS, check=True)
        with open(os.path.join(folder, SITE_PACKAGES, "knownwork.py"), "w") as file:
            file.write("def amount(of, more):\n    return of\n")
        os.mkdir(os.path.join(folder, "ready"))
    return folder


def job_in(folder, files, sides, arguments):
    import runner

    shutil.copytree(os.path.join(HARNESS, "bm"), os.path.join(folder, "bm"), dirs_exist_ok=True)
    for name, source in files.items():
        shutil.copy(os.path.join(REPOSITORY, source), os.path.join(folder, name))
    options = ["--copy-env", "--output", os.path.join(folder, "unused.json"), "--name", "same", *arguments]
    pythons = dict(zip(runner.SIDES.values(), (os.path.join(side, "bin/python") for side in sides)))
    scenario = os.path.join(folder, "scenario.py")
    return {"scenario": scenario, "pythons": pythons, "variants": {"same": options}, "timeout": 60, "native_files": []}


def calibrated(job):
    """What all rounds have in common."""
    import runner

    command = {"variant": "same", "cpus": [], "seed": 1234567890, "slice_seconds": SLICE_SECONDS}
    seconds = runner.calibrate(job, command)["cpu"]
    loops = math.ceil(SLICE_SECONDS / seconds)
    return dict(command, method="lock-step", index=0, loops=loops, warmup=math.ceil(WARM_UP_SECONDS / (loops * seconds)))


def main_path(job, command):
    """The log ratio of one round, as the plugin takes it: the mean over its pairs without a fifth at either end."""
    import runner

    order = list("bc" * (PAIRS // 2))
    random.shuffle(order)
    cpu = random.choice(sorted(os.sched_getaffinity(0)))
    seed = random.randrange(10**9, 4 * 10**9)
    answer = runner.measure_round(job, dict(command, order="".join(order), first=random.choice("bc"), cpus=[cpu], seed=seed))
    baseline, candidate = (answer["sides"][side]["cpu"] for side in runner.SIDES.values())
    return trimmed([math.log(new / old) for old, new in zip(baseline, candidate)])


if __name__ == "__main__":
    main()
