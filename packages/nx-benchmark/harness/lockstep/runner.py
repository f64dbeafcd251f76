"""Drives lock-step rounds beside the measured code; standard library only.

One JSON command a line on standard input, one JSON answer a line on standard output:

    {"command": "start", "scenario": …, "pythons": {side: …}, "variants": {name: [arguments]}, "timeout": s}
        → {"event": "machine", …}
    {"command": "calibrate", "variant": …, "cpus": […], "seed": …, "slice_seconds": s}
        → {"event": "calibration", …}
    {"command": "round", "variant": …, "method": "lock-step", "order": "bc…", "first": "b", "loops": n, "warmup": n,
     "cpus": […], "seed": …}
        → {"event": "round", …}

Two methods work off the pairs of a round. "lock-step" gives the two sides their token in turn, so one waits while the
other works. "co-run" gives both their token at once on the same CPU: the kernel then alternates them every few
milliseconds, which slices of a long iteration could not.

A scenario that fails gives {"event": "failure", …} and leaves the runner ready for the next command. When standard
input ends, whoever started us is gone: the processes under measurement are killed and so are we.
"""

import json
import os
import platform
import queue
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time

from worker import REPLY, TOKEN

SIDES = {"b": "baseline", "c": "candidate"}
WORKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "worker.py")
STDERR_TAIL = 4000


class Failure(Exception):
    """A scenario's process that ended, hung or never measured."""

    def __init__(self, side, reason, output):
        super().__init__(reason)
        self.event = {"event": "failure", "side": side, "reason": reason, "output": output}


def main():
    commands = queue.Queue()
    threading.Thread(target=read_commands, args=(commands,), daemon=True).start()
    job = None
    while True:
        command = commands.get()
        try:
            if command["command"] == "start":
                job = command
                answer = machine()
            elif command["command"] == "calibrate":
                answer = calibrate(job, command)
            else:
                answer = measure_round(job, command)
        except Failure as failure:
            answer = dict(failure.event, variant=command["variant"])
        print(json.dumps(answer, separators=(",", ":")), flush=True)


def read_commands(commands):
    for line in sys.stdin:
        commands.put(json.loads(line))
    Worker.kill_all()
    os._exit(0)


class Worker:
    """A fresh process of one side, pinned, set up and waiting for its first token."""

    running = set()

    def __init__(self, job, side, variant, cpus, seed):
        self.side = side
        self.timeout = job["timeout"]
        self.stderr = tempfile.TemporaryFile()
        token_read, self.token = os.pipe()
        self.reply, reply_write = os.pipe()
        python = job["pythons"][side]
        self.process = subprocess.Popen(
            [python, WORKER, ",".join(map(str, cpus)) or "-", str(token_read), str(reply_write), job["scenario"]]
            + job["variants"][variant],
            stdin=subprocess.DEVNULL,
            stdout=self.stderr,
            stderr=self.stderr,
            cwd=os.path.dirname(job["scenario"]),
            env=environment(python, seed),
            pass_fds=(token_read, reply_write),
            start_new_session=True,
        )
        Worker.running.add(self.process.pid)
        os.close(token_read)
        os.close(reply_write)
        try:
            self.announcement = json.loads(self.read_line())
        except Failure:
            self.close()
            raise

    def slice(self, loops):
        self.begin(loops)
        return self.end()

    def begin(self, loops):
        try:
            os.write(self.token, TOKEN.pack(loops))
        except BrokenPipeError:
            raise self.failure() from None

    def end(self):
        reply = self.read(REPLY.size)
        while len(reply) < REPLY.size:
            reply += self.read(REPLY.size - len(reply))
        return REPLY.unpack(reply)

    def read(self, size):
        if not select.select([self.reply], [], [], self.timeout)[0]:
            raise self.failure("did not answer within %g s" % self.timeout)
        data = os.read(self.reply, size)
        if not data:
            raise self.failure()
        return data

    def read_line(self):
        line = b""
        while not line.endswith(b"\n"):
            line += self.read(1)
        return line

    def finish(self):
        """Lets the scenario tear down and returns the process's largest resident size in bytes."""
        os.close(self.token)
        self.token = None
        deadline = time.monotonic() + self.timeout
        while True:
            pid, status, rusage = os.wait4(self.process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                raise self.failure("did not end within %g s after its last slice" % self.timeout)
            time.sleep(0.001)
        self.process.returncode = code_of(status)
        if self.process.returncode != 0:
            raise self.failure()
        self.close()
        return rusage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)

    def close(self):
        """Ends whatever is left of the process and its children."""
        if self.process.pid in Worker.running:
            Worker.running.discard(self.process.pid)
            kill_group(self.process.pid)
            if self.process.returncode is None:
                self.process.wait()
            os.close(self.reply)
            if self.token is not None:
                os.close(self.token)

    def failure(self, reason=None):
        if reason is None:
            reason = describe_exit(self.exit_code())
        size = self.stderr.seek(0, os.SEEK_END)
        self.stderr.seek(max(0, size - STDERR_TAIL))
        return Failure(self.side, reason, self.stderr.read().decode("utf-8", "replace"))

    def exit_code(self):
        if self.process.returncode is None:
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                kill_group(self.process.pid)
                self.process.wait()
        return self.process.returncode

    @staticmethod
    def kill_all():
        for pid in list(Worker.running):
            kill_group(pid)


