"""Drives lock-step rounds beside the measured code; standard library only.

One JSON command a line on standard input, one JSON answer a line on standard output:

    {"command": "start", "scenario": …, "pythons": {side: …}, "variants": {name: [arguments]}, "timeout": s}
        → {"event": "machine", …}
    {"command": "calibrate", "variant": …, "cpus": […], "seed": …, "slice_seconds": s}
        → {"event": "calibration", …, "exclusive": why no second process runs beside the first, or null}
    {"command": "round", "variant": …, "method": "lock-step", "order": "bc…", "first": "b", "loops": n, "warmup": n,
     "cpus": […], "seed": …}
        → {"event": "round", …}
    {"command": "check", "variant": …, "side": …, "cpus": […], "seed": …, "slice_seconds": s}
        → {"event": "check", "findings": [{"kind": …, its figures}, …]}
    {"command": "valgrind"}
        → {"event": "valgrind", "version": "valgrind-3.19.0", or null where there is none}
    {"command": "instructions", "variant": …, "loops": [n1, n2], "seeds": […], "cpus": […], "at_once": both sides at once}
        → {"event": "instructions", "sides": {side: [[count with n1 loops, with n2], … one pair a seed]}, "seconds": s}
    {"command": "record", "variant": …, "side": …, "loops": n, "warmup": slices, "warmup_loops": n, "cpus": […], "seed": …,
     "tool": folder of viztracer, "entries": size of its buffer, "min_duration": us, "path": the file to write}
        → {"event": "recording", "bytes": n, "events": complete calls, "overflow": …, "processes": n, "seconds": s}

With "against_itself": true both processes of a round are the baseline's: what such a round shows is the machine's own.

Three methods work off the pairs of a round. "lock-step" gives the two sides their token in turn, so one waits while the
other works. "co-run" gives both their token at once on the same CPU: the kernel then alternates them every few
milliseconds, which slices of a long iteration could not. "interleaved" runs one process from its start to its end and
then the other, for scenarios of which there can be only one process at a time.

A scenario that fails gives {"event": "failure", …} and leaves the runner ready for the next command. When standard
input ends, whoever started us is gone: the processes under measurement are killed and so are we.
"""

import json
import os
import queue
import sys
import threading
import time

from checking import check_side
from instructions import count_instructions, valgrind_version
from leftovers import files_below
from loops import Loopless, loops_lasting
from machine import cpu_ticks, machine, machine_state
from measured_process import Failure, MeasuredProcess
from native_code import drop_pages, native_files
from recording import record_trace

SIDES = {"b": "baseline", "c": "candidate"}


def main():
    commands = queue.Queue()
    threading.Thread(target=read_commands, args=(commands,), daemon=True).start()
    job = None
    while True:
        command = commands.get()
        try:
            if command["command"] == "start":
                job = job_of(command)
                answer = machine()
            elif command["command"] == "calibrate":
                answer = calibrate(job, command)
            elif command["command"] == "check":
                answer = check_side(job, command)
            elif command["command"] == "valgrind":
                answer = {"event": "valgrind", "version": valgrind_version()}
            elif command["command"] == "instructions":
                answer = count_instructions(job, command)
            elif command["command"] == "record":
                answer = record_trace(job, command)
            else:
                answer = measure_round(job, command)
        except Failure as failure:
            answer = dict(failure.event, variant=command["variant"])
        print(json.dumps(answer, separators=(",", ":")), flush=True)


def job_of(command):
    environments = {environment_of(python) for python in command["pythons"].values()}
    folder = os.path.dirname(command["scenario"])
    return dict(command, native_files=native_files(environments), files=files_below(folder))


def environment_of(python):
    return os.path.dirname(os.path.dirname(python))


def read_commands(commands):
    for line in sys.stdin:
        commands.put(json.loads(line))
    MeasuredProcess.kill_all()
    os._exit(0)


