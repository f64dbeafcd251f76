"""Work in forked children, as a server forks its workers."""

import os
import traceback


def in_child(work):
    """Forks a child that does the work, and waits for its end. A child that fails is an error."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        # Not through Python's own exit: what the parent has registered for that is the parent's.
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status != 0:
        raise RuntimeError(f"a forked child ended with the status {status}")
