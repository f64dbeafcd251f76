"""What traces cost in a program of many threads, which have one tracer in common."""

import threading
from concurrent.futures import ThreadPoolExecutor

import bm
from bm import tracing


class Threading(bm.Scenario):
    nthreads: int
    ntraces: int
    nspans: int

    def run(self):
        tracer = tracing.tracer()

        def trace(_):
            with tracer.trace("root"):
                for _ in range(self.nspans - 1):
                    with tracer.trace("child"):
                        pass

        with ThreadPoolExecutor(self.nthreads) as pool:
            # All threads are there before, as those of a server are; a pool starts one only when all others are busy.
            together = threading.Barrier(self.nthreads)
            list(pool.map(lambda _: together.wait(), range(self.nthreads)))

            def traces(loops):
                for _ in range(loops):
                    for _ in pool.map(trace, range(self.ntraces)):
                        pass

            yield traces
