"""Checks a scenario on one side: what would bend its numbers, or end a run, found in seconds."""

import json
import os
import shutil
import tempfile

from findings import findings_of
from leftovers import end_processes, files_below, remove_other_files
from measured_process import Failure, MeasuredProcess

WORKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "checking_worker.py")
# All of them have to show the same.
PROCESSES = 3
HASH_SEEDS = 1 << 32
# So long a process may take to end once its scenario has torn down.
END_SECONDS = 20


def check_side(job, command):
    """What one process shows from its start to its end counts once others show it, too: a busy machine has its moods."""
    found = findings_of(observe(job, command, 0))
    for number in range(1, PROCESSES):
        if not found:
            break
        again = {finding["kind"] for finding in findings_of(observe(job, command, number))}
        found = [finding for finding in found if finding["kind"] in again]
    return {"event": "check", "variant": command["variant"], "side": command["side"], "findings": found}


def observe(job, command, number):
    """What process `number` saw of itself (checking_worker.py), and what was left when it had ended."""
    folder = os.path.dirname(job["scenario"])
    remove_other_files(folder, job["files"])
    before = files_below(folder)
    # Its own, so that what it leaves there is known for its, and so are the processes that have it in their environment.
    temporary = tempfile.mkdtemp()
    try:
        seen = watched(job, command, (command["seed"] + number) % HASH_SEEDS, temporary)
        after = files_below(folder)
        seen["files"] = sorted(path for path in after if before.get(path) != after[path])
        seen["files"] += sorted(os.path.join("$TMPDIR", name) for name in names_with_content(temporary))
        return seen
    finally:
        end_processes("TMPDIR", temporary)
        remove_other_files(folder, job["files"])
        shutil.rmtree(temporary, ignore_errors=True)


def names_with_content(folder):
    """What is in the folder and not empty: libraries leave empty files of random names there, which tell nobody anything."""
    return {path.split(os.sep)[0] for path, (size, _) in files_below(folder).items() if size}


def watched(job, command, seed, temporary):
    worker = MeasuredProcess(
        job,
        command["side"],
        command["variant"],
        command["cpus"],
        seed,
        script=WORKER,
        variables={"TMPDIR": temporary},
    )
    try:
        worker.begin(round(command["slice_seconds"] * 1e9))
        # An empty line after each call shows that it is alive.
        line = b"\n"
        while line == b"\n":
            line = worker.read_line()
        seen = json.loads(line)
        wait_for(worker, seen["threads"])
        # Before the process is closed, which kills those of its own group.
        seen["processes"] = end_processes("TMPDIR", temporary)
    finally:
        worker.close()
    return seen


def wait_for(worker, threads):
    """Waits for the end of the process, and names the threads that keep it from ending."""
    worker.timeout = min(worker.timeout, END_SECONDS)
    try:
        worker.wait()
    except Failure as failure:
        if threads and worker.process.returncode is None:
            failure.event["reason"] += "; what still runs in it: " + ", ".join(threads)
        raise
