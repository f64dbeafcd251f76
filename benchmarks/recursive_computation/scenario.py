"""What tracing adds to a computation that calls itself: a span at each level, opened within the one above."""

import bm
from bm import tracing


def _primes_below(limit):
    return sum(all(number % divisor for divisor in range(2, int(number**0.5) + 1)) for number in range(2, limit))


class RecursiveComputation(bm.Scenario):
    max_depth: int
    profiler_enabled: bool

    def run(self):
        tracing.instrument("ddtrace.profiling.auto" if self.profiler_enabled else "")
        tracer = tracing.tracer()

        def compute(depth=0):
            with tracer.trace(f"compute.{depth}") as span:
                span.set_tag("depth", depth)
                # At every third level, so that there are spans with work of their own and spans without.
                result = _primes_below(100) if depth % 3 == 0 else 0
                if depth < self.max_depth:
                    result += compute(depth + 1)
                span.set_tag("result", result)
                return result

        def computations(loops):
            for _ in range(loops):
                compute()

        yield computations
