"""What a random ID costs, of which each span needs one and each trace another."""

import bm
from bm import tracing


class Rand(bm.Scenario):
    bits: int

    def run(self):
        tracing.configure()
        from ddtrace.internal import native

        draw = {64: native.rand64bits, 128: native.generate_128bit_trace_id}[self.bits]

        def draw_ids(loops):
            for _ in range(loops):
                draw()

        yield draw_ids
