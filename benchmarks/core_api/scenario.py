"""What ddtrace's internal events and contexts cost, by which its integrations and its products talk to each other."""

from functools import partial

import bm
from bm import tracing

EVENT = "bm.event"


def _listen(*_):
    pass


def _raise(*_):
    raise ValueError("an error that the dispatcher has to handle")


class CoreApi(bm.Scenario):
    call: str
    listeners: int
    listeners_raise: bool
    arguments: list
    items: int

    def run(self):
        tracing.configure()
        from ddtrace.internal import core

        for number in range(self.listeners):
            for event in (EVENT, f"context.started.{EVENT}", f"context.ended.{EVENT}"):
                core.on(event, _raise if self.listeners_raise else _listen, name=f"listener {number}")
        core.set_item("known", "value")
        call = self.calls(core)[self.call]

        def make_calls(loops):
            for _ in range(loops):
                call()

        yield make_calls

    def calls(self, core):
        arguments = tuple(self.arguments)
        keys = [f"key-{i}" for i in range(self.items)]

        def enter_and_leave_context():
            with core.context_with_data(EVENT) as context:
                for key in keys:
                    context.set_item(key, "value")

        return {
            "has_listeners": partial(core.has_listeners, EVENT),
            "dispatch": partial(core.dispatch, EVENT, arguments),
            "dispatch_with_results": partial(core.dispatch_with_results, EVENT, arguments),
            "context": enter_and_leave_context,
            "find_known_item": partial(core.find_item, "known"),
            "find_missing_item": partial(core.find_item, "missing"),
        }
