"""What it takes a Django application to start and to answer its first request, with one product or another."""

import bm
from bm import agent, commands, tracing


class AppsecIastDjangoStartup(bm.Scenario):
    tracer_enabled: bool
    settings: dict

    def run(self):
        program = commands.python("first_request.py", traced=self.tracer_enabled)
        with agent.accepting() as settings:
            tracing.configure(**settings, **self.settings)
            yield from commands.runs(program)
