"""What it takes a program to start, import something and end, by each of the ways to let ddtrace in."""

import bm
from bm import agent, commands, tracing

SEND_SPAN = "from ddtrace.trace import tracer; tracer.trace('startup').finish()"


class Startup(bm.Scenario):
    imports: list
    ddtrace_run: bool
    send_span: bool
    settings: dict

    def run(self):
        statements = [f"import {module}" for module in self.imports] + [SEND_SPAN] * self.send_span
        program = commands.python("-c", "; ".join(statements), traced=self.ddtrace_run)
        with agent.accepting() as settings:
            # Telemetry is at its default: programs that start and end send some, which is a part of what they cost.
            tracing.configure(**{"DD_INSTRUMENTATION_TELEMETRY_ENABLED": None, **settings, **self.settings})
            yield from commands.runs(program)
