"""What a process leaves behind when it has ended: files, and processes that go on."""

import os
import signal
import time

# What ends with its parent gets that long to notice.
GRACE_SECONDS = 1


def files_below(folder):
    """Size and time of change of every file below the folder, by its path from there; not of what Python compiles."""
    found = {}
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        # A link to a folder is listed as one, and is a file of its own.
        links = [name for name in folders if os.path.islink(os.path.join(root, name))]
        for name in names + links:
            path = os.path.join(root, name)
            try:
                status = os.lstat(path)
            except FileNotFoundError:
                continue
            found[os.path.relpath(path, folder)] = (status.st_size, status.st_mtime_ns)
    return found


def remove_other_files(folder, known):
    """Makes the folder hold the known files alone, whatever became of them, and the folders that they are in."""
    for path in files_below(folder):
        if path not in known:
            os.unlink(os.path.join(folder, path))
    around = {os.path.dirname(os.path.join(folder, path)) for path in known}
    for root, folders, _ in os.walk(folder, topdown=False):
        for path in (os.path.join(root, name) for name in folders):
            if not any((kept + os.sep).startswith(path + os.sep) for kept in around) and not os.listdir(path):
                os.rmdir(path)


def end_processes(variable, value):
    """Kills the processes that have the variable in their environment, and returns their command lines.

    A process inherits its environment from whoever started it, whatever session or parent it moved to since.
    """
    mark = os.fsencode("%s=%s" % (variable, value))
    deadline = time.monotonic() + GRACE_SECONDS
    left = marked_processes(mark)
    while left and time.monotonic() < deadline:
        time.sleep(0.01)
        left = marked_processes(mark)
    commands = sorted(command_line(pid) for pid in left)
    for pid in left:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    return commands


def marked_processes(mark):
    """Those that the system shows: none without a /proc."""
    pids = os.listdir("/proc") if os.path.isdir("/proc/self") else []
    return [int(pid) for pid in pids if pid.isdigit() and mark in read(pid, "environ").split(b"\0")]


def command_line(pid):
    return " ".join(os.fsdecode(word) for word in read(pid, "cmdline").split(b"\0")).strip()


def read(pid, name):
    """A file of /proc; empty for a process that is gone, or another user's."""
    try:
        with open("/proc/%s/%s" % (pid, name), "rb") as file:
            return file.read()
    except OSError:
        return b""