def calibrate(job, command):
    """Seconds of one iteration of the baseline, from slices of about the planned length, after a warm-up."""
    start = time.monotonic()
    worker = MeasuredProcess(job, "baseline", command["variant"], command["cpus"], command["seed"])
    try:
        setup = time.monotonic() - start
        try:
            loops = loops_lasting(command["slice_seconds"], lambda loops: worker.slice(loops)[0])
        except Loopless as error:
            raise worker.failure(str(error)) from None
        slices = []
        deadline = time.monotonic() + 30 * command["slice_seconds"]
        while len(slices) < 3 or (time.monotonic() < deadline and len(slices) < 31):
            slices.append(worker.slice(loops))
        exclusive = why_alone(job, command, loops, setup)
        worker.finish()
    finally:
        worker.close()
    return {
        "event": "calibration",
        "variant": command["variant"],
        "name": worker.announcement["name"],
        "inner_loops": worker.announcement["inner_loops"],
        "wall": sorted(s[0] for s in slices)[len(slices) // 2] / loops,
        "cpu": sorted(s[1] + s[2] for s in slices)[len(slices) // 2] / loops,
        "involuntary": sum(s[4] for s in slices),
        "voluntary": sum(s[5] for s in slices),
        "setup": setup,
        "exclusive": exclusive,
    }


def why_alone(job, command, loops, setup):
    """Why a second process cannot run while the first is there (its port is taken, say); None where it can."""
    # It may wait for the first instead of failing, and has nothing to do that the first had not.
    impatient = dict(job, timeout=min(job["timeout"], 10 + 5 * setup))
    worker = None
    try:
        worker = MeasuredProcess(impatient, "baseline", command["variant"], command["cpus"], command["seed"])
        worker.slice(loops)
        worker.finish()
    except Failure as failure:
        said = failure.event["output"].strip().splitlines()
        return said[-1] if said else failure.event["reason"]
    finally:
        if worker is not None:
            worker.close()
    return None


def measure_round(job, command):
    start, started_at, ticks = time.monotonic(), time.time(), cpu_ticks()
    drop_pages(job["native_files"])
    measure = one_after_the_other if command["method"] == "interleaved" else side_by_side
    workers, slices, max_rss = measure(job, command)
    return {
        "event": "round",
        "variant": command["variant"],
        "index": command["index"],
        "cpus": workers["b"].announcement["cpus"] if command["cpus"] else [],
        "sides": {SIDES[letter]: side_of_round(slices[letter], max_rss[letter]) for letter in "bc"},
        "started_at": started_at,
        "seconds": time.monotonic() - start,
        "machine": machine_state(ticks),
    }


def side_by_side(job, command):
    """Both processes live at the same time and work off the pairs together."""
    loops = command["loops"]
    workers, slices = {}, {"b": [], "c": []}
    try:
        for letter in letters(command):
            workers[letter] = worker_of(job, command, letter)
        for worker in workers.values():
            warm_up(worker, command)
        pair = {"lock-step": in_turn, "co-run": at_once}[command["method"]]
        for letter in command["order"]:
            other = "c" if letter == "b" else "b"
            first, second = pair(workers[letter], workers[other], loops)
            slices[letter].append(first)
            slices[other].append(second)
        max_rss = {letter: workers[letter].finish() for letter in workers}
    finally:
        for worker in workers.values():
            worker.close()
    return workers, slices, max_rss


def one_after_the_other(job, command):
    """One process from its start to its end, then the other."""
    workers, slices, max_rss = {}, {}, {}
    for letter in letters(command):
        worker = workers[letter] = worker_of(job, command, letter)
        try:
            warm_up(worker, command)
            slices[letter] = [worker.slice(command["loops"]) for _ in command["order"]]
            max_rss[letter] = worker.finish()
        finally:
            worker.close()
    return workers, slices, max_rss


def letters(command):
    return command["first"], "c" if command["first"] == "b" else "b"


def worker_of(job, command, letter):
    python_of = "baseline" if command.get("against_itself") else None
    return MeasuredProcess(job, SIDES[letter], command["variant"], command["cpus"], command["seed"], python_of)


def warm_up(worker, command):
    for _ in range(command["warmup"]):
        worker.slice(command["loops"])


def in_turn(first, second, loops):
    return first.slice(loops), second.slice(loops)


def at_once(first, second, loops):
    first.begin(loops)
    second.begin(loops)
    return first.end(), second.end()


def side_of_round(slices, max_rss):
    """Columns instead of rows, times as whole nanoseconds: a third of the size."""
    wall, cpu, children, total, involuntary, voluntary = zip(*slices)
    nanoseconds = lambda column: [round(value * 1e9) for value in column]  # noqa: E731
    return {
        "wall": nanoseconds(wall),
        "cpu": nanoseconds(cpu),
        "children": nanoseconds(children),
        "involuntary": involuntary,
        "voluntary": voluntary,
        "process_cpu": total[-1] - total[0],
        "max_rss": max_rss,
    }


if __name__ == "__main__":
    main()
