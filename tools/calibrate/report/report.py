"""Makes the page of a calibration: how often which rule was right, as tables and a plot.

    report.py RECORDS.jsonl PAGE.md PLOT.svg
"""

import collections
import json
import pathlib
import sys

import numpy
from plot import draw
from rules import RULES
from scipy import stats

# Per cent more work. Beside real work, what the others' rules would say of candidate values so much larger: their
# values are of equal work, and a process that does x % more of the same takes x % longer.
EFFECTS = (0, 1, 2, 3, 5)
UNDER = {
    "none": "nothing else runs",
    "bursts": "bursts of other work on each CPU",
    "busy": "builds and tests of others beside",
}
HEAD = """# Calibration

How often the verdicts are right where the truth is known, and what the rules of others say of two pyperf runs, one release
after the other. How it is measured: [statistics.md](statistics.md#where-the-truth-is-known). In brackets are exact 95 %
intervals of each rate (Clopper and Pearson). Made by `tools/calibrate/report/make` of `calibration.jsonl`."""
VERDICTS = ("regression", "improvement", "no-change", "inconclusive")


def main():
    records_file, page, plot = map(pathlib.Path, sys.argv[1:])
    records = [json.loads(line) for line in records_file.read_text().splitlines()]
    verdicts = [record for record in records if record["rule"] == "ours" and record["verdict"] in VERDICTS]
    # The rule may change while records last: the tables are of the one that looks longest, the last of all of them.
    ours = [record for record in verdicts if record["lastLook"] == last_looks_of(verdicts)[0]]
    left_out = collections.Counter(r["verdict"] for r in records if r["rule"] == "ours" and r["verdict"] not in VERDICTS)
    sequential = [record for record in records if record["rule"] == "sequential"]
    judged = [judge(record) for record in sequential]
    if not ours:
        sys.exit("%s has no verdict of ours yet: run tools/calibrate/calibrate.mjs first." % records_file)
    parts = [
        HEAD,
        facts(verdicts, sequential, left_out),
        *(ours_table(ours, under) for under in UNDER),
        *(rules_table(ours, judged, under) for under in UNDER),
        kinds_table(ours),
        targets(verdicts, sequential),
        f"![How often each rule says that the candidate is slower, or faster, by how much slower it is]({plot.name})",
    ]
    page.write_text("\n\n".join(part for part in parts if part) + "\n")
    draw(plot, ours, judged, UNDER)


def judge(record):
    """What each rule says at each effect: 1 for slower, -1 for faster, 0 for neither."""
    baseline, candidate = (record["values"][side] for side in ("baseline", "candidate"))
    says = {}
    for effect in EFFECTS:
        slower = [[value * (1 + effect / 100) for value in process] for process in candidate]
        for name, rule in RULES.items():
            says[name, effect] = rule(baseline, slower)
    means = [numpy.mean([value for process in side for value in process]) for side in (baseline, candidate)]
    return {**record, "says": says, "change": means[1] / means[0] - 1}


def facts(verdicts, sequential, left_out):
    machines = sorted({record["machine"] for record in verdicts})
    engines = sorted({record["engine"] for record in verdicts})
    parts = []
    for last in last_looks_of(verdicts):
        here = [record for record in verdicts if record["lastLook"] == last]
        parts.append("%d verdicts of the plugin, which looks up to %d rounds (%s)" % (len(here), last, period_of(here)))
    if sequential:
        parts.append("%d pairs of pyperf runs (%s)" % (len(sequential), period_of(sequential)))
    text = "%s; engine %s; %s." % ("; ".join(machines), ", ".join(engines), "; ".join(parts))
    if left_out:
        text += " Without a verdict: %s." % ", ".join("%d %s" % (count, verdict) for verdict, count in left_out.items())
    return text


def last_looks_of(verdicts):
    """The longest first."""
    return sorted({record["lastLook"] for record in verdicts}, reverse=True)


def period_of(records):
    """`2026-11-26 01:36 to 2026-11-26 09:48 UTC`."""
    times = sorted(record["at"][:16].replace("T", " ") for record in records)
    return "%s to %s UTC" % (times[0], times[-1])


def ours_table(ours, under):
    here = [record for record in ours if record["under"] == under and record["kind"] in main_kinds(ours)]
    if not here:
        return ""
    rows = [
        ["truth", "margin", "runs", *(verdict.replace("-", " ") for verdict in VERDICTS), "interval holds it", "rounds", "seconds, median (95 %)"]
    ]
    for truth, margin in sorted({(record["truth"], record["margin"]) for record in here}):
        cell = [record for record in here if (record["truth"], record["margin"]) == (truth, margin)]
        rows.append(
            [
                "+%g %%" % truth,
                "%g %%" % margin,
                str(len(cell)),
                *(share(sum(r["verdict"] == verdict for r in cell), len(cell)) for verdict in VERDICTS),
                share(sum(map(holds, cell)), len(cell)),
                "%.1f" % numpy.mean([r["rounds"] for r in cell]),
                "%.0f (%.0f)" % tuple(numpy.percentile([r["seconds"] for r in cell], [50, 95])),
            ]
        )
    return "**Lock-step, %s**\n\n%s" % (UNDER[under], table(rows))


def rules_table(ours, judged, under):
    here = [record for record in judged if record["under"] == under]
    if not here:
        return ""
    rows = [["rule", "equal: says a difference", *("+%d %%: slower / faster" % effect for effect in EFFECTS[1:])]]
    mine = [record for record in ours if record["under"] == under and record["kind"] in {r["kind"] for r in here}]
    cells = []
    for effect in EFFECTS:
        verdicts = [record["verdict"] for record in mine if record["truth"] == effect]
        cells.append((verdicts.count("regression"), verdicts.count("improvement"), len(verdicts)))
    rows.append(["lock-step, three-way (ours)", *rates(cells)])
    for name in RULES:
        says = [[record["says"][name, effect] for record in here] for effect in EFFECTS]
        rows.append([name, *rates([(one.count(1), one.count(-1), len(one)) for one in says])])
    return "**All rules, %s**\n\n%s" % (UNDER[under], table(rows))