def calibrate(job, command):
    """Seconds of one iteration of the baseline, from slices of about the planned length, after a warm-up."""
    start = time.monotonic()
    worker = Worker(job, "baseline", command["variant"], command["cpus"], command["seed"])
    try:
        setup = time.monotonic() - start
        loops = 1
        wall = worker.slice(loops)[0]
        while wall < command["slice_seconds"]:
            loops *= 2
            wall = worker.slice(loops)[0]
        slices = []
        deadline = time.monotonic() + 30 * command["slice_seconds"]
        while len(slices) < 3 or (time.monotonic() < deadline and len(slices) < 31):
            slices.append(worker.slice(loops))
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
    }


def measure_round(job, command):
    start, started_at = time.monotonic(), time.time()
    order, loops = command["order"], command["loops"]
    workers = {}
    try:
        for letter in (command["first"], "c" if command["first"] == "b" else "b"):
            workers[letter] = Worker(job, SIDES[letter], command["variant"], command["cpus"], command["seed"])
        for letter in workers:
            for _ in range(command["warmup"]):
                workers[letter].slice(loops)
        slices = {"b": [], "c": []}
        pair = {"lock-step": in_turn, "co-run": at_once}[command["method"]]
        for letter in order:
            other = "c" if letter == "b" else "b"
            first, second = pair(workers[letter], workers[other], loops)
            slices[letter].append(first)
            slices[other].append(second)
        max_rss = {letter: workers[letter].finish() for letter in workers}
    finally:
        for worker in workers.values():
            worker.close()
    return {
        "event": "round",
        "variant": command["variant"],
        "index": command["index"],
        "cpus": workers["b"].announcement["cpus"] if command["cpus"] else [],
        "sides": {SIDES[letter]: side_of_round(slices[letter], max_rss[letter]) for letter in "bc"},
        "started_at": started_at,
        "seconds": time.monotonic() - start,
    }


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


def environment(python, seed):
    """What activating the side's environment would set, and the round's hash seed.

    Both sides get the same seed: a layout of dicts and sets that both share cannot pass for a difference between them.
    """
    bin_folder = os.path.dirname(python)
    return dict(
        os.environ,
        PATH=bin_folder + os.pathsep + os.environ.get("PATH", os.defpath),
        VIRTUAL_ENV=os.path.dirname(bin_folder),
        PYTHONHASHSEED=str(seed),
    )


def machine():
    return {
        "event": "machine",
        "cpus": sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [],
        "cpu_count": os.cpu_count(),
        "cpu_model": cpu_model(),
        "system": "%s %s" % (platform.system(), platform.release()),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "load_average": list(os.getloadavg()),
    }


def cpu_model():
    try:
        with open("/proc/cpuinfo") as lines:
            for line in lines:
                if line.lower().startswith(("model name", "hardware", "cpu model")):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor()


def code_of(status):
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def describe_exit(code):
    if code < 0:
        hint = ", probably out of memory" if -code == signal.SIGKILL else ""
        return "was ended by signal %s%s" % (signal.Signals(-code).name, hint)
    return "ended with exit status %d" % code if code else "ended before it was measured"


def kill_group(pid):
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


if __name__ == "__main__":
    main()
