"""A worker that can record what its slices call: started by the runner for a trace, never for a round.

It takes what worker.py takes, and its settings as JSON in the variable NX_BENCHMARK_RECORDING. A token with a negative
number of loops is a slice below viztracer; what it and its forked children call ends as one file a process, PID.json, in
the folder of the settings. Set-up, warm-up and tear-down are in none of them.
"""

import atexit
import json
import os
import signal
import sys
import threading
import time

import worker

SETTINGS = "NX_BENCHMARK_RECORDING"


def main():
    settings = json.loads(os.environ.pop(SETTINGS))
    recording = Recording(tracer_from(settings), settings["parts"])
    plain = worker.slice_of

    def slice_of(timed, loops):
        return recording.slice_of(timed, -loops) if loops < 0 else plain(timed, loops)

    worker.slice_of = slice_of
    # A scenario may have a module of this name.
    del sys.modules["worker"]
    worker.main()


def tracer_from(settings):
    """viztracer from a folder that the scenario then does not see: its own packages are those of its environment."""
    before = list(sys.path)
    sys.path.insert(0, settings["tool"])
    try:
        from viztracer import VizTracer
    finally:
        # Old ones add folders of their own.
        sys.path[:] = before
    # `log_async` would move what a task calls away from the event loop that calls it, under a made-up thread.
    return VizTracer(
        tracer_entries=settings["entries"],
        max_stack_depth=settings["max_stack_depth"],
        min_duration=settings["min_duration"],
        verbose=0,
        file_info=False,
        # What children run of this file, to begin and to save, is none of theirs.
        exclude_files=[os.path.abspath(__file__)],
        # Written by C from its buffer: as Python objects the events would take ten times the memory.
        dump_raw=True,
    )


class Recording:
    def __init__(self, tracer, folder):
        self.tracer = tracer
        self.folder = folder
        self.open = False
        self.exit = os._exit
        os.register_at_fork(after_in_child=self.begin_in_child)
        # From 3.12 on the interpreter itself watches all threads.
        if sys.version_info < (3, 12):
            threading.setprofile(self.join_in_thread)

    def slice_of(self, timed, loops):
        """As worker.py's, of which only the wall time means something here."""
        # Our own clock around the scenario's function is no part of what it calls.
        work = getattr(timed, "work", timed)
        self.open = True
        start = time.perf_counter()
        self.tracer.start()
        try:
            work(loops)
        finally:
            self.tracer.stop()
        wall = time.perf_counter() - start
        self.save()
        return wall, 0.0, 0.0, 0.0, 0, 0

    def join_in_thread(self, _frame, _event, _arg):
        """Called for all that a thread of the set-up calls, until it is recorded, too."""
        if self.open:
            self.tracer.enable_thread_tracing()

    def save(self):
        """Writes what was recorded so far, once: whole, or not under its name."""
        if not self.open:
            return
        self.open = False
        if hasattr(self.tracer, "reset_stack"):
            # What a child is in the middle of when it ends has ended with it.
            self.tracer.stop(stop_option="flush_as_finish")
        else:
            # viztracer before 1.1 cannot tell that from what its parent was in the middle of.
            self.tracer.stop()
        path = os.path.join(self.folder, "%d.json" % os.getpid())
        self.tracer.save(path + ".unfinished.json")
        os.rename(path + ".unfinished.json", path)

    def begin_in_child(self):
        """A child forked within the slice goes on recording, without what its parent has done so far, to its own end."""
        if not self.open:
            return
        # Most children (those of multiprocessing, too) end here, which no other hook sees.
        os._exit = self.save_and_exit
        atexit.register(self.save)
        try:
            if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
                signal.signal(signal.SIGTERM, self.save_and_terminate)
        except ValueError:
            # Forked by another thread than the main one.
            pass
        self.tracer.clear()
        if hasattr(self.tracer, "reset_stack"):
            self.tracer.reset_stack()

    def save_and_exit(self, status):
        try:
            self.save()
        finally:
            self.exit(status)

    def save_and_terminate(self, number, _frame):
        try:
            self.save()
        finally:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)


if __name__ == "__main__":
    main()
