"""What it costs a client to write the trace context of a request into its headers."""

from typing import Optional

import bm
from bm import tracing


class HTTPPropagationInject(bm.Scenario):
    meta: dict
    sampling_priority: Optional[int] = None
    dd_origin: Optional[str] = None

    def run(self):
        tracing.configure()
        from ddtrace.propagation.http import HTTPPropagator
        from ddtrace.trace import Context

        context = Context(
            trace_id=8336172473188639332,
            span_id=6804240797025004118,
            meta=dict(self.meta),
            sampling_priority=self.sampling_priority,
            dd_origin=self.dd_origin,
        )

        def inject(loops):
            for _ in range(loops):
                HTTPPropagator.inject(context, {})

        yield inject
