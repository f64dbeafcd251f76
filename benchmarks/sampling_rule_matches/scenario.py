"""What it costs to find out whether a sampling rule is about a span."""

import random

import bm
from bm import attributes, tracing


class SamplingRuleMatches(bm.Scenario):
    num_iterations: int
    num_services: int
    num_operations: int
    num_resources: int
    num_tags: int

    def run(self):
        tracing.configure()
        from ddtrace._trace.sampling_rule import SamplingRule
        from ddtrace.trace import Span

        chance = random.Random(0)
        names = [
            [attributes.text(chance, 6) for _ in range(count)]
            for count in (self.num_services, self.num_operations, self.num_resources, self.num_tags)
        ]

        def span_of(service, name, resource, tag):
            span = Span(name, service=service, resource=resource)
            span.set_tag(tag, tag)
            return span

        # Each span has one of the names of each kind, and so has the rule.
        spans = [span_of(*map(chance.choice, names)) for _ in range(self.num_iterations)]
        service, name, resource, tag = map(chance.choice, names)
        rule = SamplingRule(sample_rate=1.0, service=service, name=name, resource=resource, tags={tag: tag})

        def match(loops):
            for _ in range(loops):
                for span in spans:
                    rule.matches(span)

        yield match