def rates(cells):
    (slower, faster, count), *others = cells
    return [
        share(slower + faster, count),
        *("%s / %s" % (percent(s, n), percent(f, n)) if n else "" for s, f, n in others),
    ]


def kinds_table(ours):
    rows = [["kind", "method", "iteration", "equal: runs", "false alarms", "no change", "+2 %: runs", "found", "faster", "interval holds it, all runs", "deviation of a round"]]
    for kind in sorted({record["kind"] for record in ours}):
        here = [record for record in ours if record["kind"] == kind]
        equal = [record for record in here if record["truth"] == 0]
        slower = [record for record in here if record["truth"] == 2]
        count = lambda cell, verdict: str(sum(r["verdict"] == verdict for r in cell))  # noqa: E731
        deviations = [result["deviation"] for record in here for result in record["results"][:1]]
        rows.append(
            [
                kind,
                "/".join(sorted({r["method"] for r in here})),
                seconds(numpy.median([r["iteration"] for r in here])),
                str(len(equal)),
                str(sum(r["verdict"] in ("regression", "improvement") for r in equal)),
                count(equal, "no-change"),
                str(len(slower)),
                count(slower, "regression"),
                count(slower, "improvement"),
                "%d of %d" % (sum(map(holds, here)), len(here)),
                "%.1f %%" % (100 * numpy.median(deviations)),
            ]
        )
    return "**By kind of work**\n\n" + table(rows)


def targets(verdicts, sequential):
    """What came of it in all, for each rule that the records are of and for all of them together."""
    columns = {
        "looks up to %d rounds" % last: [record for record in verdicts if record["lastLook"] == last]
        for last in last_looks_of(verdicts)
    }
    if len(columns) > 1:
        columns["together"] = verdicts
    results = [dict(results_of(records, sequential)) for records in columns.values()]
    # The last one has what any has.
    rows = [["in all", *columns], *([name, *(result.get(name, "") for result in results)] for name in results[-1])]
    return "**In all**, the main kinds of work (%s) if nothing else is said\n\n%s" % (", ".join(sorted(main_kinds(verdicts))), table(rows))


def results_of(records, sequential):
    mine = [record for record in records if record["kind"] in main_kinds(records)]
    equal = [record for record in mine if record["truth"] == 0]
    everywhere = [record for record in records if record["truth"] == 0]
    yield "equal sides called a difference", of(sum(map(alarms, equal)), len(equal))
    yield "the same, all kinds of work", of(sum(map(alarms, everywhere)), len(everywhere))
    yield "equal sides proven equal", of(sum(r["verdict"] == "no-change" for r in equal), len(equal))
    yield "the intervals hold the truth", of(sum(map(holds, mine)), len(mine))
    for effect in EFFECTS[1:]:
        cell = [record for record in mine if record["truth"] == effect]
        if cell:
            found = of(sum(r["verdict"] == "regression" for r in cell), len(cell))
            yield "%g %% slower found%s" % (effect, " (margin 1 %)" if effect == 1 else ""), found
    slower = [record for record in mine if record["truth"] > 0]
    yield "slower called faster", of(sum(r["verdict"] == "improvement" for r in slower), len(slower))
    ratios = []
    for record in sequential:
        cell = [r["seconds"] for r in mine if (r["kind"], r["under"], r["truth"]) == (record["kind"], record["under"], 2)]
        if cell:
            ratios.append(numpy.median(cell) / record["seconds"])
    if ratios:
        yield "time to the verdict at 2 %, of two pyperf runs of the same work", "median %.0f %%" % (100 * numpy.median(ratios))
    small = [record for record in mine if record["truth"] == 1]
    if small:
        soon = sum(r["verdict"] == "regression" and r["seconds"] <= 30 for r in small)
        yield "1 % slower found within 30 s of rounds", "%s; median %.0f s" % (of(soon, len(small)), numpy.median([r["seconds"] for r in small]))


def alarms(record):
    return record["verdict"] in ("regression", "improvement")


def main_kinds(ours):
    """Those that were compared with the other rules' design, or all where none was."""
    return {"pure", "spans", "threads", "subprocesses"} & {r["kind"] for r in ours} or {r["kind"] for r in ours}


def holds(record):
    """Whether the interval of each tested statistic that shows the truth holds it."""
    truth = record["truth"] / 100
    shown = [result for result in record["results"] if result["statistic"] in record["shownBy"]]
    return all(result["low"] <= truth <= result["high"] for result in shown)


def of(hits, count):
    low, high = stats.binomtest(hits, count).proportion_ci(method="exact") if count else (0, 1)
    return "%d of %d: %.1f %% [%.1f, %.1f]" % (hits, count, 100 * hits / max(1, count), 100 * low, 100 * high)


def share(hits, count):
    """With its exact 95 % interval (Clopper and Pearson)."""
    if not count:
        return ""
    low, high = stats.binomtest(hits, count).proportion_ci(method="exact")
    return "%s [%.1f, %.1f]" % (percent(hits, count), 100 * low, 100 * high)


def percent(hits, count):
    return "%.3g %%" % (100 * hits / count)


def seconds(value):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= size:
            return "%.3g %s" % (value / size, unit)
    return "%.3g ns" % (value / 1e-9)


def table(rows):
    lines = ["| %s |" % " | ".join(row) for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


if __name__ == "__main__":
    main()
