"""What it costs to turn finished traces into the bytes that are sent to the agent."""

import bm
from bm import attributes, tracing

# Bytes that one payload may have; more than these traces take.
MAX_SIZE = 32 << 20


class Encoder(bm.Scenario):
    encoding: str
    ntraces: int
    nspans: int
    ntags: int
    ltags: int
    nmetrics: int
    dd_origin: bool

    def run(self):
        tracer = tracing.tracer()
        from ddtrace.internal.encoding import MSGPACK_ENCODERS

        encoder = MSGPACK_ENCODERS[self.encoding](MAX_SIZE, MAX_SIZE)
        traces = [self.trace(tracer) for _ in range(self.ntraces)]

        def encode(loops):
            for _ in range(loops):
                for trace in traces:
                    encoder.put(trace)
                encoder.encode()

        yield encode

    def trace(self, tracer):
        """A root span and its children, finished: as the encoder gets them."""
        tags = attributes.tags(self.ntags, self.ltags)
        metrics = attributes.metrics(self.nmetrics)
        root = tracer.start_span("test.root", service="test", resource="root")
        if self.dd_origin:
            root.context.dd_origin = "synthetics"
        children = [
            tracer.start_span(f"test.{i}", child_of=root, resource=f"child {i}") for i in range(1, self.nspans)
        ]
        for span in children[::-1] + [root]:
            span.set_tags(tags)
            span.set_metrics(metrics)
            span.finish()
        return [root, *children]
