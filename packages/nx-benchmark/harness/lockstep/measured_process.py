"""A process under measurement, seen from the runner: started, given its tokens, listened to and ended."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time

from worker import REPLY, TOKEN

WORKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "worker.py")
STDERR_TAIL = 4000


class Failure(Exception):
    """A scenario's process that ended, hung or never measured."""

    def __init__(self, side, reason, output):
        super().__init__(reason)
        self.event = {"event": "failure", "side": side, "reason": reason, "output": output}


class MeasuredProcess:
    """A fresh process of one side, pinned, set up and waiting for its first token."""

    running = set()

    def __init__(self, job, side, variant, cpus, seed, python_of=None, below=(), script=WORKER, variables=None):
        """`python_of`: the side whose interpreter it is, if another; `below`: a command that runs the process in its place;
        `script`: what stands in for worker.py, with further `variables` of its environment."""
        self.side = side
        self.timeout = job["timeout"]
        self.stderr = tempfile.TemporaryFile()
        token_read, self.token = os.pipe()
        self.reply, reply_write = os.pipe()
        python = job["pythons"][python_of or side]
        self.process = subprocess.Popen(
            list(below)
            # Padded, since the length of its arguments alone can change a process's speed.
            + [python, script, ",".join(map(str, cpus)) or "-", "%04d" % token_read, "%04d" % reply_write, job["scenario"]]
            + job["variants"][variant],
            stdin=subprocess.DEVNULL,
            stdout=self.stderr,
            stderr=self.stderr,
            cwd=os.path.dirname(job["scenario"]),
            env=dict(environment(python, seed), **(variables or {})),
            pass_fds=(token_read, reply_write),
            start_new_session=True,
        )
        MeasuredProcess.running.add(self.process.pid)
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
        max_rss = self.wait()
        self.close()
        return max_rss

    def wait(self):
        """As `finish`, and leaves alone what the process leaves running."""
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
        return rusage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)

    def close(self):
        """Ends whatever is left of the process and its children."""
        if self.process.pid in MeasuredProcess.running:
            MeasuredProcess.running.discard(self.process.pid)
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
        for pid in list(MeasuredProcess.running):
            kill_group(pid)


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
