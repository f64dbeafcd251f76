"""What a whole trace costs: spans opened one inside of the other, then closed from the innermost outwards."""

import bm
from bm import tracing


class Tracer(bm.Scenario):
    depth: int

    def run(self):
        tracer = tracing.tracer()
        names = [str(i) for i in range(self.depth)]

        def trace(loops):
            for _ in range(loops):
                spans = [tracer.trace(name) for name in names]
                while spans:
                    spans.pop().finish()

        yield trace
