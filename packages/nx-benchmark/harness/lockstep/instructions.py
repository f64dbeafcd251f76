"""Counts the instructions of an iteration with valgrind, which makes a program about 50 times slower."""

import os
import shutil
import subprocess
import tempfile
import threading
import time

from measured_process import MeasuredProcess

# So much longer it may stay silent.
PATIENCE = 10


def valgrind_version():
    try:
        return subprocess.run(["valgrind", "--version"], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def count_instructions(job, command):
    """Counts what whole processes execute, with few loops and with many: the difference is that of the loops alone.

    The two sides may run at once, since a count does not depend on the machine's speed.
    """
    start = time.monotonic()
    folder = tempfile.mkdtemp()
    counts = {side: [] for side in job["pythons"]}
    try:
        for side in counts:
            fill_caches(job, command, side)
        for seed in command["seeds"]:
            pairs = {side: [] for side in counts}
            for loops in command["loops"]:
                count = lambda side: pairs[side].append(instructions_of(job, command, side, seed, loops, folder))  # noqa: E731
                (at_the_same_time if command["at_once"] else one_by_one)(count, counts)
            for side in counts:
                counts[side].append(pairs[side])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {
        "event": "instructions",
        "variant": command["variant"],
        "sides": counts,
        "seconds": time.monotonic() - start,
    }


def fill_caches(job, command, side):
    """Whoever starts first compiles the modules that the others then load."""
    worker = MeasuredProcess(job, side, command["variant"], command["cpus"], command["seeds"][0])
    try:
        worker.slice(1)
        worker.finish()
    finally:
        worker.close()


def instructions_of(job, command, side, seed, loops, folder):
    """Instructions of one process from its start to its end, children not included."""
    # A process that forks writes a file of its own.
    out = os.path.join(folder, side + "-%d")
    below = ["valgrind", "--quiet", "--vgdb=no", "--tool=cachegrind", "--cache-sim=no"]
    below.append("--cachegrind-out-file=" + out.replace("%d", "%p"))
    patient = dict(job, timeout=job["timeout"] * PATIENCE)
    worker = MeasuredProcess(patient, side, command["variant"], command["cpus"], seed, below=below)
    try:
        worker.slice(loops)
        worker.finish()
    finally:
        worker.close()
    path = out % worker.process.pid
    with open(path) as lines:
        count = next(int(line.split()[1]) for line in lines if line.startswith("summary:"))
    os.unlink(path)
    return count


def one_by_one(work, items):
    for item in items:
        work(item)


def at_the_same_time(work, items):
    """Does the work for every item in a thread of its own; the first error counts, once all have ended."""
    errors = []

    def catch(item):
        try:
            work(item)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=catch, args=(item,), daemon=True) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
