"""What a fork costs a server that has loaded its application: from the fork to the end of a child that does nothing."""

import bm
from bm import forks, tracing


def _nothing():
    pass


class ForkTime(bm.Scenario):
    configure: bool

    def run(self):
        tracing.instrument("ddtrace.auto" if self.configure else "")
        from bm import flask_app

        # Here only to be there: a child gets its memory, and ddtrace looks after it before and after the fork.
        loaded = flask_app.create_app()

        def fork(loops):
            for _ in range(loops):
                forks.in_child(_nothing)

        yield fork
        del loaded
