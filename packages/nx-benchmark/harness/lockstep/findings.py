"""What is wrong with a scenario, by what one of its processes showed. Facts only: the plugin has the sentences."""

from statistics import median

# Share of an iteration that the loop around it may take.
LOOP_SHARE = 0.05
# How much dearer, or cheaper, calls may become while a process lives some tenths of a second.
CHANGE = 1.5
# What twice the loops cost, as a multiple: 2 where only the loops cost something.
LEAST_DOUBLING, MOST_DOUBLING = 1.8, 2.4
# How much dearer than the others the first iteration may be, and how much cheaper; but for so many seconds.
FIRST_DEARER, FIRST_CHEAPER, FIRST_SECONDS = 20, 5, 1e-3
# Memory grows in steps: less than this may be one.
LEAST_GROWTH = 2 << 20
# Share of CPU in wall time from which on work computes; below, it waits.
CPU_BOUND = 0.9


def findings_of(seen):
    """All findings as `{"kind": …, its figures}`.

    `seen`: what checking_worker.py says of its calls and its memory, and names of what was left (threads, processes, files).
    """
    computing = computes(seen["pairs"])
    cost = cpu_of if computing else wall_of
    once = [cost(single) for single, _ in seen["pairs"]]
    twice = [cost(double) for _, double in seen["pairs"]]
    iteration = median(once) / seen["loops"]
    # A machine's speed changes, but not for what waits.
    changing = changing_time([one / speed for one, speed in zip(once, seen["empty"])] if computing else once)
    return [
        *little_work(iteration, once, seen),
        *changing,
        # The older a process is, the dearer: then later calls and longer calls say nothing of their own.
        *([] if changing else uneven_loops(once, twice) + first_iteration(cost(seen["first"]), iteration)),
        *growing_memory(seen["resident"], seen["iterations"]),
        *(
            {"kind": what + "-left", "names": seen[what]}
            for what in ("threads", "processes", "files")
            if seen[what]
        ),
    ]


def cpu_of(call):
    return call["cpu"]


def wall_of(call):
    return call["wall"]


def computes(pairs):
    calls = [call for pair in pairs for call in pair]
    total = {key: sum(call[key] for call in calls) for key in calls[0]}
    # Time off the CPU is no waiting where others took it.
    return total["cpu"] >= CPU_BOUND * total["wall"] or total["involuntary"] > total["voluntary"]


def little_work(iteration, once, seen):
    """The loop takes a good part of an iteration."""
    shares = [empty / cost for empty, cost in zip(seen["empty"], once)]
    overhead = min(1, median(shares) * seen["loops"] / seen["empty_loops"])
    return [{"kind": "little-work", "seconds": iteration, "overhead": overhead}] if overhead > LOOP_SHARE else []


def changing_time(costs):
    """Calls of the same number of loops cost more, or less, the longer the process lives."""
    third = max(1, len(costs) // 3)
    ratio = median(costs[-third:]) / median(costs[:third])
    if 1 / CHANGE < ratio < CHANGE:
        return []
    return [{"kind": "growing-time" if ratio > 1 else "shrinking-time", "ratio": ratio}]


def uneven_loops(once, twice):
    """Twice the loops are not twice the work: a call has a cost of its own, or its later iterations are others."""
    ratio = median(double / single for single, double in zip(once, twice))
    if LEAST_DOUBLING < ratio < MOST_DOUBLING:
        return []
    return [{"kind": "growing-call" if ratio > 2 else "costly-call", "ratio": ratio}]


def first_iteration(first, later):
    """The first iteration makes, or uses up, what all others find."""
    dearer = first > FIRST_DEARER * later and first - later > FIRST_SECONDS
    cheaper = first * FIRST_CHEAPER < later and later - first > FIRST_SECONDS
    return [{"kind": "first-iteration", "first": first, "later": later}] if dearer or cheaper else []


def growing_memory(resident, iterations):
    """Grows on as it began; what an allocator keeps for later, or a collector has not come to yet, levels off."""
    early, late = (after - before for before, after in zip(resident, resident[1:]))
    each = late / iterations[1]
    grows = late > LEAST_GROWTH and each > 0.5 * early / iterations[0]
    return [{"kind": "growing-memory", "bytes": each}] if grows else []
