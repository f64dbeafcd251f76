"""Programs that a scenario starts. They inherit the settings of `tracing.configure()`; what they print is dropped."""

import subprocess
import sys


def python(*arguments, traced=False):
    """The command line of this side's Python, as it is or instrumented by the command `ddtrace-run`."""
    return (["ddtrace-run"] if traced else []) + [sys.executable, *arguments]


def runs(command):
    """What a scenario yields from: a program from its start to its end. One that fails is an error.

    The time of children counts as the scenario's own, so nothing has to be measured in them.
    """

    def run(loops):
        for _ in range(loops):
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    yield run
