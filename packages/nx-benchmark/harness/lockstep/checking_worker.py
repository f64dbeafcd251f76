"""A worker that watches itself: started by the runner for a check, never for a round.

It takes what worker.py takes. Its one token is the least number of nanoseconds that a call should take. It then calls the
scenario's function with that many loops and with twice as many, tears down, and says in a line of JSON what it saw: the
cost of its calls, its memory, and threads that are left. An empty line after each call shows that it is alive.
"""

import gc
import json
import os
import resource
import sys
import sysconfig
import threading
import time

import worker
from loops import Loopless, loops_lasting

WARMUP_SECONDS = 0.06
# Of each of the two halves, as long as memory does not grow by more.
HALF_SECONDS, MOST_GROWTH = 0.25, 64 << 20
LEAST_PAIRS, MOST_PAIRS = 2, 40
EMPTY_LOOPS = 20_000
# A thread that was told to end gets that long to do so.
GRACE_SECONDS = 1


def main():
    worker.serve = serve
    # A scenario may have modules of these names.
    del sys.modules["worker"], sys.modules["loops"]
    worker.main()


def serve(token_fd, reply_fd, name, inner_loops, slices):
    before = set(threading.enumerate())
    timed = next(slices)
    worker.announce(reply_fd, name, inner_loops)
    (nanoseconds,) = worker.TOKEN.unpack(os.read(token_fd, worker.TOKEN.size))

    def call(loops):
        wall, cpu, children, _, involuntary, voluntary = worker.slice_of(timed, loops)
        os.write(reply_fd, b"\n")
        return {"wall": wall, "cpu": cpu + children, "involuntary": involuntary, "voluntary": voluntary}

    seen = watch(call, nanoseconds / 1e9)
    next(slices, None)
    seen["threads"] = names_of_threads(before)
    os.write(reply_fd, json.dumps(seen).encode() + b"\n")
    sys.exit(0)


def watch(call, seconds):
    """Calls in pairs of n loops and of twice as many, in two halves, with what the process holds before and after each."""
    first = call(1)
    try:
        # The shorter of two: a call that others kept from the CPU lasts long with few loops, which then show little.
        loops = loops_lasting(seconds, lambda loops: min(call(loops)["wall"], call(loops)["wall"]))
    except Loopless as error:
        sys.exit("the scenario " + str(error))
    end = time.monotonic() + WARMUP_SECONDS
    while time.monotonic() < end:
        call(loops)
    resident, pairs, empty, iterations = [settled_memory()], [], [], []
    for _ in range(2):
        half = half_of_pairs(call, loops)
        pairs += [pair for pair, _ in half]
        empty += [cost for _, cost in half]
        iterations.append(3 * loops * len(half))
        resident.append(settled_memory())
    return {
        "first": first,
        "loops": loops,
        "pairs": pairs,
        "empty": empty,
        "empty_loops": EMPTY_LOOPS,
        "resident": resident,
        "iterations": iterations,
    }


def half_of_pairs(call, loops):
    """Pairs, each with the cost of an empty loop at that moment."""
    half = []
    end, most = time.monotonic() + HALF_SECONDS, resident_size() + MOST_GROWTH
    while len(half) < LEAST_PAIRS or (len(half) < MOST_PAIRS and time.monotonic() < end and resident_size() < most):
        # In turn, so that neither is always the later one.
        if len(half) % 2:
            pair = [call(loops), call(2 * loops)]
        else:
            pair = [call(2 * loops), call(loops)][::-1]
        half.append((pair, cost_of_empty_loop()))
    return half


def cost_of_empty_loop():
    """Seconds of CPU of this thread alone: others may have work of their own."""
    start = time.thread_time()
    for _ in range(EMPTY_LOOPS):
        pass
    return time.thread_time() - start


def settled_memory():
    """Bytes that stay when what is in circles and out of reach has gone."""
    gc.collect()
    return resident_size()


def resident_size():
    """Bytes in memory now; where the system does not say, the most there ever were."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def names_of_threads(before):
    """Those that the scenario's own code began and did not end; a library's background is the library's affair."""
    deadline = time.monotonic() + GRACE_SECONDS
    while True:
        left = [thread for thread in threading.enumerate() if thread not in before and is_of_scenario(thread)]
        if not left or time.monotonic() > deadline:
            return sorted(thread.name for thread in left)
        time.sleep(0.01)


def is_of_scenario(thread):
    """Whether it runs code that is no installed package's. Threads that Python did not start have none to tell."""
    run = getattr(type(thread), "run", None)
    work = getattr(thread, "_target", None) if run is threading.Thread.run else run
    code = getattr(getattr(work, "__func__", work), "__code__", None)
    installed = tuple(sysconfig.get_paths()[key] + os.sep for key in ("purelib", "platlib"))
    return code is not None and not code.co_filename.startswith(installed)


if __name__ == "__main__":
    main()
