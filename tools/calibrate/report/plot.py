"""The picture of a calibration: what each rule said of equal code, and how often it found what was slower."""

import matplotlib
import numpy

matplotlib.use("svg")
# The same picture from the same records, byte for byte.
matplotlib.rcParams["svg.hashsalt"] = "calibration"

from matplotlib import pyplot  # noqa: E402
from rules import RULES  # noqa: E402

OURS = "#0b6e4f"
OTHERS = ["#c1440e", "#e09f3e", "#8d6a9f", "#577590", "#9a9a9a"]


def draw(path, ours, judged, unders):
    present = [under for under in unders if any(r["under"] == under for r in ours)]
    figure, grid = pyplot.subplots(len(present), 2, figsize=(12, 4.2 * len(present)), squeeze=False, layout="constrained")
    for (left, right), under in zip(grid, present):
        here = [record for record in ours if record["under"] == under]
        others = [record for record in judged if record["under"] == under]
        equal_code(left, here, others)
        found(right, here, others)
        left.set_title("Equal code, %s: what was measured" % unders[under], fontsize=10)
        right.set_title("How often a rule says slower (full) or faster (dotted)", fontsize=10)
    figure.savefig(path, metadata={"Date": None, "Title": "How often each rule is right"})


def equal_code(axes, ours, judged):
    changes = [100 * record["results"][0]["change"] for record in ours if record["truth"] == 0]
    sequential = [100 * record["change"] for record in judged]
    random = numpy.random.default_rng(1)
    for row, (values, colour) in enumerate([(sequential, OTHERS[0]), (changes, OURS)]):
        axes.plot(values, row + random.uniform(-0.25, 0.25, len(values)), ".", color=colour, alpha=0.6)
    axes.axvspan(-2, 2, color="#eeeeee", zorder=0)
    axes.set_yticks([0, 1], ["one release\nafter the other\n(means)", "lock-step\n(main path)"])
    axes.set_xlabel("per cent between two sides that are equal; grey: the margin of 2 %")


def found(axes, ours, judged):
    effects = sorted({record["truth"] for record in ours if record["margin"] == 2})
    verdicts = {effect: [r["verdict"] for r in ours if r["truth"] == effect and r["margin"] == 2] for effect in effects}
    rate = lambda wanted: [100 * verdicts[e].count(wanted) / len(verdicts[e]) for e in effects]  # noqa: E731
    axes.plot(effects, rate("regression"), "o-", color=OURS, linewidth=2.5, label="lock-step, three-way (ours)")
    axes.plot(effects, rate("improvement"), "o:", color=OURS, linewidth=2.5)
    for name, colour in zip(RULES, OTHERS):
        if not judged:
            continue
        says = {e: [r["says"][name, e] for r in judged] for e in (0, 1, 2, 3, 5)}
        for wanted, style in ((1, ".-"), (-1, ".:")):
            rates = [100 * says[e].count(wanted) / len(says[e]) for e in says]
            axes.plot(list(says), rates, style, color=colour, label=name if wanted == 1 else None)
    axes.set_xlabel("per cent more work on the candidate's side")
    axes.set_ylabel("per cent of the runs")
    axes.legend(fontsize=7, loc="center right")
