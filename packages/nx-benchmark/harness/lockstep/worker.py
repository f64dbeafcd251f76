"""One side of a lock-step round: an unchanged scenario whose loop function is served slice by slice.

    worker.py CPUS TOKEN_FD REPLY_FD SCENARIO.py [the scenario's own arguments]

The scenario believes that it talks to pyperf. `Runner.bench_time_func` and `Runner.bench_func` are replaced by a
server: each token read from TOKEN_FD is a number of loops (int64), each answer on REPLY_FD what those loops took.
Only the holder of a token works, so the two sides of a round share one CPU in slices of a few milliseconds.
"""

import functools
import itertools
import json
import os
import resource
import runpy
import struct
import sys
import time

from memory_layout import scattered

TOKEN = struct.Struct("<q")
# wall, own CPU, children's CPU, CPU of the whole process so far; involuntary and voluntary context switches
REPLY = struct.Struct("<ddddqq")


def main():
    cpus, token_fd, reply_fd = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if cpus != "-":
        os.sched_setaffinity(0, {int(cpu) for cpu in cpus.split(",")})
    for fd in (token_fd, reply_fd):
        os.set_inheritable(fd, False)

    # A scenario may have a module of this name.
    del sys.modules["memory_layout"]
    # Kept as long as the process lives.
    taken = scattered(int(os.environ["PYTHONHASHSEED"]))  # noqa: F841

    import pyperf

    def bench_time_func(_runner, name, time_func, *args, **options):
        serve(token_fd, reply_fd, name, options.get("inner_loops"), slices_of(time_func, args))

    def bench_func(_runner, name, func, *args, **options):
        serve(token_fd, reply_fd, name, options.get("inner_loops"), slices_of_calls(func, args))

    pyperf.Runner.bench_time_func = bench_time_func
    pyperf.Runner.bench_func = bench_func

    scenario = os.path.abspath(sys.argv[4])
    sys.argv = sys.argv[4:]
    sys.path[0] = os.path.dirname(scenario)
    runpy.run_path(scenario, run_name="__main__")
    sys.exit("%s ended without a measurement: nothing called Runner.bench_time_func or Runner.bench_func" % scenario)


def slices_of(time_func, args):
    """Yields the function that works off a slice and returns its wall seconds; resumed once, it tears down.

    A scenario (an object whose `run()` is a generator) is set up once for the whole process: the generator is entered
    here and each slice calls the function that it yielded. Any other time function times itself, set-up included.
    """
    owner = getattr(time_func, "__self__", None)
    if not hasattr(owner, "run"):
        yield lambda loops: time_func(loops, *args)
        return
    generator = owner.run()
    work = next(generator, None)
    if not callable(work):
        sys.exit("%s.run() has to yield a function f(loops), not %r" % (type(owner).__name__, work))

    def timed(loops):
        start = time.perf_counter()
        work(loops)
        return time.perf_counter() - start

    # What the scenario gave, for who wants to see its calls alone.
    timed.work = work
    yield timed
    next(generator, None)


def slices_of_calls(func, args):
    """As `slices_of`, for a function that is one iteration."""
    call = functools.partial(func, *args) if args else func

    def timed(loops):
        iterations = itertools.repeat(None, loops)
        start = time.perf_counter()
        for _ in iterations:
            call()
        return time.perf_counter() - start

    yield timed


def serve(token_fd, reply_fd, name, inner_loops, slices):
    timed = next(slices)
    announce(reply_fd, name, inner_loops)
    while True:
        token = os.read(token_fd, TOKEN.size)
        if len(token) < TOKEN.size:
            break
        (loops,) = TOKEN.unpack(token)
        os.write(reply_fd, REPLY.pack(*slice_of(timed, loops)))
    next(slices, None)
    sys.exit(0)


def announce(reply_fd, name, inner_loops):
    """Says that the scenario is set up, and what it is."""
    announcement = {"name": name, "inner_loops": inner_loops or 1, "cpus": affinity()}
    os.write(reply_fd, json.dumps(announcement).encode() + b"\n")


def slice_of(timed, loops):
    own, children = usage()
    switches_before, children_before = own, children_cpu(children)
    cpu_before = time.process_time()
    wall = timed(loops)
    cpu = time.process_time()
    own, children = usage()
    children = children_cpu(children)
    return (
        wall,
        cpu - cpu_before,
        children - children_before,
        cpu + children,
        own.ru_nivcsw - switches_before.ru_nivcsw,
        own.ru_nvcsw - switches_before.ru_nvcsw,
    )


def usage():
    return resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)


def children_cpu(children):
    return children.ru_utime + children.ru_stime


def affinity():
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


if __name__ == "__main__":
    main()
