"""Records what a side calls with viztracer: a process of its own, which no other runs beside."""

import json
import os
import re
import shutil

from measured_process import MeasuredProcess

WORKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "recording_worker.py")
# So much longer it may stay silent.
PATIENCE = 10
MAX_STACK_DEPTH = 200

CHUNK = 1 << 20
COMPLETE_CALL = b'"ph":"X"'
BEGIN = b'{"traceEvents":['
# viztracer's own end of a file, after the last event.
END = re.compile(rb'\],\s*"viztracer_metadata".*\Z', re.DOTALL)
END_SIZE = 4096


def record_trace(job, command):
    """Sets a process up, warms it up, and records one slice; `path` is then a file that holds the calls of all processes."""
    path = command["path"]
    parts = path + ".parts"
    shutil.rmtree(parts, ignore_errors=True)
    os.makedirs(parts)
    settings = {
        "tool": command["tool"],
        "parts": parts,
        "entries": command["entries"],
        "min_duration": command["min_duration"],
        "max_stack_depth": MAX_STACK_DEPTH,
    }
    try:
        process, wall = recorded(job, command, settings)
        main = os.path.join(parts, "%d.json" % process.pid)
        children = [part for part in finished(parts) if part != main]
        tails = [tail_of(part) for part in [main] + children]
        for child in children:
            append_events(main, child)
        os.rename(main, path)
    finally:
        shutil.rmtree(parts, ignore_errors=True)
    return {
        "event": "recording",
        "variant": command["variant"],
        "side": command["side"],
        "bytes": os.path.getsize(path),
        "events": count_calls(path),
        "overflow": any(re.search(rb'"overflow":\s*true', tail) is not None for tail in tails),
        "processes": len(tails),
        "seconds": wall,
    }


def recorded(job, command, settings):
    """The ended process, and the wall seconds of its recorded slice."""
    patient = dict(job, timeout=job["timeout"] * PATIENCE)
    worker = MeasuredProcess(
        patient,
        command["side"],
        command["variant"],
        command["cpus"],
        command["seed"],
        script=WORKER,
        variables={"NX_BENCHMARK_RECORDING": json.dumps(settings)},
    )
    try:
        for _ in range(command["warmup"]):
            worker.slice(command["warmup_loops"])
        wall = worker.slice(-command["loops"])[0]
        # Its children end with it at the latest.
        worker.finish()
    finally:
        worker.close()
    return worker.process, wall


def finished(folder):
    """Files of processes that came to their end, the oldest process first."""
    pids = sorted(int(name[:-5]) for name in os.listdir(folder) if re.match(r"\d+\.json$", name))
    return [os.path.join(folder, "%d.json" % pid) for pid in pids]


def tail_of(path):
    """The end of a file, from where its last event ends."""
    with open(path, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - END_SIZE))
        found = END.search(file.read())
    return found.group() if found else b""


def append_events(path, other):
    """Moves the events of one file behind those of another."""
    tail, other_tail = tail_of(path), tail_of(other)
    if not tail or not other_tail:
        return
    with open(path, "r+b") as file, open(other, "rb") as more:
        left = more.seek(0, os.SEEK_END) - len(other_tail) - len(BEGIN)
        more.seek(len(BEGIN))
        file.seek(-len(tail), os.SEEK_END)
        file.truncate()
        file.write(b",")
        while left > 0:
            chunk = more.read(min(CHUNK, left))
            file.write(chunk)
            left -= len(chunk)
        file.write(tail)
    os.unlink(other)


def count_calls(path):
    count, kept = 0, b""
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(CHUNK), b""):
            text = kept + chunk
            count += text.count(COMPLETE_CALL)
            # One that two chunks share counts with the second.
            kept = text[-len(COMPLETE_CALL) + 1 :]
    return count
