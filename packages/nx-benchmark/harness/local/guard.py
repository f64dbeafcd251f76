"""Runs a command that dies with whoever started us; standard library only.

    python3 guard.py LIFELINE COMMAND [ARGUMENT…]

LIFELINE is the number of an inherited file descriptor: a pipe whose other end our owner alone holds. When it ends, in
whatever way the owner went, the command gets a moment to end by itself (its standard input has ended, too), and then
it and everything it started are killed. The same happens to what the command leaves running when it ends, and when we
are asked to stop. Streams are the command's own; we end as it ended: with its exit status, or by its signal.

On Linux nothing escapes: we are the parent of every orphan among its descendants, whatever session it moved to.
Elsewhere its process group is killed.
"""

import os
import resource
import select
import signal
import subprocess
import sys
import time

GRACE_SECONDS = 0.4
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

try:
    import ctypes

    prctl = ctypes.CDLL(None).prctl if sys.platform.startswith("linux") else None
except (ImportError, AttributeError):
    prctl = None


def main():
    lifeline, command = int(sys.argv[1]), sys.argv[2:]
    if prctl:
        prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    # A signal wakes the one place where we wait, also one that comes a moment before.
    wake, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    asked = []
    signal.signal(signal.SIGCHLD, lambda *_: None)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: asked.append(True))
    try:
        child = subprocess.Popen(command, start_new_session=True, preexec_fn=die_with_guard if prctl else None)
    except OSError as error:
        print("%s: %s" % (command[0], error.strerror), file=sys.stderr)
        sys.exit(127)
    let_go_of_streams()

    status = wait(child.pid, wake, lifeline, asked, None)
    if status is None:
        status = wait(child.pid, wake, None, [], GRACE_SECONDS)
    status = end_all(child.pid, status)
    end_as(status)


def die_with_guard():
    """In the child, before the command: if someone kills the guard itself, the command goes with it."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def let_go_of_streams():
    """The command's streams end when the command ends, not when we do."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def wait(pid, wake, lifeline, asked, seconds):
    """The wait status of the command; None when its owner has gone, we were asked to stop, or the time is up."""
    end = None if seconds is None else time.monotonic() + seconds
    while True:
        status = reap(pid)
        if status is not None:
            return status
        left = None if end is None else end - time.monotonic()
        if asked or (left is not None and left <= 0):
            return None
        ready = select.select([wake] + ([] if lifeline is None else [lifeline]), [], [], left)[0]
        if wake in ready:
            os.read(wake, 512)
        if lifeline in ready and not still_held(lifeline):
            return None


def still_held(lifeline):
    try:
        return os.read(lifeline, 512) != b""
    except OSError:
        return False


def reap(pid):
    """Collects every child that has ended, adopted ones too; the wait status of `pid` if it was among them."""
    status = None
    while True:
        try:
            ended, its_status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return status
        if ended == 0:
            return status
        if ended == pid:
            status = its_status


def end_all(pid, status):
    """Kills what is left of the command, and then whatever it leaves to us; the wait status of the command."""
    if not prctl:
        kill(os.killpg, pid)
    while True:
        left = descendants() if prctl else [pid] if status is None else []
        if not left:
            return 0 if status is None else status
        for one in left:
            kill(os.kill, one)
        found = reap(pid)
        status = status if found is None else found
        time.sleep(0.002)


def descendants():
    """All processes below us, the ended ones that nobody has collected yet included."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            children.setdefault(parent_of(name), []).append(int(name))
    found, look_at = [], [os.getpid()]
    while look_at:
        below = children.get(look_at.pop(), [])
        found += below
        look_at += below
    return found


def parent_of(pid):
    try:
        with open("/proc/%s/stat" % pid, "rb") as file:
            # The name may hold anything, spaces and brackets too; what follows the last bracket does not.
            return int(file.read().rpartition(b")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def kill(how, pid):
    try:
        how(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def end_as(status):
    if os.WIFEXITED(status):
        os._exit(os.WEXITSTATUS(status))
    number = os.WTERMSIG(status)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if number not in (signal.SIGKILL, signal.SIGSTOP):
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    os._exit(128 + number)


if __name__ == "__main__":
    main()
